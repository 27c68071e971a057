// Package jsonpath evaluates JSONPath in the dialect of Jayway JsonPath, which
// existing expectations are written in. docs/jsonpath.md lists where it and
// RFC 9535 differ.
//
// Start at Compile, then Path.Read.
package jsonpath

import (
	"fmt"
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

const (
	// steps is what every reading may take: "$..*..*..*" would not end in
	// useful time. A step is about a value looked at.
	steps = 100_000
	// stepsPerValue is what it may take besides for each value of the document.
	stepsPerValue = 10
)

// ErrTooLong is a reading that takes too long for its document.
var ErrTooLong = fmt.Errorf("the path takes more than %d steps, and %d for each value of this document", steps, stepsPerValue)

// Read evaluates the path. A path that can select several values answers the
// array of those it found; found is false when a definite path leads nowhere.
// Regular expressions are charged to budget. The error is ErrTooLong.
func (p *Path) Read(root jsontree.Value, budget *pattern.Budget) (value jsontree.Value, found bool, err error) {
	left := &allowance{steps: steps, document: &root}
	value, found = p.read(scope{root: root, current: root, left: left, budget: budget})
	if left.steps <= 0 {
		return jsontree.Value{}, false, ErrTooLong
	}
	return value, found, nil
}

// allowance is the steps that a reading may still take.
type allowance struct {
	steps    int
	document *jsontree.Value // that brings further steps; nil once it has
}

// spend takes n steps; false when there are no more.
func (s scope) spend(n int) bool {
	a := s.left
	a.steps -= n
	if a.steps <= 0 && a.document != nil {
		a.steps += stepsPerValue * count(*a.document)
		a.document = nil
	}
	return a.steps > 0
}

// count is how many values there are in v, itself included.
func count(v jsontree.Value) int {
	n := 1
	for i := range v.Items {
		n += count(v.Items[i])
	}
	for i := range v.Members {
		n += count(v.Members[i].Value)
	}
	return n
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
	left          *allowance
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
	if !e.spend(1) {
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
