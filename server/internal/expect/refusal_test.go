package expect

import (
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/memo"
	"github.com/mockserver/mockserver/server/internal/model"
)

// told is what the nearest expectation is said to differ by.
func (w *world) told(t *testing.T, r *match.Request) string {
	t.Helper()
	nearest, ok := w.Nearest(r)
	if !ok {
		return ""
	}
	text := nearest.Expectation.ID
	for _, field := range nearest.Differing() {
		text += "; " + field.Name
		if len(nearest.Explanation.Differing()) == 0 {
			text += ": " + strings.Join(field.Reasons, " ")
		}
	}
	return text
}

func lives(e *model.Expectation, seconds int64) *model.Expectation {
	e.TimeToLive = model.TimeToLive{Unit: "SECONDS", Amount: seconds}
	return e
}

func percent(e *model.Expectation, p int) *model.Expectation {
	e.Percentage = &p
	return e
}

func inNamespace(e *model.Expectation, name string) *model.Expectation {
	e.Namespace = name
	return e
}

// A request that fits but is refused is told by what, instead of being
// compared with an expectation that does not fit.
func TestRefusalsAreTold(t *testing.T) {
	w, _ := newScenarioWorld()
	w.roll.Store(70)
	w.add(t,
		expecting(t, "other", `{"path":"/other"}`),
		part(expecting(t, "state", `{"path":"/state"}`), "LoggedIn", ""),
		times(expecting(t, "once", `{"path":"/once"}`), 1),
		times(expecting(t, "never", `{"path":"/never"}`), 0),
		lives(expecting(t, "short", `{"path":"/short"}`), 5),
		percent(expecting(t, "none", `{"path":"/none"}`), 0),
		percent(expecting(t, "some", `{"path":"/some"}`), 60),
		inNamespace(expecting(t, "foreign", `{"path":"/foreign"}`), "team"))
	expect(t, "the one use", w.answer("/once"), "once")
	w.now.Store(int64(7 * time.Second))
	for path, want := range map[string]string{
		"/state":   `state; scenario: scenario "s" is in state "Started", expected "LoggedIn"`,
		"/once":    `once; times: the expectation answers once and has done so`,
		"/never":   `never; times: the expectation answers 0 times`,
		"/short":   `short; timeToLive: the expectation lived for 5 SECONDS, 2s ago`,
		"/none":    `none; percentage: the expectation answers 0 % of the requests that match it`,
		"/some":    `some; percentage: the expectation answers 60 % of the requests that match it, and this was none of them`,
		"/foreign": `foreign; namespace: the expectation is in namespace "team", the request has no header X-MockServer-Namespace`,
		"/othe":    `other; path`,
	} {
		expect(t, path, w.answer(path), "")
		expect(t, path, w.told(t, get(path)), want)
	}
	expect(t, "another namespace", w.told(t, get("/foreign", model.Field{Name: DefaultNamespaceHeader, Value: "mine"})),
		`foreign; namespace: the expectation is in namespace "team", the request in "mine"`)
	w.add(t, expecting(t, "more", `{"path":"/more"}`)) // sweeps what has expired
	expect(t, "swept", w.told(t, get("/short")), `short; timeToLive: the expectation lived for 5 SECONDS, 2s ago`)
}

// What ended is forgotten with what replaces or clears it.
func TestWhatEndedIsForgotten(t *testing.T) {
	for what, forget := range map[string]func(*world) error{
		"an update": func(w *world) error {
			_, err := w.Upsert([]*model.Expectation{expecting(t, "a", `{"path":"/b"}`)})
			return err
		},
		"a clear by id":    func(w *world) error { w.ClearID("a"); return nil },
		"a clear":          func(w *world) error { return w.Clear(Filter{Request: expecting(t, "", `{"path":"/a"}`).Request}) },
		"a reset":          func(w *world) error { w.Reset(); return nil },
		"a hundred others": func(w *world) error { return useUp(t, w, maxEnded) },
	} {
		w := newWorld(Settings{})
		w.add(t, times(expecting(t, "a", `{"path":"/a"}`), 1))
		w.answer("/a")
		expect(t, what, w.told(t, get("/a")), "a; times: the expectation answers once and has done so")
		if err := forget(w); err != nil {
			t.Fatal(err)
		}
		if told := w.told(t, get("/a")); strings.Contains(told, "times") {
			t.Errorf("after %s: %s", what, told)
		}
	}
}

func useUp(t *testing.T, w *world, n int) error {
	for range n {
		w.add(t, times(expecting(t, "", `{"path":"/z"}`), 1))
		w.answer("/z")
	}
	return nil
}

func TestEvictionIsTold(t *testing.T) {
	w := newWorld(Settings{MaxExpectations: 2})
	w.add(t, expecting(t, "a", `{"path":"/a"}`), expecting(t, "b", `{"path":"/b"}`), expecting(t, "c", `{"path":"/c"}`))
	expect(t, "evicted", w.told(t, get("/a")), "a; maxExpectations: the expectation was dropped when more than maxExpectations=2 were stored")
}

// Of expectations that come equally close, one that nothing refuses is named.
func TestCompareTellsRefusals(t *testing.T) {
	w, _ := newScenarioWorld()
	w.add(t,
		part(expecting(t, "elsewhere", `{"path":"/a"}`), "Elsewhere", ""),
		part(expecting(t, "here", `{"path":"/a"}`), "Started", ""),
		inNamespace(expecting(t, "foreign", `{"path":"/c"}`), "team"))
	expect(t, "nearest", w.told(t, get("/b")), "here; path")
	compared, total := w.Compare(get("/c"), 10)
	if total != 3 || len(compared) != 3 {
		t.Fatalf("%d of %d compared", len(compared), total)
	}
	for i, want := range []int{2, 1, 1} {
		if n := len(compared[i].Differing()); n != want || compared[i].Matched {
			t.Errorf("%s: %+v", compared[i].Expectation.ID, compared[i])
		}
	}
}

// A store too large to compare with all names the closest.
func TestCompareInACrowd(t *testing.T) {
	w := crowd(t)
	compared, total := w.Compare(get("/items/1777", model.Field{Name: "h", Value: "1777"}), 10)
	if total != 3000 || len(compared) != 10 {
		t.Fatalf("%d of %d compared", len(compared), total)
	}
	for i := range compared {
		if compared[i].Expectation.ID == "e1777" {
			return
		}
	}
	t.Errorf("the closest is none of %+v", compared)
}

func TestNegatedMatcherIsTold(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, expecting(t, "other", `{"path":"/b","method":"GET"}`), expecting(t, "negated", `{"not":true,"path":"/a"}`))
	expect(t, "nearest", w.told(t, get("/a")), "other; path")
	w.ClearID("other")
	expect(t, "nearest", w.told(t, get("/a")), "negated; not")
}

// An operation that a specification does not have is far from every request,
// though it makes one difference.
func TestNoOperationIsNotClose(t *testing.T) {
	w := newWorld(Settings{Match: match.Options{Operations: noOperations{}}})
	w.add(t, expecting(t, "none", `{"specUrlOrPayload":"none","operationId":"x"}`), expecting(t, "near", `{"method":"POST","path":"/b"}`))
	compared, _ := w.Compare(get("/a"), 10)
	if len(compared) != 2 || Closer(&compared[1], &compared[0]) >= 0 {
		t.Errorf("%+v", compared)
	}
	if told := w.told(t, get("/a")); !strings.HasPrefix(told, "near;") {
		t.Errorf("nearest is %s", told)
	}
}

// noOperations is a library of specifications without operations.
type noOperations struct{}

func (noOperations) Expand(*model.OpenAPIDefinition) ([]*model.RequestMatcher, *memo.Slot, error) {
	return nil, nil, nil
}
