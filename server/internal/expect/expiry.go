package expect

import (
	"math"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

// expiry is when an expectation stored now dies; zero for never.
func expiry(t model.TimeToLive, now time.Time) time.Time {
	unit, ok := unitDuration(t.Unit)
	switch {
	case t.Unlimited || !ok:
		return time.Time{}
	case t.Amount <= 0:
		return now
	case t.Amount > int64(math.MaxInt64/unit):
		return now.Add(math.MaxInt64)
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
