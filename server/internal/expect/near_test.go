package expect

import (
	"fmt"
	"math"
	"testing"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"pgregory.net/rapid"
)

// crowd is a store of 3,000 expectations whose paths, methods and headers
// differ, the last 100 of them in the segment of recent ones.
func crowd(t *testing.T) *world {
	w := newWorld(Settings{})
	list := make([]*model.Expectation, 3000)
	for i := range list {
		list[i] = expecting(t, fmt.Sprintf("e%d", i), fmt.Sprintf(`{"method":"POST","path":"/items/%d","headers":{"h":["%d"]}}`, i, i))
	}
	w.add(t, list[:2900]...)
	w.add(t, list[2900:]...)
	return w
}

func TestNearestInACrowd(t *testing.T) {
	w := crowd(t)
	w.add(t, priority(expecting(t, "pattern", `{"method":"PUT","path":"/orders/[0-9]+/lines"}`), -5))
	w.add(t, priority(expecting(t, "anything", `{"method":"PATCH","headers":{"special":["x"]}}`), 7))
	for _, c := range []struct {
		what, want string
		request    model.Request
	}{
		{"another method", "e1777", model.Request{Method: "GET", Path: "/items/1777", Headers: []model.Field{{Name: "h", Value: "1777"}}}},
		{"another path and header", "e1777", model.Request{Method: "POST", Path: "/items/1777x", Headers: []model.Field{{Name: "h", Value: "1777"}}}},
		{"a recent one", "e2950", model.Request{Method: "GET", Path: "/items/2950", Headers: []model.Field{{Name: "h", Value: "2950"}}}},
		{"a pattern", "pattern", model.Request{Method: "DELETE", Path: "/orders/17/lines"}},
		{"no path", "anything", model.Request{Method: "PATCH", Headers: []model.Field{{Name: "special", Value: "y"}}}},
	} {
		nearest, ok := w.Nearest(match.NewRequest(&c.request))
		if !ok || nearest.Expectation.ID != c.want {
			t.Errorf("%s: want %s: %+v", c.what, c.want, nearest)
		}
	}
}

// The entries that an unmatched request is compared with are few, each once,
// in match order, and ones that it may use.
func TestNearIsBounded(t *testing.T) {
	w := crowd(t)
	for i := range 500 {
		w.ClearID(fmt.Sprintf("e%d", i))
	}
	foreign := expecting(t, "foreign", `{"method":"POST","path":"/items/600"}`)
	foreign.Namespace = "other"
	w.add(t, foreign)
	near := w.try(w.current.Load(), get("/items/600"))
	list := near.near()
	if len(list) < maxShare || len(list) > 4*maxShare {
		t.Errorf("%d entries are near", len(list))
	}
	for i, e := range list {
		if i > 0 && compareEntries(list[i-1], e) >= 0 {
			t.Errorf("%s comes after %s", e.expectation.ID, list[i-1].expectation.ID)
		}
		if _, live := w.live[e.expectation.ID]; !live || e.expectation.Namespace != "" {
			t.Errorf("%s is near, but not to be used", e.expectation.ID)
		}
	}
}

// In a small store the nearest is the nearest of all.
func TestNearestEqualsAScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(Settings{Match: match.Options{Operations: listed{}}})
		if _, err := w.Upsert(rapid.SliceOfN(rapid.Custom(drawExpectation), 1, 60).Draw(t, "expectations")); err != nil {
			t.Fatal(err)
		}
		r := drawRequest(t)
		want, fewest := "", distance{math.MaxInt, 0}
		try := w.try(w.current.Load(), r)
		for e := range try.snapshot.all() {
			d := distance{e.matcher.Differences(r, math.MaxInt), len(try.refusals(e))}
			if try.sees(e) && (d.properties < fewest.properties || d.properties == fewest.properties && d.refusals < fewest.refusals) {
				want, fewest = e.expectation.ID, d
			}
		}
		if over := try.ended(try.hidden); fewest.properties > 0 && over != nil {
			want = over.expectation.ID
		}
		got := ""
		if nearest, ok := w.Nearest(r); ok {
			got = nearest.Expectation.ID
		}
		if got != want {
			t.Fatalf("%q is nearest, a scan finds %q", got, want)
		}
	})
}
