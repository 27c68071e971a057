package expect

import (
	"fmt"
	"testing"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
	"pgregory.net/rapid"
)

var (
	drawnPaths = rapid.SampledFrom([]string{
		"", `"path":"/a",`, `"path":"/A",`, `"path":"/b",`, `"path":"/a.*",`, `"path":"/.",`, `"path":".*b",`, `"path":"!/a",`,
		`"path":"/a[",`, `"path":"/(?!a).*",`, `"path":"/a+",`, `"path":"/a/{x}","pathParameters":{"x":["1"]},`, `"path":"/a/.*/b",`,
		`"path":"/ab?c",`, `"path":{"schema":{"pattern":"^/a"}},`, `"path":"/K",`, `"path":"/aa|/b",`,
	})
	drawnBodies = rapid.SampledFrom([]string{
		"", "", `"body":"x",`, `"body":"y",`, `"body":{"n":1},`, `"body":{"n":2,"m":"x"},`, `"body":{"n":3},`, `"body":{"n":4.0},`,
		`"body":{"o":{"p":true}},`, `"body":{"n":"1"},`, `"body":{"n":null},`, `"body":{"m":"x"},`, `"body":{"n":"${json-unit.any-number}"},`,
		`"body":{"not":true,"type":"JSON","json":{"n":1}},`, `"body":{"optional":true,"type":"STRING","string":"x"},`, `"body":[1],`,
		`"body":{"type":"JSON","json":{"n":1},"matchNumbersAsStrings":true},`, `"body":{"type":"JSON","json":{"n":5},"matchType":"STRICT"},`,
	})
	drawnMethods = rapid.SampledFrom([]string{"", "", `"method":"GET",`, `"method":"P.*",`})
	drawnNots    = rapid.SampledFrom([]string{"", "", "", "", `"not":true,`})

	askedPaths  = rapid.SampledFrom([]string{"", "/a", "/A", "/b", "/ab", "/abc", "/a/1", "/a/2", "/a[", "/a/x/b", "/ac", "/k", "/\u212a", "/aa", "/c/b"})
	askedBodies = rapid.SampledFrom([]string{"", "x", "y", `{"n":1}`, `{"n":1.0}`, `{"n":2,"m":"x"}`, `{"n":3}`, `{"n":4.0}`, `{"n":4}`, `{"o":{"p":true}}`, `{"n":"1"}`, `{"n":null}`, `[1]`, `{"n":5,"k":1}`, `{`, "n=1", "n=2&m=x", "<r><n>3</n></r>"})
	askedTypes  = rapid.SampledFrom([]string{"application/json", "application/x-www-form-urlencoded", "text/xml"})
)

func drawExpectation(t *rapid.T) *model.Expectation {
	members := drawnNots.Draw(t, "not") + drawnMethods.Draw(t, "method") + drawnPaths.Draw(t, "path") + drawnBodies.Draw(t, "body")
	document := "{}"
	if members != "" {
		document = "{" + members[:len(members)-1] + "}"
	}
	request, err := wire.ParseRequestMatcher([]byte(document))
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	e := &model.Expectation{
		ID: fmt.Sprintf("e%d", rapid.IntRange(0, 2000).Draw(t, "id")), Request: request,
		Priority:   rapid.IntRange(-1, 1).Draw(t, "priority"),
		Times:      model.Times{Unlimited: rapid.Bool().Draw(t, "unlimited"), Remaining: rapid.IntRange(0, 2).Draw(t, "times")},
		TimeToLive: model.TimeToLive{Unlimited: true},
	}
	return e
}

func drawRequest(t *rapid.T) *match.Request {
	return match.NewRequest(&model.Request{
		Method: rapid.SampledFrom([]string{"GET", "PUT"}).Draw(t, "method"),
		Path:   askedPaths.Draw(t, "path"), Body: []byte(askedBodies.Draw(t, "body")),
		Headers: []model.Field{{Name: "Content-Type", Value: askedTypes.Draw(t, "type")}},
	})
}

// scan is what Select must find: the first usable match in order.
func scan(w *world, r *match.Request) string {
	t := w.try(w.current.Load(), r)
	for e := range t.snapshot.all() {
		if t.sees(e) && e.matcher.Match(r) {
			return e.expectation.ID
		}
	}
	return ""
}

// TestIndexFindsWhatAScanFinds drives a store through random changes and
// compares each choice with a plain scan in match order.
func TestIndexFindsWhatAScanFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(Settings{MaxExpectations: rapid.SampledFrom([]int{5, 700}).Draw(t, "capacity")})
		steps := rapid.IntRange(1, 12).Draw(t, "steps")
		for range steps {
			size := rapid.SampledFrom([]int{1, 5, 40, 120}).Draw(t, "size")
			batch := rapid.SliceOfN(rapid.Custom(drawExpectation), size, size).Draw(t, "batch")
			if _, err := w.Upsert(batch); err != nil {
				t.Fatal(err)
			}
			if rapid.IntRange(0, 3).Draw(t, "clear") == 0 {
				w.ClearID(batch[0].ID)
			}
			for range 6 {
				r := drawRequest(t)
				want := scan(w, r)
				got := ""
				if claim, ok := w.Select(r); ok {
					got = claim.Expectation.ID
					claim.Release()
				}
				if got != want {
					t.Fatalf("%s %s %q: %q, a scan finds %q", r.Model().Method, r.Model().Path, r.Model().Body, got, want)
				}
			}
		}
	})
}
