package body

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/schema"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Name compares the name of a method or an operation: equal, or a regular
// expression over the whole of it, both case-sensitive. A name of letters,
// digits and "_/.-" alone is no expression. A blank one matches nothing.
type Name struct {
	text       string
	expression *pattern.Pattern
}

// NewName compiles text; what is no expression is compared as it is.
func NewName(text string, env Env) *Name {
	n := &Name{text: text}
	if strings.ContainsFunc(text, isNoNameRune) {
		options := env.Expressions
		options.ExactCase = true
		n.expression, _ = pattern.Compile(text, options) // else only equality
	}
	return n
}

func isNoNameRune(r rune) bool {
	letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	return !letter && !strings.ContainsRune("_/.-", r)
}

// Match reports whether name is the one meant.
func (n *Name) Match(name string, b *pattern.Budget) bool {
	if Blank(n.text) {
		return false
	}
	return name == n.text || n.expression != nil && n.expression.Match(name, b)
}

// String returns the name as it was given.
func (n *Name) String() string { return n.text }

// SchemaMember compiles the JSON Schema in a member of a body matcher, which is
// text or an object; nil when there is none.
func SchemaMember(b *model.Body, member string) (*schema.Schema, error) {
	v, ok := b.Object.Get(member)
	if !ok || v.Kind == jsontree.String && Blank(v.Text) {
		return nil, nil
	}
	if v.Kind == jsontree.String {
		parsed, err := jsontree.ParseLenient([]byte(v.Text))
		if err != nil {
			return nil, &FieldError{member, err}
		}
		v = parsed
	}
	compiled, err := schema.Compile(v)
	if err != nil {
		return nil, &FieldError{member, err}
	}
	return compiled, nil
}
