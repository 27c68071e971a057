package expect

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/scenario"
)

// newScenarioWorld is a world whose expectations may take part in scenarios.
func newScenarioWorld() (*world, *scenario.Scenarios) {
	w := newWorld(Settings{})
	scenarios := scenario.New(func() time.Time { return time.Unix(0, w.now.Load()) })
	w.options.Scenarios = scenarios
	return w, scenarios
}

// part makes e take part in scenario s.
func part(e *model.Expectation, state, next string) *model.Expectation {
	e.Scenario = model.Scenario{Name: "s", State: state, NewState: next}
	return e
}

func TestCP179ScenarioStateGates(t *testing.T) {
	w, scenarios := newScenarioWorld()
	w.add(t,
		part(expecting(t, "done", `{"path":"/a"}`), "Done", ""),
		part(expecting(t, "first", `{"path":"/a"}`), "Started", "Second"),
		part(expecting(t, "second", `{"path":"/a"}`), "Second", "Done"),
		part(expecting(t, "any", `{"path":"/b"}`), "", "Started"))
	got := ""
	for _, path := range []string{"/a", "/a", "/a", "/a", "/b", "/a"} {
		got += w.answer(path) + " "
	}
	expect(t, "in turn", got, "first second done done any first ")
	if state := scenarios.Get("s"); state != "Second" {
		t.Errorf("the scenario is in %s", state)
	}
}

// AP-240: a percentage that misses and times that are used up move nothing,
// and a state that does not fit takes no time.
func TestCP179NothingMovesWithoutAUse(t *testing.T) {
	w, scenarios := newScenarioWorld()
	lucky := part(times(expecting(t, "lucky", `{"path":"/a"}`), 1), "Started", "Moved")
	half := 50
	lucky.Percentage = &half
	w.add(t, lucky, part(expecting(t, "keeps", `{"path":"/b"}`), "", ""))
	w.roll.Store(50)
	expect(t, "missed", w.answer("/a"), "")
	if err := scenarios.Set("s", "Elsewhere", nil); err != nil {
		t.Fatal(err)
	}
	w.roll.Store(49)
	expect(t, "another state", w.answer("/a"), "")
	expect(t, "no time was used", w.active(t, Filter{}), "luckyx1 keeps")
	if state := scenarios.Get("s"); state != "Elsewhere" {
		t.Errorf("the scenario is in %s", state)
	}
	if err := scenarios.Set("s", "Started", nil); err != nil {
		t.Fatal(err)
	}
	expect(t, "used", w.answer("/a"), "lucky")
	if state := scenarios.Get("s"); state != "Moved" {
		t.Errorf("the scenario is in %s", state)
	}
}

func TestOneOfManyRequestsTakesATransition(t *testing.T) {
	w, _ := newScenarioWorld()
	w.add(t, part(expecting(t, "first", `{"path":"/a"}`), "Started", "Second"), part(expecting(t, "second", `{"path":"/a"}`), "Second", ""))
	var first, second atomic.Int64
	var running sync.WaitGroup
	for range 40 {
		running.Go(func() {
			switch w.answer("/a") {
			case "first":
				first.Add(1)
			case "second":
				second.Add(1)
			}
		})
	}
	running.Wait()
	if first.Load() != 1 || second.Load() != 39 {
		t.Errorf("%d took the transition, %d came after it", first.Load(), second.Load())
	}
}

// AP-241: a scenario is forgotten with its last expectation, however that goes.
func TestScenarioIsForgottenWithItsLastExpectation(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *world){
		"cleared by id": func(_ *testing.T, w *world) { w.ClearID("last") },
		"cleared by filter": func(t *testing.T, w *world) {
			if err := w.Clear(Filter{Request: expecting(t, "", `{"path":"/last"}`).Request}); err != nil {
				t.Fatal(err)
			}
		},
		"used up":  func(_ *testing.T, w *world) { w.answer("/last") },
		"replaced": func(t *testing.T, w *world) { w.add(t, expecting(t, "last", `{"path":"/last"}`)) },
		"reset":    func(_ *testing.T, w *world) { w.Reset() },
	} {
		t.Run(name, func(t *testing.T) {
			w, scenarios := newScenarioWorld()
			w.add(t, part(expecting(t, "other", `{"path":"/other"}`), "", ""), part(times(expecting(t, "last", `{"path":"/last"}`), 1), "", ""))
			if err := scenarios.Set("s", "Moved", nil); err != nil {
				t.Fatal(err)
			}
			w.ClearID("other")
			w.add(t, part(times(expecting(t, "last", `{"path":"/last"}`), 1), "Moved", ""))
			if state := scenarios.Get("s"); state != "Moved" {
				t.Fatalf("with an expectation left it is in %s", state)
			}
			end(t, w)
			if state := scenarios.Get("s"); state != scenario.Started {
				t.Errorf("without any it is in %s", state)
			}
		})
	}
}

func TestResetForgetsScenariosWithoutExpectations(t *testing.T) {
	w, scenarios := newScenarioWorld()
	if err := scenarios.Set("s", "Moved", nil); err != nil {
		t.Fatal(err)
	}
	w.Reset()
	if all := scenarios.All(); len(all) != 0 {
		t.Errorf("left: %v", all)
	}
}
