package expect

import (
	"cmp"
	"sync/atomic"
	"time"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// entry is one stored expectation with the counters that change.
type entry struct {
	until atomic.Uint64 // the first version of the store without it; 0 while there is none
	// free is set when the entry answers whatever it matches, at any time and
	// any number of times. Choosing it then needs nothing but its matcher: among
	// many expectations, each is memory that was long not looked at.
	free        bool
	expectation *model.Expectation
	id          string // the expectation's
	prepared    any    // what Options.Prepare made
	matcher     match.Matcher
	created     uint64 // creation order; survives an update by id
	expires     time.Time

	*uses
}

// unconditional reports whether nothing but its matcher keeps the entry from
// answering.
func (e *entry) unconditional() bool {
	x := e.expectation
	return x.Times.Unlimited && e.expires.IsZero() && x.Namespace == "" && x.Percentage == nil && x.Scenario.Name == ""
}

// uses counts what an expectation was used for. Entries that differ by their
// compiled matcher alone share it.
type uses struct {
	remaining atomic.Int64 // uses left; meaningful unless times are unlimited
	inFlight  atomic.Int64 // claims not released
}

// compareEntries orders candidates: by priority, then by creation.
func compareEntries(a, b *entry) int {
	if a.expectation.Priority != b.expectation.Priority {
		return cmp.Compare(b.expectation.Priority, a.expectation.Priority)
	}
	return cmp.Compare(a.created, b.created)
}

// gone is the version that every snapshot is at or beyond.
const gone = 1

// in reports whether the entry belongs to a version of the store.
func (e *entry) in(version uint64) bool {
	until := e.until.Load()
	return until == 0 || until > version
}

func (e *entry) expired(now time.Time) bool {
	return !e.expires.IsZero() && !now.Before(e.expires)
}

func (e *entry) exhausted() bool {
	return !e.free && !e.expectation.Times.Unlimited && e.remaining.Load() <= 0
}

// listed reports whether the entry is shown: one that is used up still is
// while its last response is in progress.
func (e *entry) listed(now time.Time) bool {
	return !e.expired(now) && (!e.exhausted() || e.inFlight.Load() > 0)
}

// claim takes one use, and reports whether there was one left.
func (e *entry) claim() bool {
	if e.free || e.expectation.Times.Unlimited {
		return true
	}
	e.inFlight.Add(1)
	for {
		left := e.remaining.Load()
		if left <= 0 {
			e.inFlight.Add(-1)
			return false
		}
		if e.remaining.CompareAndSwap(left, left-1) {
			return true
		}
	}
}

// release ends a claim and reports whether the entry is used up with it.
func (e *entry) release() bool {
	return !e.free && !e.expectation.Times.Unlimited && e.inFlight.Add(-1) == 0 && e.exhausted()
}

// shown returns the expectation with the uses it has left.
func (e *entry) shown() *model.Expectation {
	if e.expectation.Times.Unlimited {
		return e.expectation
	}
	shown := *e.expectation
	shown.Times.Remaining = int(max(e.remaining.Load(), 0))
	return &shown
}
