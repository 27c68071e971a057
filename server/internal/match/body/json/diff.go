package json

import (
	"fmt"
	"strconv"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// maxDifferences is how many differences are told at most.
const maxDifferences = 20

// differ collects where two documents differ.
type differ struct {
	rules  *rules
	budget *pattern.Budget
	found  []string
}

// differences says where actual is not what is wanted, one a line.
func (m *matcher) differences(actual *jsontree.Value, b *pattern.Budget) []string {
	d := &differ{rules: &m.rules, budget: b}
	d.compare("", m.want, actual)
	for i := range len(d.found) - 1 {
		d.found[i] += ","
	}
	return d.found
}

func (d *differ) add(format string, args ...any) {
	switch {
	case len(d.found) < maxDifferences:
		d.found = append(d.found, fmt.Sprintf(format, args...))
	case len(d.found) == maxDifferences:
		d.found = append(d.found, "and more")
	}
}

func (d *differ) compare(path string, w *want, actual *jsontree.Value) {
	switch {
	case d.rules.match(w, actual, d.budget):
	case w.holder == nil && w.source.Kind == jsontree.Object && actual.Kind == jsontree.Object:
		d.compareObjects(path, w, actual)
	case w.holder == nil && w.source.Kind == jsontree.Array && actual.Kind == jsontree.Array:
		d.compareArrays(path, w, actual)
	default:
		d.add("wrong value at %q, expected: %s but was: %s", path, compact(w.source), compact(*actual))
	}
}

func compact(v jsontree.Value) string { return string(v.AppendCompact(nil)) }

func (d *differ) compareObjects(path string, w *want, actual *jsontree.Value) {
	find := finder(actual, len(w.members))
	wanted := make(map[string]bool, len(w.members))
	for i := range w.members {
		m := &w.members[i]
		wanted[m.name] = true
		if v := find(m.name); v != nil {
			d.compare(join(path, m.name), m.value, v)
		} else if !m.value.mayBeMissing() {
			d.add("missing element at %q", join(path, m.name))
		}
	}
	if !d.rules.strict {
		return
	}
	for _, m := range actual.Members {
		if !wanted[m.Name] {
			d.add("additional element at %q with value: %s", join(path, m.Name), compact(m.Value))
		}
	}
}

func (d *differ) compareArrays(path string, w *want, actual *jsontree.Value) {
	if d.rules.strict {
		d.compareInOrder(path, w, actual)
		return
	}
	a := d.rules.newAssignment(w, actual, d.budget)
	var left []int
	for i := range w.items {
		if !a.place(i) {
			left = append(left, i)
		}
	}
	for _, i := range left {
		if free := a.firstFree(); free != none {
			a.give(i, free)
			d.compare(index(path, free), w.items[i], &actual.Items[free])
		} else {
			d.add("missing element at %q", index(path, i))
		}
	}
}

// firstFree returns the first actual item nobody has, or none.
func (a *assignment) firstFree() int {
	for j, i := range a.taken {
		if i == none {
			return j
		}
	}
	return none
}

func (d *differ) compareInOrder(path string, w *want, actual *jsontree.Value) {
	for i := range max(len(w.items), len(actual.Items)) {
		switch {
		case i >= len(actual.Items):
			d.add("missing element at %q", index(path, i))
		case i >= len(w.items):
			d.add("additional element at %q with value: %s", index(path, i), compact(actual.Items[i]))
		default:
			d.compare(index(path, i), w.items[i], &actual.Items[i])
		}
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
