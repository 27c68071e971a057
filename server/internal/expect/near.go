package expect

import (
	"slices"
	"strings"
)

// maxShare bounds how many entries each of three ways of choosing contributes
// to those that an unmatched request is compared with.
const maxShare = 100

// near returns, in match order, entries of the snapshot that come close to the
// request of t: all when there are no more than the three shares, else those
// the index offers, those whose paths are spelled most like the request's, and
// the first in match order.
func (t *try) near() []*entry {
	s := t.snapshot
	if s.size() <= 3*maxShare {
		return t.share(3*maxShare, s.all(), t.sees)
	}
	offered := s.candidates(t.request)
	near := t.share(maxShare, offered.all(), t.sees)
	for _, segment := range [...]*segment{s.base, s.recent} {
		if segment != nil && offered.path != "" {
			near = append(near, t.share(maxShare, segment.alike(offered.path), t.sees)...)
		}
	}
	near = append(near, t.share(maxShare, s.all(), t.sees)...)
	slices.SortFunc(near, compareEntries)
	return slices.Compact(near)
}

// share takes up to limit of the entries that are wanted.
func (t *try) share(limit int, from func(func(*entry) bool), wanted func(*entry) bool) []*entry {
	var taken []*entry
	for e := range from {
		if !e.in(t.snapshot.version) || !wanted(e) {
			continue
		}
		if taken = append(taken, e); len(taken) == limit {
			break
		}
	}
	return taken
}

// size is how many entries the segments hold, gone ones included.
func (s *snapshot) size() int {
	n := 0
	for _, segment := range [...]*segment{s.base, s.recent} {
		if segment != nil {
			n += len(segment.entries)
		}
	}
	return n
}

// spelled is an entry with the path it asks for.
type spelled struct {
	path  string
	entry *entry
}

// spellings sorts the entries that ask for a path by how that is spelled.
func spellings(entries []*entry) []spelled {
	var list []spelled
	for _, e := range entries {
		for _, key := range e.matcher.PathKeys() {
			if key.Literal != "" {
				list = append(list, spelled{key.Literal, e})
			}
		}
	}
	slices.SortStableFunc(list, compareSpelled)
	return list
}

func compareSpelled(a, b spelled) int { return strings.Compare(a.path, b.path) }

// alike yields the entries that ask for a path, those first that share the
// longest beginning with path.
func (s *segment) alike(path string) func(func(*entry) bool) {
	s.spellOnce.Do(func() { s.spellings = spellings(s.entries) })
	return func(yield func(*entry) bool) {
		after, _ := slices.BinarySearchFunc(s.spellings, spelled{path: path}, compareSpelled)
		before := after - 1
		for before >= 0 || after < len(s.spellings) {
			next := before
			if before < 0 || after < len(s.spellings) && shared(path, s.spellings[after].path) >= shared(path, s.spellings[before].path) {
				next = after
				after++
			} else {
				before--
			}
			if !yield(s.spellings[next].entry) {
				return
			}
		}
	}
}

// shared is how many bytes two texts have in common at their beginning.
func shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
