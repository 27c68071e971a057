package xpath

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// costPerByte bounds what a byte of an expression or a document costs in memory.
const costPerByte = 20_000

// FuzzMatch: any expression decides about any document, and says why not.
func FuzzMatch(f *testing.F) {
	for _, expression := range []string{
		"/a/b[@x='1']", "count(//b) > 1", "//b[position() = last()]/..", "string-length(normalize-space(/a)) = 3", "sum(//b) div 0",
		"substring('12345', 1.5, 2.6)", "translate(/a,'ab','c')", "//*[contains(name(),'b')] | //@*", "not(ancestor::a)", "matches(/a,'(')", "//b[",
	} {
		f.Add(expression, `<a x="1"><b x="1">2</b><b/></a>`)
	}
	f.Fuzz(func(t *testing.T, expression, document string) {
		costtest.Bound(t, len(expression)+len(document), costPerByte, func() {
			m, err := Compile(&model.Body{Type: "XPATH", Text: expression}, body.Env{})
			if err != nil {
				t.Fatalf("%q is refused: %v", expression, err)
			}
			c := &body.Content{Bytes: []byte(document), Type: "text/xml", Budget: &pattern.Budget{}}
			if !m.Match(c) && m.Explain(c) == "" {
				t.Errorf("%q does not match %q, without a reason", expression, document)
			}
		})
	})
}
