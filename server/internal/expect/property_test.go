package expect

import (
	"fmt"
	"strings"
	"testing"
	"time"

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

func drawDefinition(t *rapid.T) string {
	members := drawnNots.Draw(t, "not") + drawnMethods.Draw(t, "method") + drawnPaths.Draw(t, "path") + drawnBodies.Draw(t, "body")
	document := "{}"
	if members != "" {
		document = "{" + members[:len(members)-1] + "}"
	}
	return document
}

// listed is match.Operations over sources that list request definitions, one a
// line.
type listed struct{}

func (listed) Expand(d *model.OpenAPIDefinition) ([]*model.RequestMatcher, error) {
	var all []*model.RequestMatcher
	for line := range strings.Lines(d.Source) {
		m, err := wire.ParseRequestMatcher([]byte(line))
		if err != nil {
			return nil, err
		}
		if m == nil {
			m = &model.RequestMatcher{}
		}
		all = append(all, m)
	}
	return all, nil
}

// drawMatcher draws an HTTP definition, or now and then several as those of a
// specification.
func drawMatcher(t *rapid.T) *model.RequestMatcher {
	if rapid.IntRange(0, 5).Draw(t, "several") == 0 {
		lines := rapid.SliceOfN(rapid.Custom(drawDefinition), 0, 4).Draw(t, "operations")
		return &model.RequestMatcher{
			Not:     drawnNots.Draw(t, "not") != "",
			OpenAPI: &model.OpenAPIDefinition{Source: strings.Join(lines, "\n")},
		}
	}
	document := drawDefinition(t)
	if rapid.IntRange(0, 7).Draw(t, "conditional") == 0 {
		document = fmt.Sprintf(`{"if":%s,"then":%s,"else":%s}`, document, drawDefinition(t), drawDefinition(t))
	}
	request, err := wire.ParseRequestMatcher([]byte(document))
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	return request
}

func drawExpectation(t *rapid.T) *model.Expectation {
	return &model.Expectation{
		ID: fmt.Sprintf("e%d", rapid.IntRange(0, 2000).Draw(t, "id")), Request: drawMatcher(t),
		Percentage: rapid.SampledFrom([]*int{nil, nil, nil, new(int), pointer(50), pointer(100)}).Draw(t, "percentage"),
		Namespace:  rapid.SampledFrom([]string{"", "", "", "n", "m"}).Draw(t, "namespace"),
		Priority:   rapid.IntRange(-1, 1).Draw(t, "priority"),
		Times:      model.Times{Unlimited: rapid.Bool().Draw(t, "unlimited"), Remaining: rapid.IntRange(0, 2).Draw(t, "times")},
		TimeToLive: model.TimeToLive{Unlimited: rapid.Bool().Draw(t, "forever"), Unit: "SECONDS", Amount: int64(rapid.IntRange(1, 5).Draw(t, "seconds"))},
	}
}

func pointer(n int) *int { return &n }

func drawRequest(t *rapid.T) *match.Request {
	return match.NewRequest(&model.Request{
		Method: rapid.SampledFrom([]string{"GET", "PUT"}).Draw(t, "method"),
		Path:   askedPaths.Draw(t, "path"), Body: []byte(askedBodies.Draw(t, "body")),
		Headers: []model.Field{
			{Name: "Content-Type", Value: askedTypes.Draw(t, "type")},
			{Name: DefaultNamespaceHeader, Value: rapid.SampledFrom([]string{"", "n", "m"}).Draw(t, "asked namespace")},
		},
	})
}

// scan is what Select must find: the first usable match in order.
func scan(w *world, r *match.Request) string {
	t := w.try(w.current.Load(), r)
	for e := range t.snapshot.all() {
		if t.sees(e) && e.matcher.Match(r) && t.lucky(e) {
			return e.expectation.ID
		}
	}
	return ""
}

// TestIndexFindsWhatAScanFinds drives a store through random changes and
// compares each choice with a plain scan in match order.
func TestIndexFindsWhatAScanFinds(t *testing.T) {
	found := map[bool]bool{}
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(Settings{
			MaxExpectations: rapid.SampledFrom([]int{5, 700}).Draw(t, "capacity"),
			Match:           match.Options{Operations: listed{}},
		})
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
				w.now.Add(int64(rapid.IntRange(0, 2).Draw(t, "seconds")) * int64(time.Second))
				w.roll.Store(int64(rapid.IntRange(0, 99).Draw(t, "dice")))
				r := drawRequest(t)
				want := scan(w, r)
				got := ""
				if claim, ok := w.Select(r); ok {
					got = claim.Expectation.ID
					claim.Release()
				}
				found[want != ""] = true
				if got != want {
					t.Fatalf("%s %s %q: %q, a scan finds %q", r.Model().Method, r.Model().Path, r.Model().Body, got, want)
				}
			}
		}
	})
	if len(found) < 2 {
		t.Error("all requests were matched, or none was")
	}
}
