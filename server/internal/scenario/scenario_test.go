package scenario_test

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/scenario"
)

// fixture is scenarios whose time stands still until it is advanced.
type fixture struct {
	*scenario.Scenarios
	now time.Time
}

func newFixture() *fixture {
	f := &fixture{now: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)}
	f.Scenarios = scenario.New(func() time.Time { return f.now })
	return f
}

func (f *fixture) set(t *testing.T, name, state string, next *scenario.Transition) {
	t.Helper()
	if err := f.Set(name, state, next); err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) is(t *testing.T, name, want string) {
	t.Helper()
	if got := f.Get(name); got != want {
		t.Errorf("%s is in %s, want %s", name, got, want)
	}
}

func yes() bool { return true }
func no() bool  { return false }

func TestCP179ClaimChecksAndMoves(t *testing.T) {
	f := newFixture()
	step := model.Scenario{Name: "s", State: "Started", NewState: "B"}
	if f.Claim(step, no) {
		t.Error("a claim that failed succeeded")
	}
	f.is(t, "s", "Started")
	if !f.Claim(step, yes) || f.Claim(step, yes) {
		t.Error("the step is possible exactly once")
	}
	f.is(t, "s", "B")
	if !f.Claim(model.Scenario{Name: "s"}, yes) || f.Claim(model.Scenario{Name: "s", State: "b"}, yes) {
		t.Error("no state is any, and states have a case")
	}
	f.is(t, "s", "B")
	f.is(t, "S", "Started")
}

func TestOneOfManyClaimsMoves(t *testing.T) {
	f := newFixture()
	var won atomic.Int64
	var running sync.WaitGroup
	for range 50 {
		running.Go(func() {
			if f.Claim(model.Scenario{Name: "s", State: "Started", NewState: "B"}, yes) {
				won.Add(1)
			}
		})
	}
	running.Wait()
	if won.Load() != 1 {
		t.Errorf("%d claims moved the scenario", won.Load())
	}
}

func TestTimedTransition(t *testing.T) {
	soon := &scenario.Transition{After: time.Second, To: "Done"}
	later := &scenario.Transition{After: time.Minute, To: "Late"}
	for name, test := range map[string]struct {
		between func(*testing.T, *fixture) // right after the transition was set
		want    string                     // after a second
	}{
		"undisturbed": {func(*testing.T, *fixture) {}, "Done"},
		"another state": {func(_ *testing.T, f *fixture) {
			f.Claim(model.Scenario{Name: "s", NewState: "Other"}, yes)
		}, "Other"},
		"there and back": {func(_ *testing.T, f *fixture) {
			f.Claim(model.Scenario{Name: "s", NewState: "Other"}, yes)
			f.Claim(model.Scenario{Name: "s", NewState: "Going"}, yes)
		}, "Done"},
		"set again":     {func(t *testing.T, f *fixture) { f.set(t, "s", "Going", nil) }, "Going"},
		"another timer": {func(t *testing.T, f *fixture) { f.set(t, "s", "Going", later) }, "Going"},
		"forgotten":     {func(_ *testing.T, f *fixture) { f.Forget("s") }, "Started"},
		"reset":         {func(_ *testing.T, f *fixture) { f.Reset() }, "Started"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture()
			f.set(t, "s", "Going", soon)
			f.now = f.now.Add(time.Second - 1)
			f.is(t, "s", "Going")
			test.between(t, f)
			f.now = f.now.Add(1)
			f.is(t, "s", test.want)
		})
	}
}

// A match after the transition was due finds the scenario moved, seen before
// or not.
func TestTransitionComesBeforeAClaim(t *testing.T) {
	f := newFixture()
	f.set(t, "s", "Going", &scenario.Transition{After: time.Second, To: "Done"})
	f.now = f.now.Add(time.Second)
	if f.Claim(model.Scenario{Name: "s", State: "Going", NewState: "X"}, yes) {
		t.Error("the scenario was still found in its old state")
	}
	f.set(t, "t", "Going", &scenario.Transition{After: time.Second, To: "Done"})
	f.now = f.now.Add(time.Second)
	f.Claim(model.Scenario{Name: "t", NewState: "Going"}, yes)
	f.is(t, "t", "Going")
}

func TestCP101All(t *testing.T) {
	f := newFixture()
	f.set(t, "b", "B", nil)
	f.set(t, "a", "Going", &scenario.Transition{After: time.Second, To: "A"})
	f.is(t, "c", "Started")
	f.now = f.now.Add(time.Second)
	if got, want := f.All(), []scenario.State{{Name: "a", Current: "A"}, {Name: "b", Current: "B"}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestScenariosAreBounded(t *testing.T) {
	f := newFixture()
	for i := range scenario.MaxScenarios {
		f.set(t, fmt.Sprint(i), "X", nil)
	}
	if err := f.Set("one more", "X", nil); err != scenario.ErrTooMany {
		t.Errorf("one more: %v", err)
	}
	f.set(t, "0", "Y", nil)
	f.is(t, "0", "Y")
	if !f.Claim(model.Scenario{Name: "one more", NewState: "X"}, yes) {
		t.Error("a request was not answered")
	}
	f.is(t, "one more", "Started")
}
