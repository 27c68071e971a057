// Package schema validates values against JSON Schema.
package schema

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/mockserver/mockserver/server/internal/gen/jsonschema"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// Schema is a compiled JSON Schema. It is safe for concurrent use.
type Schema struct {
	document jsontree.Value
	checker  *checker
	spare    sync.Pool // of further *checker, for use at the same time
	text     bool      // the schema asks for a string: text is one whatever it looks like
	blank    bool      // blank text is accepted
}

// location names the schema itself while it is compiled; nothing is loaded from it.
const location = "schema:///root.json"

// Compile reads document as draft-07 unless its $schema names another draft.
// References out of the document are refused.
func Compile(document jsontree.Value) (*Schema, error) {
	c, err := newChecker(document)
	if err != nil {
		return nil, err
	}
	return &Schema{
		document: document,
		checker:  c,
		text:     asksFor(document, "string"),
		blank:    isTrue(document, "nullable") || document.Text == "true",
	}, nil
}

// checker is a compiled schema. One with expressions, which draw on the budget
// of a request, is for one validation at a time.
type checker struct {
	compiled    *jsonschema.Schema
	expressions bool
	budget      *pattern.Budget // of the validation under way
	late        string          // the last expression that asked for too much of it
}

func newChecker(document jsontree.Value) (*checker, error) {
	c := &checker{}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	compiler.UseLoader(noLoader{})
	compiler.UseRegexpEngine(c.compileExpression)
	for _, f := range formats {
		compiler.RegisterFormat(f)
	}
	if err := compiler.AddResource(location, toAny(document)); err != nil {
		return nil, err
	}
	compiled, err := compiler.Compile(location)
	if remote := (*jsonschema.LoadURLError)(nil); errors.As(err, &remote) {
		return nil, fmt.Errorf("%s: %w", remote.URL, errRemote)
	}
	c.compiled = compiled
	return c, err
}

// validate says why v is not valid.
func (s *Schema) validate(v jsontree.Value, b *pattern.Budget) error {
	if !s.checker.expressions {
		return s.checker.compiled.Validate(toAny(v))
	}
	c, ok := s.spare.Get().(*checker)
	if !ok {
		var err error
		if c, err = newChecker(s.document); err != nil {
			return err
		}
	}
	defer s.spare.Put(c)
	c.budget, c.late = b, ""
	err := c.compiled.Validate(toAny(v))
	if c.late != "" {
		return &lateError{c.late}
	}
	return err
}

// noLoader refuses every reference to another document.
type noLoader struct{}

var errRemote = errors.New("references to other documents are not followed")

func (noLoader) Load(string) (any, error) { return nil, errRemote }

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
