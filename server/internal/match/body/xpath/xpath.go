// Package xpath compares bodies with an XPath 1.0 expression: it has to be
// true, or select something.
package xpath

import (
	"math"

	"github.com/antchfx/xmlquery"
	"github.com/antchfx/xpath"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	text       string
	expression *xpath.Expr // nil when text is no XPath: only that very text matches
	because    string      // why it is none
}

// Compile compiles an XPATH body. Without namespacePrefixes, names are compared
// with their prefix as they are written. Text that is no expression is not
// refused, because a body equal to it matches all the same.
func Compile(b *model.Body, _ body.Env) (body.Matcher, error) {
	m := &matcher{text: b.Text}
	var err error
	if m.expression, err = compile(b); err != nil {
		m.expression, m.because = nil, "this is no XPath: "+err.Error()
	}
	return m, nil
}

func compile(b *model.Body) (*xpath.Expr, error) {
	given, ok := b.Object.Get("namespacePrefixes")
	if !ok || len(given.Members) == 0 {
		return xpath.Compile(b.Text)
	}
	prefixes := map[string]string{}
	for _, m := range given.Members {
		prefixes[m.Name] = m.Value.Text
	}
	return xpath.CompileWithNS(b.Text, prefixes)
}

func (m *matcher) Match(c *body.Content) bool {
	if body.Blank(m.text) || c.Text() == m.text {
		return true
	}
	root, err := c.XML()
	return err == nil && m.expression != nil && holds(m.expression.Evaluate(xmlquery.CreateXPathNavigator(root)))
}

// holds is the boolean of a result (XPath 1.0, section 4.3).
func holds(result any) bool {
	switch v := result.(type) {
	case bool:
		return v
	case float64:
		return v != 0 && !math.IsNaN(v)
	case string:
		return v != ""
	case *xpath.NodeIterator:
		return v.MoveNext()
	}
	return false
}

func (m *matcher) Explain(c *body.Content) string {
	because := m.because
	if because == "" {
		because = "the expression is false, or selects nothing"
	}
	if _, err := c.XML(); err != nil {
		because = "the body is not XML: " + err.Error()
	}
	return rule.Reason("xpath", m.text, c.Text(), because)
}
