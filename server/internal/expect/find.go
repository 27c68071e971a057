package expect

import (
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Filter narrows what Active and Clear are about. The zero Filter is everything.
type Filter struct {
	// Request finds expectations by what they match: see match.Matcher.MatchDefinition.
	Request   *model.RequestMatcher
	Namespace string // "" is every namespace; Active adds what is in none
}

// Clear removes the expectations the filter finds. With a zero filter the ids
// are forgotten too. The error is a *match.Error.
func (s *Store) Clear(f Filter) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	change := s.change()
	found, err := s.finder(change.from, f, false)
	if err != nil {
		return err
	}
	for e := range change.from.all() {
		if found(e) {
			change.remove(e)
		}
	}
	change.publish()
	s.forgetEnded(found)
	if f == (Filter{}) {
		s.known.clear()
		if s.options.Scenarios != nil {
			s.options.Scenarios.Reset()
		}
	}
	return nil
}

// ClearID removes one expectation and reports whether its id was ever known.
func (s *Store) ClearID(id string) (known bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if e, ok := s.live[id]; ok {
		change := s.change()
		change.remove(e)
		change.publish()
	}
	s.forgetEnded(named(id))
	_, known = s.known.get(id)
	return known
}

// Reset empties the store and forgets every id.
func (s *Store) Reset() { _ = s.Clear(Filter{}) }

// Active returns the expectations the filter finds in match order, with the
// times they have left. The error is a *match.Error.
func (s *Store) Active(f Filter) ([]*model.Expectation, error) {
	snapshot := s.current.Load()
	found, err := s.finder(snapshot, f, true)
	if err != nil {
		return nil, err
	}
	now := s.options.Clock()
	var active []*model.Expectation
	for e := range snapshot.all() {
		if e.listed(now) && found(e) {
			active = append(active, e.shown())
		}
	}
	return active, nil
}

// finder compiles f; global says whether a namespace finds what is in none.
func (s *Store) finder(snapshot *snapshot, f Filter, global bool) (func(*entry) bool, error) {
	o := snapshot.settings.Match
	o.ControlPlane = true
	m, err := match.Compile(f.Request, o)
	if err != nil {
		return nil, err
	}
	budget := &pattern.Budget{}
	return func(e *entry) bool {
		namespace := e.expectation.Namespace
		if f.Namespace != "" && namespace != f.Namespace && (namespace != "" || !global) {
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
