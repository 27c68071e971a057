// Package xmlschema compares bodies with an XML Schema 1.0: they have to be
// valid.
package xmlschema

import (
	"strings"

	"github.com/jacoelho/xsd"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	text   string
	schema *xsd.Engine // nil accepts anything
}

// Compile compiles an XML_SCHEMA body. A schema that cannot be used is refused;
// what it imports is not fetched.
func Compile(b *model.Body, _ body.Env) (body.Matcher, error) {
	if body.Blank(b.Text) {
		return &matcher{}, nil
	}
	schema, err := xsd.Compile(xsd.Bytes("xmlSchema", []byte(b.Text)))
	if err != nil {
		return nil, &body.FieldError{Field: "xmlSchema", Err: err}
	}
	return &matcher{b.Text, schema}, nil
}

func (m *matcher) Match(c *body.Content) bool { return m.schema == nil || m.validate(c) == nil }

func (m *matcher) validate(c *body.Content) error {
	if _, err := c.XML(); err != nil {
		return err
	}
	return m.schema.Validate(strings.NewReader(withoutDeclaration(c.Text())))
}

// withoutDeclaration cuts the XML declaration off: the text is decoded already,
// whatever encoding it names.
func withoutDeclaration(text string) string {
	trimmed := strings.TrimLeft(text, "\ufeff \t\r\n")
	if strings.HasPrefix(trimmed, "<?xml ") {
		if end := strings.Index(trimmed, "?>"); end >= 0 {
			return trimmed[end+2:]
		}
	}
	return text
}

func (m *matcher) Explain(c *body.Content) string {
	return rule.Reason("xml schema", m.text, c.Text(), m.validate(c).Error())
}
