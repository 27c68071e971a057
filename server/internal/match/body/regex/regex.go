// Package regex compares the text of bodies with a regular expression.
package regex

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	pattern *pattern.Pattern
	not     bool // written as a "!" before the pattern
}

// anything is what a blank pattern stands for.
const anything = ".*"

// Compile compiles a REGEX body: a pattern over the whole text, negated by a
// "!" before it. One that is no pattern is refused.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	source, not := strings.CutPrefix(b.Text, "!")
	if body.Blank(source) {
		source = anything
	}
	p, err := pattern.Compile(source, env.Expressions)
	if err != nil {
		return nil, &body.FieldError{Field: "regex", Err: err}
	}
	return &matcher{p, not}, nil
}

func (m *matcher) Match(c *body.Content) bool { return m.pattern.Match(c.Text(), c.Budget) != m.not }

func (m *matcher) Explain(c *body.Content) string {
	source := m.pattern.Source()
	if m.not {
		source = "!" + source
	}
	return rule.Reason("regex", source, c.Text(), m.pattern.Late(c.Budget)...)
}
