package clock_test

import (
	"math"
	"sync"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/clock"
)

var base = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)

func TestClock(t *testing.T) {
	now := base
	c := clock.New(func() time.Time { return now })
	shows := func(want time.Time, frozen bool) {
		t.Helper()
		if !c.Now().Equal(want) || c.Frozen() != frozen {
			t.Errorf("the clock shows %s, frozen %t; want %s, %t", c.Now(), c.Frozen(), want, frozen)
		}
	}
	shows(base, false)
	now = base.Add(time.Second)
	shows(now, false)
	c.Freeze(base.Add(-time.Hour))
	now = base.Add(time.Minute)
	shows(base.Add(-time.Hour), true)
	if _, err := c.Advance(time.Hour); err != nil {
		t.Fatal(err)
	}
	shows(base, true)
	c.Freeze(time.Time{})
	shows(now, true)
	c.Reset()
	shows(now, false)
	if _, err := c.Advance(time.Hour); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Minute)
	shows(base.Add(time.Hour+time.Minute), true)
}

func TestClockHasAnEnd(t *testing.T) {
	c := clock.New(func() time.Time { return base })
	for range 40 { // 292 years each
		if _, err := c.Advance(math.MaxInt64); err != nil {
			if c.Now().Year() > 9999 {
				t.Errorf("the clock shows %s", c.Now())
			}
			return
		}
	}
	t.Errorf("the clock went on to %s", c.Now())
}

func TestAdvancesAddUp(t *testing.T) {
	c := clock.New(func() time.Time { return base })
	c.Freeze(base)
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() {
			for range 100 {
				if _, err := c.Advance(time.Second); err != nil {
					t.Error(err)
				}
			}
		})
	}
	running.Wait()
	if want := base.Add(800 * time.Second); !c.Now().Equal(want) {
		t.Errorf("the clock shows %s, want %s", c.Now(), want)
	}
}
