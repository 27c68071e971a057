// Package graphql compares bodies that are GraphQL requests: by their text, as
// far as it means something, or by the fields they ask for.
package graphql

import (
	"errors"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/match/schema"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	query     string
	text      string // normalised
	name      *body.Name
	variables *schema.Schema // nil accepts any
	exact     bool
	wanted    *operation // of the AST modes, else nil
}

var (
	errNoQuery  = errors.New("a query is required")
	errNoSyntax = errors.New("this is no GraphQL document")
)

// Compile compiles a GRAPHQL body.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	if body.Blank(b.Text) {
		return nil, &body.FieldError{Field: "query", Err: errNoQuery}
	}
	variables, err := body.SchemaMember(b, "variablesSchema")
	if err != nil {
		return nil, err
	}
	m := &matcher{query: b.Text, text: normalise(b.Text), variables: variables}
	if v, ok := b.Object.Get("operationName"); ok && !body.Blank(v.Text) {
		m.name = body.NewName(v.Text, env)
	}
	mode, _ := b.Object.Get("selectionSetMatchType")
	if !strings.HasPrefix(mode.Text, "AST_") {
		return m, nil
	}
	m.exact = mode.Text == "AST_EXACT"
	return m, m.wants(b)
}

// wants takes what the AST modes compare from the query, and the fields from
// "fields" where they are given.
func (m *matcher) wants(b *model.Body) error {
	wanted, ok := parse(b.Text, "")
	if !ok {
		wanted, ok = parseEmpty(m.text)
	}
	if !ok {
		return &body.FieldError{Field: "query", Err: errNoSyntax}
	}
	m.wanted = wanted
	fields, _ := b.Object.Get("fields")
	if len(fields.Items) > 0 {
		m.wanted.fields = map[string]bool{}
	}
	for _, field := range fields.Items {
		m.wanted.fields[field.Text] = true
	}
	return nil
}

// request is a GraphQL request (GraphQL over HTTP, section 5), or a document
// alone.
type request struct {
	query     string
	name      jsontree.Value
	variables jsontree.Value
	wrapped   bool
}

func read(c *body.Content) request {
	document, err := c.JSON()
	if err != nil || document.Kind != jsontree.Object {
		return request{query: c.Text()}
	}
	query, _ := document.Get("query")
	name, _ := document.Get("operationName")
	variables, _ := document.Get("variables")
	return request{query: query.Text, name: name, variables: variables, wrapped: true}
}

func (m *matcher) Match(c *body.Content) bool { return m.differs(read(c), c.Budget) == "" }

func (m *matcher) Explain(c *body.Content) string {
	return rule.Reason("graphql", m.query, c.Text(), m.differs(read(c), c.Budget))
}

// differs says in which way r is not the request meant; "" when it is.
func (m *matcher) differs(r request, b *pattern.Budget) string {
	reason := m.textDiffers(r)
	if m.wanted != nil {
		reason = m.fieldsDiffer(r)
	}
	switch {
	case reason != "":
		return reason
	case m.name != nil && !m.name.Match(r.name.Text, b):
		return "the operationName is not the one expected"
	case m.variables != nil && r.variables.Kind == jsontree.Null:
		return "there are no variables"
	case m.variables != nil && !m.variables.Match(r.variables, b):
		return "the variables do not satisfy the schema"
	}
	return ""
}

func (m *matcher) textDiffers(r request) string {
	switch {
	case !r.wrapped:
		return "the body is no JSON object with a query"
	case normalise(r.query) != m.text:
		return "the query is not the one expected"
	}
	return ""
}

func (m *matcher) fieldsDiffer(r request) string {
	got, ok := parse(r.query, r.name.Text)
	switch {
	case !ok:
		return "the body holds no GraphQL document"
	case got.kind != m.wanted.kind:
		return "it is a " + got.kind + ", not a " + m.wanted.kind
	case m.wanted.name != "" && got.name != m.wanted.name:
		return "the operation is not called " + m.wanted.name
	case !got.covers(m.wanted.fields):
		return "it does not ask for every field expected"
	case m.exact && len(got.fields) != len(m.wanted.fields):
		return "it asks for fields beyond those expected"
	}
	return ""
}
