package expect

import (
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// snapshot is the store at one moment. The slice is not modified.
type snapshot struct {
	entries []*entry // in match order
}

// Claim is the right to answer one request with an expectation.
type Claim struct {
	// Expectation is shared and must not be modified.
	Expectation *model.Expectation
	// Prepared is what Options.Prepare made of it.
	Prepared any
	entry    *entry
	store    *Store
}

// Release tells the store that the response is complete; an expectation that
// is used up disappears with its last release. It is called exactly once.
func (c *Claim) Release() { c.store.release(c.entry) }

// Select returns a claim on the first expectation that matches r, having taken
// one of its times; false when none does.
func (s *Store) Select(r *match.Request) (*Claim, bool) {
	o := s.options.Load()
	now := o.Clock()
	namespace, _ := r.Header(o.NamespaceHeader)
	for _, e := range s.current.Load().entries {
		if e.sees(namespace) && e.usable(now) && e.matcher.Match(r) && e.lucky(o) && e.claim() {
			return &Claim{Expectation: e.expectation, Prepared: e.prepared, entry: e, store: s}, true
		}
	}
	return nil, false
}

// sees reports whether a request of the namespace may use the entry.
func (e *entry) sees(namespace string) bool {
	return e.expectation.Namespace == "" || e.expectation.Namespace == namespace
}

// lucky throws the dice of an expectation with a percentage.
func (e *entry) lucky(o *Options) bool {
	p := e.expectation.Percentage
	return p == nil || *p >= 100 || *p > 0 && o.Dice() < *p
}

func (s *Store) release(e *entry) {
	if e.inFlight.Add(-1) == 0 && e.exhausted() {
		s.remove(e)
	}
}
