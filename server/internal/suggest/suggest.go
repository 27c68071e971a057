// Package suggest finds a small change to an expectation that makes it answer
// a request: a JSON Patch (RFC 6902) of its canonical form. What it suggests
// has been tried, and none of its steps can be left out.
//
// Start at Patch. The properties of a matcher are ANDed, so each one that
// differs is mended on its own, by the first of its mends that works; whatever
// then still differs is taken away.
package suggest

import (
	"slices"

	"github.com/mockserver/mockserver/server/internal/expect"
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

// Patch suggests operations after which the expectation of c answers r, which
// it was compared with; none when it does already.
func Patch(c *expect.Comparison, r *match.Request, o match.Options) []Operation {
	var operations []Operation
	if !c.Explanation.Matched && c.Expectation.Request != nil {
		operations = mended(c.Expectation.Request, r, o)
	}
	for _, refusal := range c.Refusals {
		operations = append(operations, lift(c.Expectation, refusal)...)
	}
	return operations
}

// lift takes a refusal away; nothing does where the expectation is not to
// blame.
func lift(e *model.Expectation, refusal match.FieldResult) []Operation {
	switch refusal.Name {
	case expect.RefusedByScenario:
		return []Operation{{"replace", "/scenarioState", jsontree.StringOf(refusal.Actual)}}
	case expect.RefusedByTimes:
		return []Operation{{"replace", "/times/remainingTimes", jsontree.IntOf(int64(max(e.Times.Remaining, 0)) + 1)}}
	case expect.RefusedByTimeToLive:
		unlimited := jsontree.Member{Name: "unlimited", Value: jsontree.BoolOf(true)}
		return []Operation{{"replace", "/timeToLive", jsontree.ObjectOf(unlimited)}}
	case expect.RefusedByPercentage:
		return []Operation{{Op: "remove", Path: "/percentage"}}
	case expect.RefusedByNamespace:
		if refusal.Actual != "" {
			return []Operation{{"replace", "/namespace", jsontree.StringOf(refusal.Actual)}}
		}
		return []Operation{{Op: "remove", Path: "/namespace"}}
	}
	return nil
}

// mended makes a definition match r: by mending the matcher that decides, or
// else by asking for no more than the method and path.
func mended(m *model.RequestMatcher, r *match.Request, o match.Options) []Operation {
	t := newTrial(m, r, o)
	if t.run() {
		return t.minimal(t.done, t.matches)
	}
	plain := jsontree.ObjectOf(
		jsontree.Member{Name: "method", Value: literal(r.Model().Method)},
		jsontree.Member{Name: "path", Value: literal(r.Model().Path)})
	return []Operation{{"replace", root, plain}}
}

// maxRounds bounds how often the matcher is looked at again: mending one
// property can make another differ, as a path and its parameters.
const maxRounds = 16

// trial is a matcher that is being mended.
type trial struct {
	at      string // of the matcher in the expectation
	given   jsontree.Value
	matcher jsontree.Value // given, after done
	request *match.Request
	options match.Options
	done    []Operation
}

// newTrial begins with the matcher that decides: of a conditional one that is
// the branch the request takes.
func newTrial(m *model.RequestMatcher, r *match.Request, o match.Options) *trial {
	at := root
	for m.Conditional != nil && !m.Not {
		name, branch := branchOf(m.Conditional, r, o)
		if branch == nil {
			break
		}
		at, m = at+"/"+name, branch
	}
	value := wire.RequestMatcherValue(m)
	return &trial{at: at, given: value, matcher: value, request: r, options: o}
}

func branchOf(c *model.Conditional, r *match.Request, o match.Options) (name string, branch *model.RequestMatcher) {
	if c.If == nil {
		return "", nil
	}
	if guard, err := match.Compile(c.If, o); err == nil && guard.Match(r) {
		return "then", c.Then
	}
	return "else", c.Else
}

// run mends what differs, one property after the other, and tells whether the
// matcher matches then.
func (t *trial) run() bool {
	for range maxRounds {
		explanation, ok := t.explain(t.matcher)
		if !ok || explanation.Matched {
			return ok
		}
		differing := explanation.Differing()
		if len(differing) == 0 || !t.mend(differing[0].Name) {
			return false
		}
	}
	return false
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

// mend tries the mends of a property, smallest first, and keeps as much of the
// first as it takes to make the property fit.
func (t *trial) mend(property string) bool {
	fits := func(operations []Operation) bool { return t.fits(t.apply(t.matcher, operations), property) }
	for _, candidate := range t.candidates(property) {
		if fits(candidate) {
			least := t.minimal(candidate, fits)
			t.matcher, t.done = t.apply(t.matcher, least), append(t.done, least...)
			return true
		}
	}
	return false
}

// fits tells whether the property does not differ any more.
func (t *trial) fits(matcher jsontree.Value, property string) bool {
	explanation, ok := t.explain(matcher)
	return ok && !slices.ContainsFunc(explanation.Differing(), func(f match.FieldResult) bool { return f.Name == property })
}

func (t *trial) matches(operations []Operation) bool {
	explanation, ok := t.explain(t.apply(t.given, operations))
	return ok && explanation.Matched
}

// minimal leaves out every operation that is not needed.
func (t *trial) minimal(operations []Operation, enough func([]Operation) bool) []Operation {
	for i := 0; i < len(operations); {
		if fewer := slices.Concat(operations[:i], operations[i+1:]); enough(fewer) {
			operations = fewer
		} else {
			i++
		}
	}
	return operations
}

func (t *trial) apply(matcher jsontree.Value, operations []Operation) jsontree.Value {
	for _, o := range operations {
		matcher = Apply(matcher, Operation{o.Op, o.Path[len(t.at):], o.Value})
	}
	return matcher
}
