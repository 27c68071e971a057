// Package body compares request bodies. Each kind of body matcher is a package
// of its own below this one; a Registry names them.
package body

import (
	"fmt"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/match/schema"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Matcher decides about bodies of one kind. Negation, optional bodies and
// blank matchers are none of its business. It is safe for concurrent use.
type Matcher interface {
	Match(*Content) bool
	// Explain says in words why the content does not match.
	Explain(*Content) string
}

// Compiler turns a body of its kind into a Matcher. The error is a *FieldError
// where one member of the body is to blame.
type Compiler func(*model.Body, Env) (Matcher, error)

// Env is what compilers share.
type Env struct {
	Values      rule.Options    // of values in maps
	Expressions pattern.Options // of regular expressions over a whole body
	// XPathTimeout is the most time one XPath may cost one request; 0 means 5 s.
	XPathTimeout time.Duration
	// Semicolon makes ';' separate the parameters of a form, as '&' does.
	Semicolon bool
	// Schemas compiles schemas together with others that have the same
	// definitions; nil when there are none.
	Schemas *schema.Family
	// Compile compiles a body inside this one.
	Compile func(*model.Body) (Matcher, error)
}

// Registry holds the compiler of each kind, by the kind's name ("JSON").
type Registry map[string]Compiler

// FieldError is a refusal of one member of a body matcher.
type FieldError struct {
	Field string // path below the body, such as "regex"
	Err   error
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Err.Error() }

func (e *FieldError) Unwrap() error { return e.Err }

// Compile compiles b with its kind's compiler, wrapped in what all kinds share.
func (r Registry) Compile(b *model.Body, env Env) (Matcher, error) {
	compiler, ok := r[b.Type]
	if !ok {
		return nil, &FieldError{"type", fmt.Errorf("body type %q is not supported", b.Type)}
	}
	env.Compile = func(inner *model.Body) (Matcher, error) { return r.Compile(inner, env) }
	m, err := compiler(b, env)
	if err != nil {
		return nil, err
	}
	if b.Not || b.Optional {
		m = &modified{m, b.Not, b.Optional}
	}
	return m, nil
}

// modified is a matcher with "not" or "optional" set.
type modified struct {
	Matcher
	not, optional bool
}

func (m *modified) Match(c *Content) bool {
	if m.optional && c.Empty() {
		return true
	}
	return m.Matcher.Match(c) != m.not
}

func (m *modified) Explain(c *Content) string {
	switch {
	case m.Match(c):
		return ""
	case m.not:
		return rule.Reason("negated body", "a body that the matcher does not accept", c.Text())
	}
	return m.Matcher.Explain(c)
}

// Blank reports whether text holds nothing but white space, which as a matcher
// accepts anything.
func Blank(text string) bool { return strings.TrimSpace(text) == "" }
