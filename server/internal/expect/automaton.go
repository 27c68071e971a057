package expect

import (
	"cmp"
	"slices"
)

// automaton finds which of many texts a path holds, in one pass over the path
// (Aho and Corasick's).
type automaton struct {
	states []state
	edges  []edge
}

// state is what has been read of some texts.
type state struct {
	first, last int32 // its edges
	fallback    int32 // the state of the longest shorter end of what was read
	report      int32 // the next state down the fallbacks that ends a text; none without
	ends        bool  // a text ends here
	bucket      bucket
}

// edge leads on by one byte.
type edge struct {
	char byte
	to   int32
}

const (
	root    = int32(0)
	nowhere = int32(-1)
)

// newAutomaton returns an automaton over the texts of list; nil for none.
func newAutomaton(list []wanted) *automaton {
	if len(list) == 0 {
		return nil
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b wanted) int { return cmp.Compare(a.text, b.text) })
	a := &automaton{states: []state{{fallback: root, report: nowhere}}}
	a.grow(root, list, 0)
	a.link()
	return a
}

// grow adds the states below one that has read depth bytes of all texts of
// list, which are sorted.
func (a *automaton) grow(at int32, list []wanted, depth int) {
	var entries []*entry
	for len(list) > 0 && len(list[0].text) == depth {
		entries = append(entries, list[0].entry)
		list = list[1:]
	}
	a.states[at].ends, a.states[at].bucket = len(entries) > 0, newBucket(entries)
	groups := splitAt(list, depth)
	first := int32(len(a.edges))
	for _, g := range groups {
		a.edges = append(a.edges, edge{g[0].text[depth], nowhere})
	}
	a.states[at].first, a.states[at].last = first, first+int32(len(groups))
	for i, g := range groups {
		to := int32(len(a.states))
		a.states = append(a.states, state{report: nowhere})
		a.edges[int(first)+i].to = to
		a.grow(to, g, depth+1)
	}
}

// splitAt splits sorted texts by their byte at depth.
func splitAt(list []wanted, depth int) [][]wanted {
	var groups [][]wanted
	start := 0
	for i := 1; i <= len(list); i++ {
		if i == len(list) || list[i].text[depth] != list[start].text[depth] {
			groups = append(groups, list[start:i])
			start = i
		}
	}
	return groups
}

// link sets the fallbacks, breadth first.
func (a *automaton) link() {
	queue := []int32{root}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, e := range a.edges[a.states[at].first:a.states[at].last] {
			queue = append(queue, e.to)
			if at == root {
				continue
			}
			fallback := a.step(a.states[at].fallback, e.char)
			a.states[e.to].fallback = fallback
			a.states[e.to].report = a.reporting(fallback)
		}
	}
}

// reporting returns the state itself if it ends a text, else the next that does.
func (a *automaton) reporting(at int32) int32 {
	if a.states[at].ends {
		return at
	}
	return a.states[at].report
}

// step reads one byte.
func (a *automaton) step(at int32, char byte) int32 {
	for {
		for _, e := range a.edges[a.states[at].first:a.states[at].last] {
			if e.char == char {
				return e.to
			}
		}
		if at == root {
			return root
		}
		at = a.states[at].fallback
	}
}

// offer adds the entries whose text the path holds. A nil automaton has none.
func (a *automaton) offer(c *candidates) {
	if a == nil {
		return
	}
	at := root
	for i := range len(c.path) {
		at = a.step(at, c.path[i])
		for end := a.reporting(at); end != nowhere; end = a.states[end].report {
			a.states[end].bucket.offer(c)
		}
	}
}
