package schema

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// costPerByte bounds what a byte of a schema or a value costs in memory.
const costPerByte = 20_000

// FuzzCompile: a schema is refused in words or decides; what it does not
// accept has a reason, what it accepts has none.
func FuzzCompile(f *testing.F) {
	for _, seed := range [][2]string{
		{`{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/definitions/b"}},"definitions":{"b":{"type":["integer","null"],"minimum":1}}}`, `{"a":0}`},
		{`{"$schema":"https://json-schema.org/draft/2020-12/schema","$dynamicRef":"#x","$defs":{"a":{"$dynamicAnchor":"x","prefixItems":[true,false]}}}`, `[1,2]`},
		{`{"$ref":"#"}`, `1`}, {`{"pattern":"^(a|b)*\\d\\p{L}$","format":"date-time","nullable":true}`, `abc`}, {`{"multipleOf":1e-300,"enum":[1.0]}`, `1e300`},
		{`{"format":"idn-hostname"}`, `"bücher.de"`}, {`false`, ``},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		document, err := jsontree.Parse([]byte(text))
		if err != nil {
			return
		}
		costtest.Bound(t, len(text)+len(value), costPerByte, func() {
			s, err := Compile(document)
			if err != nil {
				if err.Error() == "" {
					t.Errorf("%s is refused without a word", text)
				}
				return
			}
			if reasons := s.Explain(value, nil); s.MatchText(value, nil) != (len(reasons) == 0) {
				t.Errorf("%s on %q is valid: %v, for the reasons %q", text, value, s.MatchText(value, nil), reasons)
			}
			s.MatchList([]string{value, text}, nil)
		})
	})
}
