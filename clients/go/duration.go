package mock

import "time"

// splitDuration is d in the largest of milliseconds, microseconds and
// nanoseconds that loses nothing.
func splitDuration(d time.Duration) (TimeUnit, int64) {
	switch {
	case d%time.Millisecond == 0:
		return TimeUnitMilliseconds, d.Milliseconds()
	case d%time.Microsecond == 0:
		return TimeUnitMicroseconds, d.Microseconds()
	}
	return TimeUnitNanoseconds, d.Nanoseconds()
}

func joinDuration(unit *TimeUnit, n *int64) time.Duration {
	if unit == nil || n == nil {
		return 0
	}
	return time.Duration(*n) * one(*unit)
}

// one is the duration of one unit, 0 of an unknown one.
func one(unit TimeUnit) time.Duration {
	switch unit {
	case TimeUnitDays:
		return 24 * time.Hour
	case TimeUnitHours:
		return time.Hour
	case TimeUnitMinutes:
		return time.Minute
	case TimeUnitSeconds:
		return time.Second
	case TimeUnitMilliseconds:
		return time.Millisecond
	case TimeUnitMicroseconds:
		return time.Microsecond
	case TimeUnitNanoseconds:
		return time.Nanosecond
	}
	return 0
}

// milliseconds rounds up, so that a short wait stays a wait.
func milliseconds(d time.Duration) int64 {
	return int64((d + time.Millisecond - 1) / time.Millisecond)
}
