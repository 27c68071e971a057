package expect

import (
	"time"

	"github.com/mockserver/mockserver/server/internal/match"
)

// change is the next version of the store in the making. Until it is
// published, readers see the version before it, whole.
type change struct {
	store    *Store
	from     *snapshot
	version  uint64
	settings *Settings
	now      time.Time
	added    []*entry
	left     []string // scenarios that entries no longer take part in
	ended    []ended
}

// change begins a version; the caller holds the mutex until it is published.
func (s *Store) change() *change {
	from := s.current.Load()
	return &change{store: s, from: from, version: from.version + 1, settings: from.settings, now: s.options.Clock()}
}

// put adds e in the place of what has its id.
func (c *change) put(e *entry) {
	if old, ok := c.store.live[e.expectation.ID]; ok {
		c.drop(old)
	}
	c.store.forgetEnded(named(e.expectation.ID))
	e.free, e.id = e.unconditional(), e.expectation.ID
	c.store.join(e)
	c.added = append(c.added, e)
}

// drop takes e out of the version to come.
func (c *change) drop(e *entry) {
	e.until.CompareAndSwap(0, c.version)
	if c.store.live[e.expectation.ID] == e {
		c.store.leave(e)
		c.left = append(c.left, e.expectation.Scenario.Name)
	}
}

// remove takes e out of the version to come for good.
func (c *change) remove(e *entry) {
	c.drop(e)
	c.store.removed(e)
}

const (
	// maxSingle is how many entries are kept in one segment, whatever changes.
	maxSingle = 500
	// maxRecent is how many entries the segment of recent ones holds.
	maxRecent = 250
)

// publish makes the version current. New entries join the recent ones, unless
// those become too many or the whole is small: then base is made anew.
func (c *change) publish() {
	next := &snapshot{version: c.version, settings: c.settings, base: c.from.base}
	recent := c.living(c.from.recent, c.added)
	if len(recent) > maxRecent || len(c.store.live) <= maxSingle || c.mostlyGone() {
		c.sweep()
		next.base = newSegment(c.living(c.from.base, recent))
	} else {
		next.recent = newSegment(recent)
	}
	c.store.current.Store(next)
	if len(c.ended) > 0 {
		c.store.end(c.ended...)
	}
	for _, name := range c.left {
		c.store.forgetScenario(name)
	}
}

// mostlyGone reports whether base holds more dead entries than living ones.
func (c *change) mostlyGone() bool {
	return c.from.base != nil && len(c.from.base.entries) > 2*len(c.store.live)
}

// sweep drops what has expired or is used up.
func (c *change) sweep() {
	for _, e := range c.store.live {
		if !e.listed(c.now) {
			c.remove(e)
			c.ended = append(c.ended, ended{entry: e})
		}
	}
}

// living returns the entries of a segment and more that the version has.
func (c *change) living(s *segment, more []*entry) []*entry {
	var living []*entry
	if s != nil {
		living = appendLiving(living, s.entries, c.version)
	}
	return appendLiving(living, more, c.version)
}

func appendLiving(living, entries []*entry, version uint64) []*entry {
	for _, e := range entries {
		if e.in(version) {
			living = append(living, e)
		}
	}
	return living
}

// recompile gives e a matcher made under the version's settings; without one,
// it keeps its own.
func (c *change) recompile(e *entry) {
	matcher, err := match.Compile(e.expectation.Request, c.settings.Match)
	if err != nil {
		return
	}
	c.put(&entry{
		expectation: e.expectation, matcher: *matcher, prepared: e.prepared,
		created: e.created, expires: e.expires, uses: e.uses,
	})
}
