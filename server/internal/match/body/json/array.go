package json

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// matchArray compares items in order when strict; else each expected item
// needs an actual one of its own, in any order, and others may be there.
func (r *rules) matchArray(w *want, actual *jsontree.Value, b *pattern.Budget) bool {
	switch {
	case len(w.items) > len(actual.Items), r.strict && len(w.items) != len(actual.Items):
		return false
	case r.strict:
		for i := range w.items {
			if !r.match(w.items[i], &actual.Items[i], b) {
				return false
			}
		}
		return true
	}
	a := r.newAssignment(w, actual, b)
	for i := range w.items {
		if !a.place(i) {
			return false
		}
	}
	return true
}

// assignment gives expected items actual ones of their own.
type assignment struct {
	compare func(want, item int) bool
	taken   []int // by actual item: the expected item that has it, or none
	owner   []int // by expected item: the actual item it has, or none
	known   []outcome
}

const none = -1

// outcome is what is known of a pair of items.
type outcome uint8

const (
	unknown outcome = iota
	same
	different
)

// maxPairs bounds what is remembered while items change places, in bytes.
// Larger arrays are placed first come, first served.
const maxPairs = 1 << 24

func (r *rules) newAssignment(w *want, actual *jsontree.Value, b *pattern.Budget) *assignment {
	return &assignment{
		compare: func(i, j int) bool { return r.match(w.items[i], &actual.Items[j], b) },
		taken:   filled(len(actual.Items)),
		owner:   filled(len(w.items)),
	}
}

func filled(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = none
	}
	return list
}

// place gives expected item i an actual item, and reports whether it could.
func (a *assignment) place(i int) bool {
	if a.takeFree(i) {
		return true
	}
	if len(a.taken)*len(a.owner) > maxPairs {
		return false
	}
	if a.known == nil {
		a.known = make([]outcome, len(a.taken)*len(a.owner))
	}
	return a.displace(i, make([]bool, len(a.taken)))
}

// takeFree gives expected item i the first equal item nobody has, starting
// at its own place: most arrays are in order.
func (a *assignment) takeFree(i int) bool {
	n := len(a.taken)
	for k := range n {
		if j := (i + k) % n; a.taken[j] == none && a.compare(i, j) {
			a.give(i, j)
			return true
		}
	}
	return false
}

func (a *assignment) give(i, j int) { a.taken[j], a.owner[i] = i, j }

// displace gives expected item i an equal item whose owner can take another.
func (a *assignment) displace(i int, tried []bool) bool {
	for j := range a.taken {
		if tried[j] || !a.equal(i, j) {
			continue
		}
		tried[j] = true
		if a.taken[j] == none || a.displace(a.taken[j], tried) {
			a.give(i, j)
			return true
		}
	}
	return false
}

// equal compares a pair once.
func (a *assignment) equal(i, j int) bool {
	known := &a.known[i*len(a.taken)+j]
	if *known == unknown {
		*known = different
		if a.compare(i, j) {
			*known = same
		}
	}
	return *known == same
}
