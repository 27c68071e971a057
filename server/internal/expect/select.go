package expect

import (
	"time"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Claim is the right to answer one request with an expectation.
type Claim struct {
	// Expectation is shared and must not be modified.
	Expectation *model.Expectation
	// ID is the expectation's.
	ID string
	// Prepared is what Options.Prepare made of it.
	Prepared any
	entry    *entry
	store    *Store
}

// Release tells the store that the response is complete; an expectation that
// is used up disappears with its last release. It is called exactly once.
func (c *Claim) Release() {
	if c.entry.release() {
		c.store.remove(c.entry)
	}
}

// Select returns a claim on the first expectation that matches r, having taken
// one of its times; false when none does.
func (s *Store) Select(r *match.Request) (*Claim, bool) {
	t := s.try(s.current.Load(), r)
	candidates := t.snapshot.candidates(r)
	for e := candidates.next(); e != nil; e = candidates.next() {
		if t.takes(e) {
			return &Claim{Expectation: e.expectation, ID: e.id, Prepared: e.prepared, entry: e, store: s}, true
		}
	}
	return nil, false
}

// try is one request looking for its expectation.
type try struct {
	store     *Store
	snapshot  *snapshot
	request   *match.Request
	namespace string
	now       time.Time // zero until somebody asks
}

func (s *Store) try(snapshot *snapshot, r *match.Request) try {
	namespace, _ := r.Header(snapshot.settings.NamespaceHeader)
	return try{store: s, snapshot: snapshot, request: r, namespace: namespace}
}

// takes reports whether the request matches e and one of its uses was taken.
func (t *try) takes(e *entry) bool {
	if !t.sees(e) || !e.matcher.Match(t.request) {
		return false
	}
	if e.free {
		return true
	}
	part, scenarios := e.expectation.Scenario, t.store.options.Scenarios
	if part.Name == "" || scenarios == nil {
		return t.lucky(e) && e.claim()
	}
	return scenarios.Claim(part, func() bool { return t.lucky(e) && e.claim() })
}

// sees reports whether the request may use the entry at all.
func (t *try) sees(e *entry) bool { return e.free || t.inNamespace(e) && !t.over(e) }

func (t *try) inNamespace(e *entry) bool {
	namespace := e.expectation.Namespace
	return namespace == "" || namespace == t.namespace
}

// over reports whether the entry answers nobody any more.
func (t *try) over(e *entry) bool { return e.exhausted() || t.expired(e) }

func (t *try) expired(e *entry) bool {
	if e.expires.IsZero() {
		return false
	}
	if t.now.IsZero() {
		t.now = t.store.options.Clock()
	}
	return e.expired(t.now)
}

// lucky throws the dice of an expectation with a percentage.
func (t *try) lucky(e *entry) bool {
	p := e.expectation.Percentage
	return p == nil || *p >= 100 || *p > 0 && t.store.options.Dice() < *p
}
