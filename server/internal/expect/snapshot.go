package expect

import (
	"iter"
	"slices"

	"github.com/mockserver/mockserver/server/internal/match"
)

// snapshot is the store at one version. It does not change, but for entries
// that are used up.
type snapshot struct {
	version  uint64
	settings *Settings
	// base holds most entries, recent those stored since base was made. Both
	// may hold entries that this version no longer has.
	base, recent *segment
}

// all yields the entries of the snapshot in match order.
func (s *snapshot) all() iter.Seq[*entry] {
	return func(yield func(*entry) bool) {
		c := candidates{snapshot: s}
		for _, segment := range [...]*segment{s.base, s.recent} {
			if segment != nil {
				c.add(segment.entries)
			}
		}
		c.all()(yield)
	}
}

// candidates lists, in match order, entries that a request could match, and
// all that it does.
type candidates struct {
	snapshot *snapshot
	request  *match.Request
	path     string // folded
	lists    [maxLists][]*entry
	count    int
	more     []*entry // of further lists, in no order yet
	last     *entry
}

// maxLists is how many lists are looked through side by side; more are joined.
const maxLists = 12

func (s *snapshot) candidates(r *match.Request) candidates {
	c := candidates{snapshot: s, request: r, path: r.FoldedPath()}
	if s.base != nil {
		s.base.offer(&c)
	}
	if s.recent != nil {
		s.recent.offer(&c)
	}
	c.join()
	return c
}

func (c *candidates) add(list []*entry) {
	switch {
	case len(list) == 0:
	case c.count < maxLists-1:
		c.lists[c.count] = list
		c.count++
	default:
		c.more = append(c.more, list...)
	}
}

// join makes the last list of what was too much.
func (c *candidates) join() {
	if len(c.more) > 0 {
		slices.SortFunc(c.more, compareEntries)
		c.lists[c.count] = c.more
		c.count++
	}
}

// all yields the candidates.
func (c *candidates) all() iter.Seq[*entry] {
	return func(yield func(*entry) bool) {
		for e := c.next(); e != nil && yield(e); {
			e = c.next()
		}
	}
}

// next returns the next candidate, nil when there is none.
func (c *candidates) next() *entry {
	for {
		e := c.pop()
		if e == nil {
			return nil
		}
		if e != c.last && e.in(c.snapshot.version) {
			c.last = e
			return e
		}
	}
}

// pop takes the first entry of all lists.
func (c *candidates) pop() *entry {
	first := -1
	for i := range c.count {
		if len(c.lists[i]) > 0 && (first < 0 || compareEntries(c.lists[i][0], c.lists[first][0]) < 0) {
			first = i
		}
	}
	if first < 0 {
		return nil
	}
	e := c.lists[first][0]
	c.lists[first] = c.lists[first][1:]
	return e
}
