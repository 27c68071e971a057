package expect

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Upsert stores expectations, all or none: one with the id of a stored one
// replaces it in place and starts its times and time to live afresh, one
// without id gets one. It returns what was stored, in the order given. The
// error is a *match.Error, or what Options.Prepare returned.
func (s *Store) Upsert(expectations []*model.Expectation) ([]*model.Expectation, error) {
	settings := s.current.Load().settings
	entries := make([]*entry, len(expectations))
	for i, e := range expectations {
		var err error
		if entries[i], err = s.compile(settings, e); err != nil {
			return nil, err
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.store(entries)
	stored := make([]*model.Expectation, len(entries))
	for i, e := range entries {
		stored[i] = e.expectation
	}
	return stored, nil
}

// compile makes the entry of an expectation, yet without a place in the order.
func (s *Store) compile(settings *Settings, given *model.Expectation) (*entry, error) {
	matcher, err := match.Compile(given.Request, settings.Match)
	if err != nil {
		return nil, err
	}
	named := *given
	named.Namespace = strings.TrimSpace(named.Namespace)
	if strings.TrimSpace(named.ID) == "" {
		named.ID = s.options.NewID()
	}
	e := &entry{expectation: &named, matcher: *matcher, uses: &uses{}}
	if s.options.Prepare != nil {
		e.prepared, err = s.options.Prepare(&named)
	}
	return e, err
}

// store gives entries their place and makes them a new version of the store.
func (s *Store) store(entries []*entry) {
	change := s.change()
	for _, e := range entries {
		e.expires = expiry(e.expectation.TimeToLive, change.now)
		e.remaining.Store(int64(e.expectation.Times.Remaining))
		if old, ok := s.live[e.expectation.ID]; ok && old.listed(change.now) {
			e.created = old.created
		} else {
			s.created++
			e.created = s.created
		}
		change.put(e)
		s.known.add(e.expectation)
	}
	change.evict()
	change.publish()
}

// evict drops entries beyond the capacity: those that expired, then the oldest.
func (c *change) evict() {
	if len(c.store.live) <= c.settings.MaxExpectations {
		return
	}
	c.sweep()
	excess := len(c.store.live) - c.settings.MaxExpectations
	if excess <= 0 {
		return
	}
	oldest := slices.SortedFunc(maps.Values(c.store.live), func(a, b *entry) int { return cmp.Compare(a.created, b.created) })
	for _, e := range oldest[:excess] {
		c.remove(e)
		c.ended = append(c.ended, ended{e, c.settings.MaxExpectations})
	}
}

// remove takes one used-up entry out, of every version.
func (s *Store) remove(e *entry) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	e.until.Store(gone)
	if current, ok := s.live[e.expectation.ID]; ok && current.uses == e.uses {
		current.until.Store(gone)
		s.leave(current)
		s.end(ended{entry: current})
		s.removed(current)
		s.forgetScenario(e.expectation.Scenario.Name)
	}
	if c := s.change(); c.mostlyGone() && len(c.from.base.entries) > maxSingle {
		c.publish()
	}
}

// Configure changes the settings at once, for expectations already stored as
// well. One that does not compile under them stays as it is.
func (s *Store) Configure(settings Settings) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	change := s.change()
	change.settings = withDefaults(settings)
	if !change.from.settings.Match.Same(settings.Match) {
		for e := range change.from.all() {
			change.recompile(e)
		}
	}
	change.evict()
	change.publish()
}
