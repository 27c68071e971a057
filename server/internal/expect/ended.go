package expect

import (
	"slices"

	"github.com/mockserver/mockserver/server/internal/match"
)

// maxEnded bounds the expectations remembered after their end.
const maxEnded = 100

// ended is an expectation that is gone without anybody having removed it: used
// up, expired or evicted. It is remembered to be named to the request that
// comes too late.
type ended struct {
	*entry
	evictedAt int // the capacity it had to go for; 0 when that was not the reason
}

// end remembers what ended, newest first; the caller holds the mutex.
func (s *Store) end(list ...ended) {
	kept := append(slices.Clone(list), s.endedBefore()...)
	kept = kept[:min(len(kept), maxEnded)]
	s.past.Store(&kept)
}

func (s *Store) endedBefore() []ended {
	if past := s.past.Load(); past != nil {
		return *past
	}
	return nil
}

// forgetEnded forgets what is found; the caller holds the mutex.
func (s *Store) forgetEnded(found func(*entry) bool) {
	past, gone := s.endedBefore(), func(e ended) bool { return found(e.entry) }
	if slices.ContainsFunc(past, gone) {
		kept := slices.DeleteFunc(slices.Clone(past), gone)
		s.past.Store(&kept)
	}
}

func named(id string) func(*entry) bool {
	return func(e *entry) bool { return e.expectation.ID == id }
}

// ended returns an expectation that matches the request, either a stored one
// that is out of reach or one that ended; nil without one.
func (t *try) ended(outOfReach func(*entry) bool) *ended {
	tried, offered := 0, t.snapshot.candidates(t.request)
	for e := range offered.all() {
		if !outOfReach(e) {
			continue
		}
		if tried++; tried > maxShare {
			break
		}
		if e.matcher.Match(t.request) {
			return &ended{entry: e}
		}
	}
	for _, e := range t.store.endedBefore() {
		if t.inNamespace(e.entry) && e.matcher.Match(t.request) {
			return &e
		}
	}
	return nil
}

// compareEnded compares with what ended; that it did is among the refusals.
func (t *try) compareEnded(e *ended) Comparison {
	c := t.compare(e.entry)
	if e.evictedAt > 0 {
		c.Refusals = append([]match.FieldResult{refusedByEviction(e.evictedAt)}, c.Refusals...)
	}
	c.Matched = false
	return c
}
