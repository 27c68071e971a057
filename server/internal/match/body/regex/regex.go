// Package regex compares the text of bodies with a regular expression.
package regex

import (
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct{ pattern *pattern.Pattern }

// anything is what a blank pattern stands for.
const anything = ".*"

// Compile compiles a REGEX body: a pattern over the whole text. One that is
// no pattern is refused.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	source := b.Text
	if body.Blank(source) {
		source = anything
	}
	p, err := pattern.Compile(source, env.Expressions)
	if err != nil {
		return nil, &body.FieldError{Field: "regex", Err: err}
	}
	return &matcher{p}, nil
}

func (m *matcher) Match(c *body.Content) bool { return m.pattern.Match(c.Text(), c.Budget) }

func (m *matcher) Explain(c *body.Content) string {
	return rule.Reason("regex", m.pattern.Source(), c.Text(), m.pattern.Late(c.Budget)...)
}
