package expect

import (
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Upsert stores expectations, all or none: one with the id of a stored one
// replaces it in place and starts its times and time to live afresh, one
// without id gets one. It returns what was stored, in the order given. The
// error is a *match.Error, or what Options.Prepare returned.
func (s *Store) Upsert(expectations []*model.Expectation) ([]*model.Expectation, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	o := s.options.Load()
	ready := make([]compiled, len(expectations))
	for i, e := range expectations {
		var err error
		if ready[i], err = compile(o, e); err != nil {
			return nil, err
		}
	}
	return s.store(o, expectations, ready), nil
}

// compiled is what is made of an expectation before it is stored.
type compiled struct {
	matcher  *match.Matcher
	prepared any
}

func compile(o *Options, e *model.Expectation) (c compiled, err error) {
	if c.matcher, err = match.Compile(e.Request, o.Match); err != nil || o.Prepare == nil {
		return c, err
	}
	c.prepared, err = o.Prepare(e)
	return c, err
}

func (s *Store) store(o *Options, expectations []*model.Expectation, ready []compiled) []*model.Expectation {
	now := o.Clock()
	entries := slices.DeleteFunc(slices.Clone(s.current.Load().entries), func(e *entry) bool { return !e.listed(now) })
	byID := make(map[string]int, len(entries))
	for i, e := range entries {
		byID[e.expectation.ID] = i
	}
	stored := make([]*model.Expectation, len(expectations))
	for i, e := range expectations {
		stored[i] = s.named(o, e)
		if at, ok := byID[stored[i].ID]; ok {
			entries[at] = newEntry(stored[i], ready[i], entries[at].created, now)
		} else {
			s.created++
			byID[stored[i].ID] = len(entries)
			entries = append(entries, newEntry(stored[i], ready[i], s.created, now))
		}
		s.known.add(stored[i])
	}
	s.publish(s.evict(o, entries))
	return stored
}

// named returns e with an id and a trimmed namespace.
func (s *Store) named(o *Options, e *model.Expectation) *model.Expectation {
	named := *e
	if strings.TrimSpace(named.ID) == "" {
		named.ID = o.NewID()
	}
	named.Namespace = strings.TrimSpace(named.Namespace)
	return &named
}

// evict drops the oldest entries beyond the capacity.
func (s *Store) evict(o *Options, entries []*entry) []*entry {
	excess := len(entries) - o.MaxExpectations
	if excess <= 0 {
		return entries
	}
	slices.SortFunc(entries, func(a, b *entry) int {
		if a.created < b.created {
			return -1
		}
		return 1
	})
	return entries[excess:]
}

// publish makes entries, in any order, the current snapshot.
func (s *Store) publish(entries []*entry) {
	slices.SortFunc(entries, func(a, b *entry) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	s.current.Store(&snapshot{entries: entries})
}

// remove takes one used-up entry out.
func (s *Store) remove(gone *entry) {
	if gone.removed.Swap(true) {
		return
	}
	s.keep(func(e *entry) bool { return e != gone })
}

// keep drops every entry that wanted refuses.
func (s *Store) keep(wanted func(*entry) bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.keepLocked(wanted)
}

func (s *Store) keepLocked(wanted func(*entry) bool) {
	entries := slices.Clone(s.current.Load().entries)
	s.current.Store(&snapshot{entries: slices.DeleteFunc(entries, func(e *entry) bool { return !wanted(e) })})
}

// Filter narrows what Active and Clear are about. The zero Filter is everything.
type Filter struct {
	Request   *model.RequestMatcher // compared as section "control-plane matching" of the documentation says
	Namespace string                // "" is every namespace
}

// Clear removes the expectations the filter finds. With a zero filter the ids
// are forgotten too. The error is a *match.Error.
func (s *Store) Clear(f Filter) error {
	found, err := s.finder(f)
	if err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.keepLocked(func(e *entry) bool { return !found(e) })
	if f == (Filter{}) {
		s.known.clear()
	}
	return nil
}

// ClearID removes one expectation and reports whether its id was ever known.
func (s *Store) ClearID(id string) (known bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.keepLocked(func(e *entry) bool { return e.expectation.ID != id })
	_, known = s.known.get(id)
	return known
}

// Reset empties the store and forgets every id.
func (s *Store) Reset() { _ = s.Clear(Filter{}) }

// Active returns the expectations the filter finds in match order, with the
// times they have left. The error is a *match.Error.
func (s *Store) Active(f Filter) ([]*model.Expectation, error) {
	found, err := s.finder(f)
	if err != nil {
		return nil, err
	}
	now := s.options.Load().Clock()
	var active []*model.Expectation
	for _, e := range s.current.Load().entries {
		if e.listed(now) && found(e) {
			active = append(active, e.live())
		}
	}
	return active, nil
}

func (s *Store) finder(f Filter) (func(*entry) bool, error) {
	o := s.options.Load().Match
	o.ControlPlane = true
	m, err := match.Compile(f.Request, o)
	if err != nil {
		return nil, err
	}
	budget := &pattern.Budget{}
	return func(e *entry) bool {
		if f.Namespace != "" && e.expectation.Namespace != f.Namespace {
			return false
		}
		return f.Request == nil || m.MatchDefinition(e.expectation.Request, o, budget)
	}, nil
}

// Find returns the expectation that has or last had the id; false when the id
// is not known since the last reset.
func (s *Store) Find(id string) (*model.Expectation, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.known.get(id)
}

// Knows reports whether the id was stored since the last reset.
func (s *Store) Knows(id string) bool {
	_, ok := s.Find(id)
	return ok
}
