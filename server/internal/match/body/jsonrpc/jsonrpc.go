// Package jsonrpc compares bodies that are JSON-RPC 2.0 calls.
package jsonrpc

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/match/schema"
	"github.com/mockserver/mockserver/server/internal/model"
)

// version is the only one there is (JSON-RPC 2.0, section 4).
const version = "2.0"

type matcher struct {
	method *body.Name
	params *schema.Schema // nil accepts any
}

// Compile compiles a JSON_RPC body: a method, by name or expression, and
// perhaps a schema for its parameters.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	params, err := body.SchemaMember(b, "paramsSchema")
	if err != nil {
		return nil, err
	}
	return &matcher{body.NewName(b.Text, env), params}, nil
}

// Match reports whether the body is such a call, or a batch that holds one.
func (m *matcher) Match(c *body.Content) bool {
	document, err := c.JSON()
	if err != nil {
		return false
	}
	if document.Kind != jsontree.Array {
		return m.differs(document, c.Budget) == ""
	}
	for _, call := range document.Items {
		if m.differs(call, c.Budget) == "" {
			return true
		}
	}
	return false
}

// differs says in which way call is not the one meant; "" when it is.
func (m *matcher) differs(call jsontree.Value, b *pattern.Budget) string {
	if v, _ := call.Get("jsonrpc"); v.Kind != jsontree.String || v.Text != version {
		return `jsonrpc is not "2.0"`
	}
	method, _ := call.Get("method")
	if method.Kind != jsontree.String || !m.method.Match(method.Text, b) {
		return "the method is not the one expected"
	}
	if m.params == nil {
		return ""
	}
	params, ok := call.Get("params")
	switch {
	case !ok:
		return "there are no params"
	case !m.params.Match(params, b):
		return "params do not satisfy the schema"
	}
	return ""
}

func (m *matcher) Explain(c *body.Content) string {
	document, err := c.JSON()
	switch {
	case err != nil:
		return rule.Reason("json-rpc", m.method.String(), c.Text(), c.NoJSON(err))
	case document.Kind == jsontree.Array:
		return rule.Reason("json-rpc", m.method.String(), c.Text(), "no call of the batch is the one expected")
	}
	return rule.Reason("json-rpc", m.method.String(), c.Text(), m.differs(document, c.Budget))
}
