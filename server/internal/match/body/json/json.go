// Package json compares bodies with an expected JSON document: as it is, or by
// the fields it names alone.
//
// The expected document is compiled to a tree of wants (want.go); array.go
// compares arrays, number.go numbers, placeholder.go what "${json-unit...}"
// asks for, and diff.go says where two documents differ.
package json

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	want      *want // nil accepts anything
	rules     rules
	semicolon bool // separates the parameters of a form
}

// rules say how documents compare.
type rules struct {
	strict      bool // no extra fields or items, and arrays in order
	sameNumbers bool // numbers are equal by value however they are written
	pattern     pattern.Options
}

// Compile compiles a JSON body.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	document, _ := b.Object.Get("json")
	m := &matcher{semicolon: env.Semicolon, rules: rules{
		strict:      member(b, "matchType") == "STRICT",
		sameNumbers: member(b, "matchNumbersAsStrings") == "true",
		pattern:     pattern.Options{ExactCase: true, OneLine: true, Timeout: env.Expressions.Timeout},
	}}
	if body.Blank(b.Text) && document.Kind == jsontree.Null {
		return m, nil
	}
	want, err := m.rules.compile(document)
	if err != nil {
		return nil, &body.FieldError{Field: "json", Err: err}
	}
	m.want = want
	return m, nil
}

func member(b *model.Body, name string) string {
	v, _ := b.Object.Get(name)
	return v.Text
}

// Match reports whether the content is JSON and holds what is wanted.
func (m *matcher) Match(c *body.Content) bool {
	if m.want == nil {
		return true
	}
	actual, err := c.Data(m.semicolon)
	return err == nil && m.rules.match(m.want, &actual, c.Budget)
}

func (m *matcher) Explain(c *body.Content) string {
	actual, err := c.Data(m.semicolon)
	if err != nil {
		return rule.Reason("json", m.pretty(), c.Text(), c.NoJSON(err))
	}
	return rule.Reason("json", m.pretty(), string(actual.AppendPretty(nil)), m.differences(&actual, c.Budget)...)
}

func (m *matcher) pretty() string { return string(m.want.source.AppendPretty(nil)) }
