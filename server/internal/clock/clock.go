// Package clock is a server's own time: the machine's, until somebody freezes
// or advances it.
package clock

import (
	"fmt"
	"math"
	"sync/atomic"
	"time"
)

// Clock tells time. Safe for concurrent use.
type Clock struct {
	base   func() time.Time
	frozen atomic.Pointer[time.Time] // nil while the clock runs
}

// New returns a clock that runs as base does.
func New(base func() time.Time) *Clock { return &Clock{base: base} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	if at := c.frozen.Load(); at != nil {
		return *at
	}
	return c.base()
}

// Frozen says whether the clock stands still.
func (c *Clock) Frozen() bool { return c.frozen.Load() != nil }

// Freeze stops the clock at an instant, which it returns. The zero time stands
// for the present of the clock it was made from, wherever this one stood.
func (c *Clock) Freeze(at time.Time) time.Time {
	if at.IsZero() {
		at = c.base()
	}
	c.frozen.Store(&at)
	return at
}

// Advance moves the clock forwards and stops it there, which it shows from
// then on. The error is a clock that would pass year 9999, the last that
// RFC 3339 can write; nothing has changed then.
func (c *Clock) Advance(by time.Duration) (time.Time, error) {
	for {
		stood := c.frozen.Load()
		now := c.base()
		if stood != nil {
			now = *stood
		}
		moved := now.Add(by)
		if moved.Year() > maxYear {
			return now, fmt.Errorf("the clock cannot be advanced beyond year %d", maxYear)
		}
		if c.frozen.CompareAndSwap(stood, &moved) {
			return moved, nil
		}
	}
}

const maxYear = 9999

// MaxAdvanceMillis is the most milliseconds that fit a time.Duration.
const MaxAdvanceMillis = math.MaxInt64 / int64(time.Millisecond)

// Reset lets the clock run again, as the one it was made from.
func (c *Clock) Reset() { c.frozen.Store(nil) }
