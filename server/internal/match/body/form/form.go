// Package form compares form bodies parameter by parameter.
package form

import (
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

type matcher struct {
	multi     *rule.Multi // nil accepts anything
	semicolon bool
}

// Compile compiles a PARAMETERS body.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	given, _ := b.Object.Get("parameters")
	parameters, err := wire.ParseMultiMatcher(given)
	if err != nil {
		return nil, &body.FieldError{Field: "parameters", Err: err}
	}
	multi, err := rule.NewMulti(parameters, env.Values)
	if err != nil {
		return nil, &body.FieldError{Field: "parameters", Err: err}
	}
	return &matcher{multi, env.Semicolon}, nil
}

func (m *matcher) Match(c *body.Content) bool {
	return m.multi == nil || m.multi.Match(c.Form(m.semicolon), c.Budget)
}

func (m *matcher) Explain(c *body.Content) string {
	return rule.Reason("form parameters", m.multi.String(), rule.ListPairs(c.Form(m.semicolon)),
		m.multi.Explain(c.Form(m.semicolon), c.Budget)...)
}
