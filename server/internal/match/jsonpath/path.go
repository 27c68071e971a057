// Package jsonpath evaluates JSONPath in the dialect of Jayway JsonPath, which
// existing expectations are written in. docs/jsonpath.md lists where it and
// RFC 9535 differ.
//
// Start at Compile, then Path.Read.
package jsonpath

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// MaxLength is the longest path considered, in bytes.
const MaxLength = 8192

// Path is a compiled path. It is safe for concurrent use.
type Path struct {
	segments []segment
	definite bool
	// whole is a function at the end of a path that descends: it takes all that
	// was found, not each of it.
	whole *function
}

// segment selects children of a node. after is what follows it.
type segment interface {
	// definite tells whether it selects one value at most.
	definite(last bool) bool
	visit(e *evaluation, v jsontree.Value, after []segment)
}

// Compile reads text as a path. One that starts with neither "$" nor "@" is
// taken from the root. The error says what is wrong and where.
func Compile(text string) (*Path, error) {
	text = strings.TrimSpace(text)
	if text == "" || text[0] != '$' && text[0] != '@' {
		text = "$." + text
	}
	p := &parser{text: text}
	path := p.path()
	p.skipBlanks()
	if p.err == nil && p.at < len(p.text) {
		p.fail("unexpected %q", p.text[p.at:])
	}
	return path, p.err
}

// maxSteps bounds one reading: "$..*..*..*" over a large document would not
// end in useful time.
const maxSteps = 100_000

// Read evaluates the path. A path that can select several values answers the
// array of those it found; found is false when a definite path leads nowhere,
// or when the reading takes more than maxSteps. Its regular expressions are
// charged to budget.
func (p *Path) Read(root jsontree.Value, budget *pattern.Budget) (value jsontree.Value, found bool) {
	steps := maxSteps
	value, found = p.read(scope{root: root, current: root, steps: &steps, budget: budget})
	return value, found && steps > 0
}

func (p *Path) read(s scope) (jsontree.Value, bool) {
	e := &evaluation{scope: s}
	e.walk(s.current, p.segments)
	list := jsontree.Value{Kind: jsontree.Array, Items: e.found}
	if p.whole != nil {
		return p.whole.on(s, list)
	}
	if !p.definite {
		return list, true
	}
	if len(e.found) == 0 {
		return jsontree.Value{}, false
	}
	return e.found[len(e.found)-1], true
}

func isDefinite(segments []segment) bool {
	for i, s := range segments {
		if !s.definite(i == len(segments)-1) {
			return false
		}
	}
	return true
}

// scope is what a path starts from, and what is left for it to spend.
type scope struct {
	root, current jsontree.Value
	steps         *int
	budget        *pattern.Budget
}

// at moves the scope to another node.
func (s scope) at(v jsontree.Value) scope {
	s.current = v
	return s
}

// evaluation collects what one path selects.
type evaluation struct {
	scope
	found []jsontree.Value
}

func (e *evaluation) walk(v jsontree.Value, segments []segment) {
	if *e.steps--; *e.steps <= 0 {
		return
	}
	if len(segments) == 0 {
		e.found = append(e.found, v)
		return
	}
	segments[0].visit(e, v, segments[1:])
}

// children of an object or array, in order.
func children(v jsontree.Value) []jsontree.Value {
	if v.Kind != jsontree.Object {
		return v.Items
	}
	values := make([]jsontree.Value, len(v.Members))
	for i, m := range v.Members {
		values[i] = m.Value
	}
	return values
}
