// Package suggest finds a small change to an expectation that makes it match a
// request: a JSON Patch (RFC 6902) of its canonical form. What it suggests has
// been tried.
//
// Start at Patch. The properties of a matcher are ANDed, so each one that
// differs is mended on its own, by the first of its mends that works; whatever
// then still differs is taken away.
package suggest

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Operation is one step of a JSON Patch; Value is meant by "add" and
// "replace" alone.
type Operation struct {
	Op    string // add, remove or replace
	Path  string // JSON Pointer (RFC 6901) into the expectation
	Value jsontree.Value
}

// root is where the request matcher stands in an expectation.
const root = "/httpRequest"

// maxRounds bounds how often the matcher is looked at again: mending one
// property can make another differ, as a path and its parameters.
const maxRounds = 12

// Patch suggests operations after which expectation e matches r; none when it
// does already, or when no change to its matcher would help.
func Patch(e *model.Expectation, r *match.Request, o match.Options) []Operation {
	if e.Request == nil {
		return nil
	}
	t := &trial{matcher: wire.RequestMatcherValue(e.Request), request: r, options: o}
	for range maxRounds {
		differing, ok := t.differing()
		if !ok {
			return nil
		}
		if len(differing) == 0 {
			return t.done
		}
		if !t.mend(differing[0]) {
			return nil
		}
	}
	return nil
}

// trial is a matcher that is being mended.
type trial struct {
	matcher jsontree.Value
	request *match.Request
	options match.Options
	done    []Operation
}

// differing names the properties that differ; ok is false when the matcher
// cannot be judged.
func (t *trial) differing() (names []string, ok bool) {
	explanation, ok := t.explain(t.matcher)
	if !ok {
		return nil, false
	}
	if isTrue(t.matcher, "not") && !explanation.Matched {
		return []string{"not"}, true
	}
	for _, f := range explanation.Differing() {
		names = append(names, f.Name)
	}
	return names, explanation.Matched || len(names) > 0
}

func isTrue(v jsontree.Value, name string) bool {
	member, _ := v.Get(name)
	return member.Text == "true"
}

func (t *trial) explain(matcher jsontree.Value) (match.Explanation, bool) {
	parsed, err := wire.ParseRequestMatcher(matcher.AppendCompact(nil))
	if err != nil {
		return match.Explanation{}, false
	}
	compiled, err := match.Compile(parsed, t.options)
	if err != nil {
		return match.Explanation{}, false
	}
	return compiled.Explain(t.request), true
}

// members maps the properties of an Explanation to members of a matcher.
var members = map[string]string{
	"not": "not", "method": "method", "path": "path", "pathParameters": "pathParameters",
	"queryParameters": "queryStringParameters", "cookies": "cookies", "headers": "headers",
	"body": "body", "secure": "secure", "protocol": "protocol", "keep-alive": "keepAlive",
}

// mend tries the mends of a property, smallest first, and keeps the first
// after which it fits.
func (t *trial) mend(property string) bool {
	member, ok := members[property]
	if !ok {
		return false
	}
	for _, candidate := range t.candidates(member) {
		changed := t.apply(candidate)
		if t.fits(changed, property) {
			t.matcher, t.done = changed, append(t.done, candidate...)
			return true
		}
	}
	return false
}

// fits tells whether the property does not differ any more.
func (t *trial) fits(matcher jsontree.Value, property string) bool {
	explanation, ok := t.explain(matcher)
	if !ok {
		return false
	}
	if property == "not" {
		return !isTrue(matcher, "not")
	}
	for _, f := range explanation.Differing() {
		if f.Name == property {
			return false
		}
	}
	return true
}

func (t *trial) apply(operations []Operation) jsontree.Value {
	changed := t.matcher
	for _, o := range operations {
		changed = Apply(changed, Operation{o.Op, o.Path[len(root):], o.Value})
	}
	return changed
}
