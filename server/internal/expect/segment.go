package expect

import (
	"slices"
	"sync"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// segment is a list of entries in match order with an index, which is made
// when a request first asks, and a list by path, made when one is not matched.
type segment struct {
	entries   []*entry
	once      sync.Once
	index     *index
	spellOnce sync.Once
	spellings []spelled
}

func newSegment(entries []*entry) *segment {
	if len(entries) == 0 {
		return nil
	}
	slices.SortFunc(entries, compareEntries)
	return &segment{entries: entries}
}

// maxPlain is how many entries are not worth an index.
const maxPlain = 8

// offer adds the lists of entries that the request could match.
func (s *segment) offer(c *candidates) {
	if len(s.entries) <= maxPlain || c.path == "" {
		c.add(s.entries)
		return
	}
	s.once.Do(func() { s.index = newIndex(s.entries) })
	s.index.offer(c)
}

// index finds entries by what they demand of a path, then of the rest of a
// request.
type index struct {
	literal  map[string]bucket // by the folded path
	required *automaton        // by text that the path must hold
	anywhere bucket            // the rest
}

func newIndex(entries []*entry) *index {
	x := &index{literal: make(map[string]bucket)}
	byPath := make(map[string][]*entry)
	var anywhere []*entry
	var patterns []demand
	for _, e := range entries {
		for _, key := range e.matcher.PathKeys() {
			if key.Literal == "" {
				anywhere = appendOnce(anywhere, e)
				continue
			}
			byPath[key.Literal] = appendOnce(byPath[key.Literal], e)
			if key.Required != nil {
				patterns = append(patterns, demand{e, key.Required})
			}
		}
	}
	for path, list := range byPath {
		x.literal[path] = newBucket(list)
	}
	required, free := chooseTexts(patterns)
	x.required = newAutomaton(required)
	x.anywhere = newBucket(merged(anywhere, free))
	return x
}

// appendOnce adds e unless it was added last.
func appendOnce(list []*entry, e *entry) []*entry {
	if len(list) > 0 && list[len(list)-1] == e {
		return list
	}
	return append(list, e)
}

// merged joins two lists in match order.
func merged(a, b []*entry) []*entry {
	if len(b) == 0 {
		return a
	}
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, compareEntries)
	return all
}

func (x *index) offer(c *candidates) {
	literal := x.literal[c.path]
	literal.offer(c)
	x.anywhere.offer(c)
	x.required.offer(c)
}

// demand is an entry whose path is a pattern.
type demand struct {
	entry    *entry
	literals *pattern.Literals
}

// wanted is an entry with the text its paths must hold.
type wanted struct {
	entry *entry
	text  string
}

// chooseTexts picks for each pattern the required text that fewest others
// share, the longest among equals; free are the entries without a useful one.
func chooseTexts(patterns []demand) (chosen []wanted, free []*entry) {
	shared := make(map[string]int)
	for _, p := range patterns {
		for _, text := range textsOf(p.literals) {
			shared[text]++
		}
	}
	for _, p := range patterns {
		best := ""
		for _, text := range textsOf(p.literals) {
			if best == "" || shared[text] < shared[best] || shared[text] == shared[best] && len(text) > len(best) {
				best = text
			}
		}
		if best == "" {
			free = appendOnce(free, p.entry)
		} else {
			chosen = append(chosen, wanted{p.entry, best})
		}
	}
	return chosen, free
}

// textsOf lists the texts a path must hold, but for the slash they all do.
func textsOf(l *pattern.Literals) []string {
	texts := make([]string, 0, len(l.Inner)+2)
	for _, text := range append([]string{l.Prefix, l.Suffix}, l.Inner...) {
		if text != "" && text != "/" {
			texts = append(texts, text)
		}
	}
	return texts
}
