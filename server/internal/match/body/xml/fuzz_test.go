package xml

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// costPerByte bounds what a byte of a document costs in memory.
const costPerByte = 20_000

// FuzzMatch: a document is as asked when it is the one asked for, and what is
// not has a reason.
func FuzzMatch(f *testing.F) {
	f.Add(`<a x="1"><b>1</b><b/></a>`, `<a x="1"><b/><b>1</b></a>`)
	f.Add(`<p:a xmlns:p="u"><!-- c --> t </p:a>`, `<a xmlns="u">t</a>`)
	f.Add(`<a>${xmlunit.matchesRegex([a-z]+)}</a>`, `<a>b</a>`)
	f.Add(`<a x="${xmlunit.isDateTime(yyyy-MM-dd'T'HH:mm:ss.SSSXXX)}"><?p q?>a<b/>c</a>`, `<a x="2020-01-02T03:04:05.6Z"/>`)
	f.Fuzz(func(t *testing.T, expected, actual string) {
		costtest.Bound(t, len(expected)+len(actual), costPerByte, func() {
			m, err := Compile(&model.Body{Type: "XML", Text: expected}, body.Env{})
			if err != nil {
				return
			}
			if !strings.Contains(expected, "xmlunit") && !m.Match(contentOf(expected)) {
				t.Errorf("%q does not match itself: %s", expected, m.Explain(contentOf(expected)))
			}
			if c := contentOf(actual); !m.Match(c) && m.Explain(c) == "" {
				t.Errorf("%q does not match %q, without a reason", expected, actual)
			}
		})
	})
}

func contentOf(text string) *body.Content {
	return &body.Content{Bytes: []byte(text), Type: "text/xml; charset=utf-8", Budget: &pattern.Budget{}}
}
