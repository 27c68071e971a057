package journal

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

func exchange(path string) model.Exchange {
	return model.Exchange{
		Request: &model.Request{Method: "GET", Path: path}, Outcome: model.Unmatched, CompletedAt: time.Unix(5, 0),
	}
}

func put(j *Journal, paths ...string) {
	for _, p := range paths {
		j.Append(exchange(p))
	}
}

// paths lists what is recorded.
func paths(j *Journal) string {
	var list []string
	for _, e := range j.Exchanges(nil) {
		list = append(list, e.Request.Path)
	}
	return strings.Join(list, " ")
}

func expect(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestExchangesComeBackAsTheyWere(t *testing.T) {
	j := New(Options{})
	response := &model.Response{StatusCode: 200}
	expectation := &model.Expectation{ID: "e"}
	given := exchange("/a")
	given.Outcome, given.Expectation, given.ExpectationID, given.Response = model.Matched, expectation, "e", response
	first := j.Append(given)
	renamed := given
	renamed.ExpectationID = "other"
	second := j.Append(renamed)
	found := j.Exchanges(nil)
	given.Sequence, renamed.Sequence = first, second
	expect(t, "exchanges", found, []model.Exchange{given, renamed})
	if found[0].Response != response || found[0].Expectation != expectation {
		t.Error("the answer and the expectation are copies")
	}
}

func TestCP210_CountBoundDropsTheOldest(t *testing.T) {
	j := New(Options{MaxRecords: 2})
	put(j, "/1", "/2", "/3")
	expect(t, "left", paths(j), "/2 /3")
	expect(t, "evicted", j.Lost().Exchanges, uint64(1))
	warned := 0
	j.OnFirstLoss(func() { warned++ })
	j.SetBounds(Options{MaxRecords: 1})
	expect(t, "left after a lower bound", paths(j), "/3")
	j.Reset()
	expect(t, "evicted after a reset", j.Lost().Exchanges, uint64(0))
	put(j, "/4")
	expect(t, "sequence goes on", j.Exchanges(nil)[0].Sequence, uint64(4))
	expect(t, "warnings", warned, 0)
	put(j, "/5", "/6")
	expect(t, "warnings of the first loss since", warned, 1)
	j.Clear(nil, nil)
	expect(t, "evicted after all was cleared", j.Lost(), Loss{})
}

func TestLossesAreTold(t *testing.T) {
	j := New(Options{MaxRecords: 3, MaxBytes: 2000, MaxLogEntries: 2})
	put(j, "/1", "/2", "/3", "/4")
	for range 5 {
		j.Log(Entry{})
	}
	j.Append(model.Exchange{Request: &model.Request{Path: "/long", Body: make([]byte, 1900)}})
	lost := j.Lost()
	expect(t, "exchanges lost", lost.Exchanges, uint64(4))
	expect(t, "of them for bytes", lost.ForBytes, uint64(2))
	expect(t, "log entries lost", lost.Entries, uint64(3))
}

func TestByteBound(t *testing.T) {
	const bound = 1 << 20
	j := New(Options{MaxBytes: bound})
	big := strings.Repeat("x", 300<<10)
	for i := range 20 {
		e := exchange(fmt.Sprint("/", i))
		e.Request.Body = []byte(big)
		j.Append(e)
	}
	expect(t, "left", paths(j), "/17 /18 /19")
	huge := exchange("/huge")
	huge.Request.Body = make([]byte, 2*bound)
	j.Append(huge)
	expect(t, "the newest stays whatever its size", paths(j), "/huge")
	put(j, "/next")
	expect(t, "and goes first", paths(j), "/next")
	if j.tape.bytes > bound {
		t.Errorf("%d bytes are charged, more than %d", j.tape.bytes, bound)
	}
}

// An answer that many exchanges share is charged once; one of its own, each.
func TestSharedAnswersCountOnce(t *testing.T) {
	big := func() *model.Response {
		return &model.Response{Body: &model.Body{Text: strings.Repeat("x", 100<<10)}}
	}
	shared := big()
	j := New(Options{MaxBytes: 1 << 20})
	for range 1000 {
		e := exchange("/shared")
		e.Response = shared
		j.Append(e)
	}
	expect(t, "evicted with a shared answer", j.Lost().Exchanges, uint64(0))
	for range 1000 {
		e := exchange("/own")
		e.Response = big()
		j.Append(e)
	}
	if left := j.tape.count; left > 10 {
		t.Errorf("%d exchanges with an answer of their own are kept", left)
	}
	j.Clear(nil, nil)
	expect(t, "bytes of an empty journal", j.tape.bytes, int64(0))
	expect(t, "values held by it", len(j.tape.held)+len(j.tape.shared), 0)
}

func TestLogEntriesNeverDropExchanges(t *testing.T) {
	j := New(Options{MaxRecords: 3, MaxLogEntries: 2})
	put(j, "/1")
	for i := range 5 {
		j.Log(Entry{Type: "INFO", Format: fmt.Sprint(i)})
	}
	put(j, "/2")
	expect(t, "exchanges", paths(j), "/1 /2")
	v := j.View()
	expect(t, "entries", len(v.Entries), 2)
	expect(t, "the newest ones", v.Entries[0].Format, "3")
	expect(t, "one order for both", v.Entries[1].Sequence, uint64(6))
}

func TestClear(t *testing.T) {
	j := New(Options{})
	put(j, "/a", "/b", "/a", "/c")
	j.Log(Entry{Type: "INFO", Request: &model.Request{Path: "/a"}})
	j.Log(Entry{Type: "CLEARED"})
	before := j.View()
	j.Clear(func(r *model.Request) bool { return r.Path == "/a" }, nil)
	expect(t, "left", paths(j), "/b /c")
	expect(t, "entries left", len(j.View().Entries), 1)
	expect(t, "an older view", before.Len(), 4)
	expect(t, "evicted", j.Lost().Exchanges, uint64(0))
	put(j, "/d")
	expect(t, "order", paths(j), "/b /c /d")
	j.Clear(nil, nil)
	expect(t, "nothing", paths(j), "")
	expect(t, "entries without a request survive", len(j.View().Entries), 1)
}

// A clear takes less memory than what it leaves would have taken before.
func TestClearFreesMemory(t *testing.T) {
	j := New(Options{})
	for i := range 20000 {
		put(j, fmt.Sprintf("/%d", i%100))
	}
	segments := len(j.tape.segments)
	j.Clear(func(r *model.Request) bool { return r.Path != "/1" }, nil)
	if left := len(j.tape.segments); left != 1 {
		t.Errorf("%d of %d segments are left for a hundredth of the records, want one", left, segments)
	}
	expect(t, "left", j.tape.count, 200)
}

func TestViewSince(t *testing.T) {
	j := New(Options{})
	put(j, "/1", "/2")
	v := j.View()
	put(j, "/3")
	later := j.View()
	var found []string
	for e := range later.Since(v.Last) {
		found = append(found, e.Request.Path)
	}
	expect(t, "since", found, []string{"/3"})
	expect(t, "the earlier view", v.Len(), 2)
}

func TestChanged(t *testing.T) {
	j := New(Options{})
	for _, change := range []func(){
		func() { put(j, "/1") }, func() { j.Clear(nil, nil) }, func() { j.Reset() },
	} {
		v := j.View()
		select {
		case <-v.Changed:
			t.Fatal("changed before the change")
		default:
		}
		change()
		select {
		case <-v.Changed:
		default:
			t.Error("a change is not announced")
		}
	}
}

func TestSubscription(t *testing.T) {
	j := New(Options{})
	ctx, cancel := context.WithCancel(t.Context())
	put(j, "/before")
	s := j.Subscribe(ctx, Backlog{MaxRecords: 2, MaxBytes: 1 << 20})
	put(j, "/1", "/2", "/3")
	expect(t, "dropped", s.Dropped(), uint64(1))
	cancel()
	expect(t, "received", takenFrom(s), []string{"/1", "/2"}) // ends because the context did
	put(j, "/after")
}

func TestSubscriptionIsBoundedByBytes(t *testing.T) {
	j := New(Options{})
	ctx, cancel := context.WithCancel(t.Context())
	s := j.Subscribe(ctx, Backlog{MaxRecords: 100, MaxBytes: 1000})
	large := "/" + strings.Repeat("x", 2000)
	put(j, large, "/1")
	expect(t, "dropped beside a large one", s.Dropped(), uint64(1))
	e, _ := s.Next(nil)
	expect(t, "received", e.Request.Path, large)
	put(j, "/2", "/3", large)
	expect(t, "dropped", s.Dropped(), uint64(2))
	cancel()
	expect(t, "received", takenFrom(s), []string{"/2", "/3"})
}

func takenFrom(s *Subscription) []string {
	var found []string
	for e, more := s.Next(nil); more; e, more = s.Next(nil) {
		found = append(found, e.Request.Path)
	}
	return found
}

func TestSubscriptionWakesItsReader(t *testing.T) {
	s := New(Options{}).Subscribe(t.Context(), Backlog{MaxRecords: 1, MaxBytes: 1})
	wake := make(chan time.Time, 1)
	wake <- time.Time{}
	if e, more := s.Next(wake); e != nil || !more {
		t.Errorf("woken with %v, %v", e, more)
	}
}
