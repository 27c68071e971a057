package action

import (
	"context"
	"math"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Duration is how long a configured delay lasts: 0 for nil, without a unit or
// below zero, the longest there is where it would overflow.
func Duration(delay *model.Delay) time.Duration {
	if delay == nil || delay.Value <= 0 {
		return 0
	}
	unit, known := units[delay.Unit]
	if !known {
		return 0
	}
	if delay.Value > math.MaxInt64/int64(unit) {
		return math.MaxInt64
	}
	return time.Duration(delay.Value) * unit
}

var units = map[string]time.Duration{
	"NANOSECONDS":  time.Nanosecond,
	"MICROSECONDS": time.Microsecond,
	"MILLISECONDS": time.Millisecond,
	"SECONDS":      time.Second,
	"MINUTES":      time.Minute,
	"HOURS":        time.Hour,
	"DAYS":         24 * time.Hour,
}

// Pause waits for d, or returns ctx's error when ctx ends before.
func Pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
