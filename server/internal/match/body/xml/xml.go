// Package xml compares bodies with an expected XML document: elements by name
// and text, in any order, without regard to comments, blanks, prefixes and the
// order of attributes.
package xml

import (
	"github.com/antchfx/xmlquery"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	text string
	want *xmlquery.Node // a document; nil accepts anything
}

// Compile compiles an XML body. A document that cannot be read is refused.
func Compile(b *model.Body, _ body.Env) (body.Matcher, error) {
	if body.Blank(b.Text) {
		return &matcher{}, nil
	}
	root, err := body.ParseXML(b.Text)
	if err != nil {
		return nil, &body.FieldError{Field: "xml", Err: err}
	}
	return &matcher{b.Text, root}, nil
}

func (m *matcher) Match(c *body.Content) bool {
	if m.want == nil {
		return true
	}
	root, err := c.XML()
	return err == nil && m.differs(root, c.Budget) == ""
}

func (m *matcher) differs(root *xmlquery.Node, b *pattern.Budget) string {
	return (&comparison{budget: b}).documents(m.want, root)
}

func (m *matcher) Explain(c *body.Content) string {
	root, err := c.XML()
	if err != nil {
		return rule.Reason("xml", m.text, c.Text(), "the body is not XML: "+err.Error())
	}
	return rule.Reason("xml", m.text, c.Text(), m.differs(root, c.Budget))
}
