package expect

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// world is a store with a clock and dice in the test's hands.
type world struct {
	*Store
	now  atomic.Int64 // nanoseconds
	roll atomic.Int64
	ids  atomic.Int64
	gone []string // removed, with the times left
}

func newWorld(settings Settings) *world {
	w := &world{}
	w.Store = New(Options{
		Clock:    func() time.Time { return time.Unix(0, w.now.Load()) },
		Dice:     func() int { return int(w.roll.Load()) },
		NewID:    func() string { return fmt.Sprintf("id-%d", w.ids.Add(1)) },
		OnRemove: func(e *model.Expectation) { w.gone = append(w.gone, fmt.Sprint(e.ID, e.Times.Remaining)) },
		Settings: settings,
	})
	return w
}

// expecting returns an expectation for a request matcher written as JSON.
func expecting(t testing.TB, id, matcher string) *model.Expectation {
	t.Helper()
	e := &model.Expectation{ID: id, Times: model.Times{Unlimited: true}, TimeToLive: model.TimeToLive{Unlimited: true}}
	var err error
	if e.Request, err = wire.ParseRequestMatcher([]byte(matcher)); err != nil {
		t.Fatal(err)
	}
	return e
}

func priority(e *model.Expectation, p int) *model.Expectation {
	e.Priority = p
	return e
}

func times(e *model.Expectation, n int) *model.Expectation {
	e.Times = model.Times{Remaining: n}
	return e
}

func (w *world) add(t testing.TB, expectations ...*model.Expectation) {
	t.Helper()
	if _, err := w.Upsert(expectations); err != nil {
		t.Fatal(err)
	}
}

func get(path string, headers ...model.Field) *match.Request {
	return match.NewRequest(&model.Request{Method: "GET", Path: path, Headers: headers})
}

// answer returns the id of the expectation that answers a GET, "" without one.
func (w *world) answer(path string, headers ...model.Field) string {
	claim, ok := w.Select(get(path, headers...))
	if !ok {
		return ""
	}
	claim.Release()
	return claim.Expectation.ID
}

// active lists the active expectations, with what is left of their times.
func (w *world) active(t testing.TB, f Filter) string {
	t.Helper()
	list, err := w.Active(f)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, e := range list {
		text := e.ID
		if !e.Times.Unlimited {
			text += "x" + strconv.Itoa(e.Times.Remaining)
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, " ")
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestCP176_PriorityThenCreation(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, expecting(t, "a", `{"path":"/x"}`), expecting(t, "b", `{"path":"/.*"}`), priority(expecting(t, "c", `{}`), -1))
	expect(t, "first", w.answer("/x"), "a")
	w.add(t, priority(expecting(t, "d", `{"path":"/x"}`), 5))
	expect(t, "higher priority", w.answer("/x"), "d")
	expect(t, "pattern", w.answer("/y"), "b")
	expect(t, "fall-back", w.answer("other"), "c")
	expect(t, "listed", w.active(t, Filter{}), "d a b c")
}

func TestCP177_UpdateById(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, times(expecting(t, "a", `{"path":"/x"}`), 2), expecting(t, "b", `{"path":"/x"}`))
	expect(t, "before", w.answer("/x"), "a")
	w.add(t, times(expecting(t, "a", `{"path":"/x"}`), 2))
	expect(t, "times start afresh, place is kept", w.active(t, Filter{}), "ax2 b")
	w.add(t, priority(expecting(t, "b", `{"path":"/x"}`), 1))
	expect(t, "a higher priority re-orders", w.active(t, Filter{}), "b ax2")
}

// Section 9, case 5: an id that is used up comes back as a new expectation.
func TestUpsertOfUsedUpIDTakesANewPlace(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, times(expecting(t, "a", `{"path":"/x"}`), 1), expecting(t, "b", `{"path":"/x"}`))
	expect(t, "the only use", w.answer("/x"), "a")
	w.add(t, times(expecting(t, "a", `{"path":"/x"}`), 1))
	expect(t, "behind the other now", w.active(t, Filter{}), "b ax1")
}

func TestSameIDTwiceInOneBatch(t *testing.T) {
	w := newWorld(Settings{})
	stored, err := w.Upsert([]*model.Expectation{expecting(t, "a", `{"path":"/1"}`), expecting(t, "a", `{"path":"/2"}`)})
	if err != nil || len(stored) != 2 {
		t.Fatalf("%d stored, error %v", len(stored), err)
	}
	expect(t, "the first is gone", w.answer("/1"), "")
	expect(t, "the last is kept", w.answer("/2"), "a")
	expect(t, "once", w.active(t, Filter{}), "a")
}

func TestIdsAreGivenOnce(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, expecting(t, "", `{"path":"/x"}`), expecting(t, " ", `{"path":"/x"}`))
	expect(t, "ids", w.active(t, Filter{}), "id-1 id-2")
}

func TestTimes(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, times(expecting(t, "a", `{"path":"/x"}`), 3), times(expecting(t, "b", `{"path":"/x"}`), 2))
	var order string
	for range 6 {
		order += w.answer("/x") + ","
	}
	expect(t, "A x3 then B x2", order, "a,a,a,b,b,,")
	expect(t, "nothing is left", w.active(t, Filter{}), "")
}

func TestTimesZeroAndNegativeNeverMatch(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, times(expecting(t, "a", `{"path":"/x"}`), 0), times(expecting(t, "b", `{"path":"/x"}`), -1))
	expect(t, "answer", w.answer("/x"), "")
}

// Section 6.2: while a response is in progress its expectation is still listed.
func TestListedUntilTheLastRelease(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, times(expecting(t, "a", `{"path":"/x"}`), 1))
	claim, ok := w.Select(get("/x"))
	if !ok {
		t.Fatal("no match")
	}
	expect(t, "in progress", w.active(t, Filter{}), "ax0")
	expect(t, "yet used up", w.answer("/x"), "")
	claim.Release()
	expect(t, "complete", w.active(t, Filter{}), "")
}

func TestTimesAreNeverExceeded(t *testing.T) {
	const uses, callers = 1000, 8
	w := newWorld(Settings{})
	w.add(t, times(expecting(t, "a", `{"path":"/x"}`), uses))
	var given atomic.Int64
	var callersDone sync.WaitGroup
	for range callers {
		callersDone.Go(func() {
			for range uses {
				if w.answer("/x") == "a" {
					given.Add(1)
				}
			}
		})
	}
	callersDone.Wait()
	if given.Load() != uses {
		t.Errorf("%d uses were given, want %d", given.Load(), uses)
	}
	expect(t, "left", w.active(t, Filter{}), "")
}

func TestTimeToLive(t *testing.T) {
	w := newWorld(Settings{})
	for _, ttl := range []struct {
		id, unit string
		amount   int64
	}{{"a", "MILLISECONDS", 5}, {"b", "DAYS", math.MaxInt64}, {"c", "SECONDS", 0}, {"d", "", 5}} {
		e := expecting(t, ttl.id, `{"path":"/`+ttl.id+`"}`)
		e.TimeToLive = model.TimeToLive{Unit: ttl.unit, Amount: ttl.amount}
		w.add(t, e)
	}
	expect(t, "at once", w.active(t, Filter{}), "a b d")
	w.now.Add(int64(5 * time.Millisecond))
	expect(t, "expired without a request", w.active(t, Filter{}), "b d")
	expect(t, "expired for matching", w.answer("/a"), "")
	w.now.Store(math.MaxInt64 / 2)
	expect(t, "very long", w.answer("/b"), "b")
}

func TestCP178_Percentage(t *testing.T) {
	w := newWorld(Settings{})
	for _, percentage := range []int{0, 30, 100} {
		e := times(expecting(t, fmt.Sprintf("p%d", percentage), `{"path":"/x"}`), 2)
		e.Percentage = &percentage
		w.add(t, e)
	}
	w.roll.Store(30)
	expect(t, "a miss falls to the next", w.answer("/x"), "p100")
	expect(t, "a miss uses no time", w.active(t, Filter{}), "p0x2 p30x2 p100x1")
	w.roll.Store(29)
	expect(t, "a hit", w.answer("/x"), "p30")
}

func TestNamespaces_CP180_CP181(t *testing.T) {
	w := newWorld(Settings{})
	own := expecting(t, "own", `{"path":"/x"}`)
	own.Namespace = " team "
	w.add(t, own, expecting(t, "global", `{"path":"/.*"}`))
	header := model.Field{Name: "x-mockserver-namespace", Value: "team"}
	expect(t, "without header", w.answer("/x"), "global")
	expect(t, "with header", w.answer("/x", header), "own")
	expect(t, "global as well", w.answer("/y", header), "global")
	expect(t, "filter", w.active(t, Filter{Namespace: "team"}), "own global")
	if err := w.Clear(Filter{Namespace: "team"}); err != nil {
		t.Fatal(err)
	}
	expect(t, "cleared", w.active(t, Filter{}), "global")
	if !w.Knows("own") {
		t.Error("clearing a namespace forgets ids")
	}
}

func TestCP185_CapacityEvictsTheOldest(t *testing.T) {
	w := newWorld(Settings{MaxExpectations: 3})
	w.add(t, priority(expecting(t, "a", `{"path":"/x"}`), 9), expecting(t, "b", `{"path":"/x"}`), expecting(t, "c", `{"path":"/x"}`))
	w.add(t, expecting(t, "d", `{"path":"/x"}`))
	expect(t, "the oldest is gone", w.active(t, Filter{}), "b c d")
	w.add(t, expecting(t, "b", `{"path":"/y"}`))
	w.add(t, expecting(t, "e", `{"path":"/x"}`))
	expect(t, "an update keeps its age", w.active(t, Filter{}), "c d e")
	w.Configure(Settings{MaxExpectations: 1})
	expect(t, "a lower bound holds at once", w.active(t, Filter{}), "e")
}

func TestClear_CP058_CP063_CP064_CP246(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, expecting(t, "a", `{"path":"/x"}`), expecting(t, "b", `{"path":"/x"}`), expecting(t, "c", `{"path":"/y.*"}`))
	if !w.ClearID("a") || w.ClearID("unknown") {
		t.Error("ClearID does not know what it knows")
	}
	expect(t, "the twin stays", w.active(t, Filter{}), "b c")
	filter := Filter{Request: expecting(t, "", `{"path":"/yes"}`).Request}
	expect(t, "found by what is stored", w.active(t, filter), "c")
	if err := w.Clear(filter); err != nil {
		t.Fatal(err)
	}
	expect(t, "cleared", w.active(t, Filter{}), "b")
	if !w.Knows("a") || !w.Knows("c") {
		t.Error("ids are forgotten")
	}
	if err := w.Clear(Filter{}); err != nil {
		t.Fatal(err)
	}
	if w.Knows("a") || w.Knows("b") {
		t.Error("a clear of everything does not forget ids")
	}
}

func TestRemovalIsTold(t *testing.T) {
	w := newWorld(Settings{MaxExpectations: 3})
	w.add(t, times(expecting(t, "used", `{"path":"/u"}`), 1), times(expecting(t, "cleared", `{"path":"/c"}`), 4))
	w.add(t, times(expecting(t, "cleared", `{"path":"/c"}`), 5)) // replaced, not removed
	w.answer("/u")
	w.answer("/c")
	expect(t, "used up", strings.Join(w.gone, " "), "used0")
	w.ClearID("cleared")
	w.add(t, expecting(t, "a", `{}`), expecting(t, "b", `{}`), expecting(t, "c", `{}`), expecting(t, "d", `{}`))
	w.Reset()
	expect(t, "cleared, evicted and reset", strings.Join(w.gone, " "), "used0 cleared4 a0 b0 c0 d0")
}

func TestUpsertIsAllOrNothing(t *testing.T) {
	w := newWorld(Settings{})
	bad := expecting(t, "bad", `{"path":"/x"}`)
	bad.Request.Body = &model.Body{Type: "REGEX", Text: "["}
	if _, err := w.Upsert([]*model.Expectation{expecting(t, "good", `{"path":"/x"}`), bad}); err == nil {
		t.Fatal("no error")
	}
	expect(t, "stored", w.active(t, Filter{}), "")
	if w.Knows("good") {
		t.Error("an id of a refused batch is known")
	}
}

// A change of settings holds for what is stored already, and keeps counters.
func TestConfigure(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t, times(expecting(t, "a", `{"path":"/x"}`), 3))
	claim, ok := w.Select(get("/X"))
	if !ok {
		t.Fatal("case matters")
	}
	w.Configure(Settings{Match: match.Options{ExactCase: true}, NamespaceHeader: "n"})
	expect(t, "exact case", w.answer("/X"), "")
	expect(t, "counters", w.active(t, Filter{}), "ax2")
	expect(t, "right case", w.answer("/x"), "a")
	expect(t, "right case", w.answer("/x"), "a")
	claim.Release()
	expect(t, "used up", w.active(t, Filter{}), "")
}

func TestCP263_Nearest(t *testing.T) {
	w := newWorld(Settings{})
	if _, ok := w.Nearest(get("/x")); ok {
		t.Error("something is near in an empty store")
	}
	w.add(t, expecting(t, "far", `{"method":"POST","path":"/y"}`), expecting(t, "near", `{"method":"POST","path":"/x"}`))
	nearest, ok := w.Nearest(get("/x"))
	if !ok || nearest.Expectation.ID != "near" || len(nearest.Differing()) != 1 {
		t.Errorf("nearest is %+v", nearest)
	}
}

// CP-244, CP-245: what matches everything and what is negated do not hide from
// lists or break filters.
func TestListsOfUnusualMatchers_CP244_CP245(t *testing.T) {
	w := newWorld(Settings{})
	w.add(t,
		expecting(t, "everything", `{}`), expecting(t, "not-path", `{"path":"!/x"}`), expecting(t, "not-method", `{"method":"!GET"}`),
		expecting(t, "not-request", `{"not":true,"path":"/x"}`), expecting(t, "plain", `{"path":"/x"}`))
	expect(t, "all are listed", w.active(t, Filter{}), "everything not-path not-method not-request plain")
	filter := Filter{Request: expecting(t, "", `{"path":"/x"}`).Request}
	expect(t, "filtered", w.active(t, filter), "everything not-method plain")
	if err := w.Clear(filter); err != nil {
		t.Fatal(err)
	}
	expect(t, "cleared", w.active(t, Filter{}), "not-path not-request")
}
