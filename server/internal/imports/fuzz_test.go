package imports_test

import (
	"os"
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/imports"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/redact"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// costPerByte bounds what a byte of a document costs: one request of a
// collection may be read for many examples.
const costPerByte = 20_000

// FuzzHAR: any text is refused, or read into expectations that can be stored,
// with and without redaction.
func FuzzHAR(f *testing.F) { fuzz(f, "har", "testdata/shop.har") }

// FuzzPostman is FuzzHAR for collections.
func FuzzPostman(f *testing.F) { fuzz(f, "postman", "testdata/shop.postman.json") }

func fuzz(f *testing.F, format, seed string) {
	text, err := os.ReadFile(seed)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"log":{"entries":[{"request":{"url":"/a?%","headers":[{"name":"!","value":"?"}]},"response":{"status":200,"content":{"text":"AA==","encoding":"base64"}}}]}}`))
	f.Add([]byte(`{"info":{},"variable":[{"key":"a","value":"{{a}}{{a}}"}],"item":[{"request":"{{a}}/:b/{{c}}?d={{e}}","response":[{"body":"{}"},{"header":"a:b"}]}]}`))
	rules := redact.New(nil, nil)
	f.Fuzz(func(t *testing.T, text []byte) {
		costtest.Bound(t, len(text), costPerByte, func() {
			list, err := imports.Read(text, format)
			if err != nil {
				return
			}
			for _, e := range list {
				if _, err := match.Compile(e.Request, match.Options{}); err != nil {
					t.Errorf("%s cannot be stored: %v", wire.ExpectationValue(e).AppendCompact(nil), err)
				}
				wire.ExpectationValue(rules.Expectation(e))
			}
		})
	})
}
