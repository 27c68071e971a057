package expect

import (
	"sync/atomic"
	"time"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// entry is one stored expectation with the counters that change.
type entry struct {
	expectation *model.Expectation
	matcher     *match.Matcher
	prepared    any    // what Options.Prepare made
	created     uint64 // creation order; survives an update by id
	expires     time.Time

	remaining atomic.Int64 // uses left; meaningful unless times are unlimited
	inFlight  atomic.Int64 // claims not released
	removed   atomic.Bool
}

func newEntry(e *model.Expectation, c compiled, created uint64, now time.Time) *entry {
	n := &entry{expectation: e, matcher: c.matcher, prepared: c.prepared, created: created, expires: expiry(e.TimeToLive, now)}
	n.remaining.Store(int64(e.Times.Remaining))
	return n
}

// before reports the order of candidates: priority, then creation.
func (e *entry) before(other *entry) bool {
	if e.expectation.Priority != other.expectation.Priority {
		return e.expectation.Priority > other.expectation.Priority
	}
	return e.created < other.created
}

func (e *entry) expired(now time.Time) bool {
	return !e.expires.IsZero() && !now.Before(e.expires)
}

func (e *entry) exhausted() bool {
	return !e.expectation.Times.Unlimited && e.remaining.Load() <= 0
}

// usable reports whether the entry may answer a request now.
func (e *entry) usable(now time.Time) bool {
	return !e.removed.Load() && !e.expired(now) && !e.exhausted()
}

// listed reports whether the entry is shown: one that is used up still is
// while its last response is in progress.
func (e *entry) listed(now time.Time) bool {
	if e.removed.Load() || e.expired(now) {
		return false
	}
	return !e.exhausted() || e.inFlight.Load() > 0
}

// claim takes one use, and reports whether there was one left.
func (e *entry) claim() bool {
	e.inFlight.Add(1)
	if e.expectation.Times.Unlimited {
		return true
	}
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

// live returns the expectation with the uses it has left.
func (e *entry) live() *model.Expectation {
	if e.expectation.Times.Unlimited {
		return e.expectation
	}
	live := *e.expectation
	live.Times.Remaining = int(e.remaining.Load())
	return &live
}

// expiry is when an expectation stored now dies; zero for never.
func expiry(t model.TimeToLive, now time.Time) time.Time {
	if t.Unlimited {
		return time.Time{}
	}
	unit, ok := unitDuration(t.Unit)
	if !ok {
		return time.Time{}
	}
	const longest = time.Duration(1<<63 - 1)
	switch {
	case t.Amount <= 0:
		return now
	case t.Amount > int64(longest/unit):
		return now.Add(longest)
	}
	return now.Add(time.Duration(t.Amount) * unit)
}

func unitDuration(unit string) (time.Duration, bool) {
	switch unit {
	case "DAYS":
		return 24 * time.Hour, true
	case "HOURS":
		return time.Hour, true
	case "MINUTES":
		return time.Minute, true
	case "SECONDS":
		return time.Second, true
	case "MILLISECONDS":
		return time.Millisecond, true
	case "MICROSECONDS":
		return time.Microsecond, true
	case "NANOSECONDS":
		return time.Nanosecond, true
	}
	return 0, false
}
