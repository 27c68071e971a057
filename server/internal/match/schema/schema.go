// Package schema validates values against JSON Schema.
package schema

import (
	"errors"
	"strings"

	"github.com/mockserver/mockserver/server/internal/gen/jsonschema"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// Schema is a compiled JSON Schema. It is safe for concurrent use.
type Schema struct {
	document jsontree.Value
	family   *Family
	location string // in the family
	compiled *jsonschema.Schema
	text     bool // the schema asks for a string: text is one whatever it looks like
	blank    bool // blank text is accepted
}

// Compile reads document as draft-07 unless its $schema names another draft.
// References out of the document are refused.
func Compile(document jsontree.Value) (*Schema, error) {
	f := NewFamily()
	s, err := f.compile(document, document)
	f.main.compiler = nil // which holds much, and compiles nothing more here
	return s, err
}

// validate says why v is not valid.
func (s *Schema) validate(v jsontree.Value, b *pattern.Budget) error {
	if !s.family.main.expressions.Load() {
		return s.compiled.Validate(toAny(v))
	}
	c, ok := s.family.spare.Get().(*checker)
	if !ok {
		c = newChecker(s.family)
	}
	defer s.family.spare.Put(c)
	compiled, err := c.compile(s.location)
	if err != nil {
		return err
	}
	c.budget, c.late = b, ""
	err = compiled.Validate(toAny(v))
	if c.late != "" {
		return &lateError{c.late}
	}
	return err
}

// asksFor reports whether the schema's type is kind and nothing else.
func asksFor(document jsontree.Value, kind string) bool {
	t, _ := document.Get("type")
	return t.Kind == jsontree.String && t.Text == kind
}

func isTrue(document jsontree.Value, name string) bool {
	v, _ := document.Get(name)
	return v.Kind == jsontree.Bool && v.Text == "true"
}

// String returns the schema as compact JSON.
func (s *Schema) String() string { return string(s.document.AppendCompact(nil)) }

// MatchText reports whether text is valid as the value it spells (see valueOf).
// The regular expressions of the schema are charged to b, here as everywhere.
func (s *Schema) MatchText(text string, b *pattern.Budget) bool { return s.checkText(text, b) == nil }

// Match reports whether v is valid.
func (s *Schema) Match(v jsontree.Value, b *pattern.Budget) bool { return s.validate(v, b) == nil }

// Explain says why text is not valid, one reason a line.
func (s *Schema) Explain(text string, b *pattern.Budget) []string {
	return reasons(s.checkText(text, b))
}

// ExplainValue says why v is not valid, one reason a line.
func (s *Schema) ExplainValue(v jsontree.Value, b *pattern.Budget) []string {
	return reasons(s.validate(v, b))
}

func (s *Schema) checkText(text string, b *pattern.Budget) error {
	if strings.TrimSpace(text) != "" {
		return s.validate(valueOf(text, s.text), b)
	}
	if s.blank {
		return nil
	}
	return errBlank
}

var errBlank = errors.New("the value is blank")

func reasons(err error) []string {
	if err == nil {
		return nil
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) > 1 {
		lines = lines[1:] // the first names the schema's own location
	}
	return lines
}
