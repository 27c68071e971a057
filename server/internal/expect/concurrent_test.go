package expect

import (
	"fmt"
	"sync"
	"testing"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// TestReadersSeeWholeVersions changes a store while requests come in: each
// batch replaces both of two expectations, so that a request never finds one
// of this batch before one of the last.
func TestReadersSeeWholeVersions(t *testing.T) {
	const batches = 300
	w := newWorld(Settings{})
	others := make([]*model.Expectation, 600) // more than one segment
	for i := range others {
		others[i] = expecting(t, fmt.Sprintf("other%d", i), fmt.Sprintf(`{"path":"/o%d"}`, i))
	}
	w.add(t, others...)
	batch := func(n int) []*model.Expectation {
		first, second := expecting(t, "first", `{"path":"/x"}`), expecting(t, "second", `{"path":"/.*"}`)
		first.Priority, second.Priority = n, n
		return []*model.Expectation{first, second}
	}
	w.add(t, batch(0)...)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if got := w.answer("/x"); got != "first" {
					t.Errorf("a reader found %q", got)
					return
				}
				if list, err := w.Active(Filter{}); err != nil || len(list) != len(others)+2 || list[0].Priority != list[1].Priority {
					t.Errorf("a reader was shown %d expectations of two versions, error %v", len(list), err)
					return
				}
			}
		})
	}
	for n := range batches {
		w.add(t, batch(n)...)
	}
	close(stop)
	readers.Wait()
}

// TestManyUsesAtOnce uses up, adds and clears expectations at the same time.
func TestManyUsesAtOnce(t *testing.T) {
	w := newWorld(Settings{})
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			path := fmt.Sprintf("/w%d", worker)
			for i := range 200 {
				id := fmt.Sprintf("%s-%d", path, i)
				w.add(t, times(expecting(t, id, `{"path":"`+path+`"}`), 1))
				if got := w.answer(path); got != id {
					t.Errorf("%s answers, want %s", got, id)
				}
				if got := w.answer(path); got != "" {
					t.Errorf("%s answers though it is used up", got)
				}
			}
		})
	}
	all.Wait()
	expect(t, "left", w.active(t, Filter{}), "")
	if n := len(w.live); n != 0 {
		t.Errorf("%d expectations are still remembered as live", n)
	}
}

// TestClaimsNeverExceedTimes: of many requests at once, under changes to other
// expectations and of settings, each use of each expectation is given out once,
// in match order, and none is lost.
func TestClaimsNeverExceedTimes(t *testing.T) {
	const callers, requests = 6, 400
	w := newWorld(Settings{})
	uses := map[string]int{"first": 500, "second": 300, "third": 700}
	w.add(t, priority(times(expecting(t, "first", `{"path":"/x"}`), 500), 2),
		priority(times(expecting(t, "second", `{"path":"/.*","method":"GET"}`), 300), 1), times(expecting(t, "third", `{}`), 700))
	stop := make(chan struct{})
	var changers, all sync.WaitGroup
	changers.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
				w.add(t, expecting(t, fmt.Sprintf("other%d", n%900), `{"path":"/other","method":"PUT"}`))
				w.Configure(Settings{Match: match.Options{ExactCase: n%2 == 0}})
			}
		}
	})
	given := make([]map[string]int, callers)
	for caller := range callers {
		given[caller] = map[string]int{}
		all.Go(func() {
			for range requests {
				given[caller][w.answer("/x")]++
			}
		})
	}
	all.Wait()
	close(stop)
	changers.Wait()
	total := map[string]int{}
	for _, mine := range given {
		for id, n := range mine {
			total[id] += n
		}
	}
	for id, n := range uses {
		if total[id] != n {
			t.Errorf("%s was given %d times of %d", id, total[id], n)
		}
	}
	if want := callers*requests - 500 - 300 - 700; total[""] != want {
		t.Errorf("%d requests found nothing, want %d", total[""], want)
	}
}
