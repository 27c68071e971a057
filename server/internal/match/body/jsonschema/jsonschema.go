// Package jsonschema validates bodies against a JSON Schema.
package jsonschema

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/match/schema"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	schema    *schema.Schema
	document  jsontree.Value
	styles    map[string]string // of form parameters, by name
	semicolon bool
}

// Compile compiles a JSON_SCHEMA body; see schema.Compile for the drafts. A
// body that is the schema itself matches as well.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	document, _ := b.Object.Get("jsonSchema")
	s, err := env.Schemas.Compile(document)
	if err != nil {
		return nil, &body.FieldError{Field: "jsonSchema", Err: err}
	}
	return &matcher{schema: s, document: document, styles: styles(b), semicolon: env.Semicolon}, nil
}

func styles(b *model.Body) map[string]string {
	given, _ := b.Object.Get("parameterStyles")
	named := make(map[string]string, len(given.Members))
	for _, m := range given.Members {
		named[m.Name] = m.Value.Text
	}
	return named
}

func (m *matcher) Match(c *body.Content) bool {
	value, err := m.data(c)
	return err == nil && (m.schema.Match(value, c.Budget) || value.Equal(m.document))
}

// data returns the body as a tree; of a form, the styled parameters as lists.
func (m *matcher) data(c *body.Content) (jsontree.Value, error) {
	switch {
	case !c.IsForm():
		return c.Data(m.semicolon)
	case len(m.styles) == 0:
		value, err := c.Data(m.semicolon)
		return m.withLists(value), err
	}
	return m.withLists(body.FormData(rule.Split(c.Form(m.semicolon), m.styles))), nil
}

// withLists makes lists of parameters that were given once where the schema
// asks for lists.
func (m *matcher) withLists(form jsontree.Value) jsontree.Value {
	if form.Kind != jsontree.Object {
		return form // JSON that calls itself a form
	}
	properties, _ := m.document.Get("properties")
	members := make([]jsontree.Member, len(form.Members))
	for i, given := range form.Members {
		members[i] = given
		property, _ := properties.Get(given.Name)
		if kind, _ := property.Get("type"); kind.Text == "array" && given.Value.Kind != jsontree.Array {
			members[i].Value = jsontree.ArrayOf(given.Value)
		}
	}
	return jsontree.ObjectOf(members...)
}

func (m *matcher) Explain(c *body.Content) string {
	value, err := m.data(c)
	if err != nil {
		return rule.Reason("json schema", m.schema.String(), c.Text(), err.Error())
	}
	return rule.Reason("json schema", m.schema.String(), c.Text(), m.schema.ExplainValue(value, c.Budget)...)
}
