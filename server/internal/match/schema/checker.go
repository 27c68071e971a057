package schema

import (
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/mockserver/mockserver/server/internal/gen/jsonschema"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// checker compiles the schemas of a family. One with expressions, which draw on
// the budget of a request, is for one validation at a time.
type checker struct {
	compiler    *jsonschema.Compiler
	expressions atomic.Bool
	budget      *pattern.Budget // of the validation under way
	late        string          // the last expression that asked for too much of it
}

func newChecker(f *Family) *checker {
	c := &checker{compiler: jsonschema.NewCompiler()}
	c.compiler.DefaultDraft(jsonschema.Draft7)
	c.compiler.UseLoader(f)
	c.compiler.UseRegexpEngine(c.compileExpression)
	for _, format := range formats {
		c.compiler.RegisterFormat(format)
	}
	return c
}

var errRemote = errors.New("references to other documents are not followed")

// compile returns the schema at a location of the family, compiled once.
func (c *checker) compile(location string) (*jsonschema.Schema, error) {
	compiled, err := c.compiler.Compile(location)
	if remote := (*jsonschema.LoadURLError)(nil); errors.As(err, &remote) {
		return nil, fmt.Errorf("%s: %w", remote.URL, errRemote)
	}
	return compiled, err
}
