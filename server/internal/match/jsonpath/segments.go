package jsonpath

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// names is ".a", "['a']" or "['a','b']". Several names at the end of a path
// select one object of those members; before its end, each of them.
type names []string

func (s names) definite(last bool) bool { return len(s) == 1 || last }

func (s names) visit(e *evaluation, v jsontree.Value, after []segment) {
	if v.Kind != jsontree.Object {
		return
	}
	if len(s) > 1 && len(after) == 0 {
		e.walk(s.project(e.scope, v), after)
		return
	}
	for _, name := range s {
		if member, ok := e.lastMember(v, name); ok {
			e.walk(member, after)
		}
	}
}

func (s names) project(within scope, v jsontree.Value) jsontree.Value {
	out := jsontree.Value{Kind: jsontree.Object}
	for _, name := range s {
		if member, ok := within.lastMember(v, name); ok {
			out.Members = append(out.Members, jsontree.Member{Name: name, Value: member})
		}
	}
	return out
}

// membersPerStep is how many names are compared in about the time of a step.
const membersPerStep = 16

// lastMember finds a member; of equal names the last counts, as in a map.
func (s scope) lastMember(v jsontree.Value, name string) (jsontree.Value, bool) {
	s.spend(len(v.Members) / membersPerStep)
	for i := len(v.Members) - 1; i >= 0; i-- {
		if v.Members[i].Name == name {
			return v.Members[i].Value, true
		}
	}
	return jsontree.Value{}, false
}

// wildcard is ".*" or "[*]".
type wildcard struct{}

func (wildcard) definite(bool) bool { return false }

func (wildcard) visit(e *evaluation, v jsontree.Value, after []segment) {
	for _, child := range children(v) {
		e.walk(child, after)
	}
}

// indexes is "[0]", "[-1]" or "[0,2]"; negative counts from the end.
type indexes []int

func (s indexes) definite(bool) bool { return len(s) == 1 }

func (s indexes) visit(e *evaluation, v jsontree.Value, after []segment) {
	for _, i := range s {
		if i < 0 {
			i += len(v.Items)
		}
		if i >= 0 && i < len(v.Items) {
			e.walk(v.Items[i], after)
		}
	}
}

// slice is "[from:to]"; an absent bound is the array's end, negative counts
// from there.
type slice struct{ from, to *int }

func (slice) definite(bool) bool { return false }

func (s slice) visit(e *evaluation, v jsontree.Value, after []segment) {
	from, to := bound(s.from, 0, len(v.Items)), bound(s.to, len(v.Items), len(v.Items))
	for i := from; i < to; i++ {
		e.walk(v.Items[i], after)
	}
}

func bound(given *int, absent, length int) int {
	switch {
	case given == nil:
		return absent
	case *given < 0:
		return max(*given+length, 0)
	}
	return min(*given, length)
}

// descent is "..": the node itself and everything below it.
type descent struct{}

func (descent) definite(bool) bool { return false }

func (d descent) visit(e *evaluation, v jsontree.Value, after []segment) {
	if !e.spend(1) {
		return
	}
	if len(after) > 0 && scans(after[0], e, v) {
		e.walk(v, after)
	}
	for _, child := range children(v) {
		d.visit(e, child, after)
	}
}

// scans tells whether a descent applies the next segment to the node. A filter
// is applied to the nodes that satisfy it themselves, not to their children,
// and several names only where all of them stand.
func scans(next segment, e *evaluation, v jsontree.Value) bool {
	switch s := next.(type) {
	case filter:
		return s.accepts(e, v)
	case names:
		return v.Kind == jsontree.Object && (len(s) == 1 || len(s.project(e.scope, v).Members) == len(s))
	}
	return true
}

// filter is "[?(..)]": of an array its items, of an object the object itself.
type filter struct{ test test }

func (filter) definite(bool) bool { return false }

func (s filter) visit(e *evaluation, v jsontree.Value, after []segment) {
	if v.Kind == jsontree.Array {
		for _, item := range v.Items {
			if s.accepts(e, item) {
				e.walk(item, after)
			}
		}
		return
	}
	if v.Kind == jsontree.Object && s.accepts(e, v) {
		e.walk(v, after)
	}
}

func (s filter) accepts(e *evaluation, v jsontree.Value) bool {
	return s.test.holds(e.at(v))
}
