package expect

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/memo"
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
	// drawnPairs come in one map of names to values, or in several.
	drawnPairs = rapid.SampledFrom([]string{
		`"q":["1"]`, `"q":["2"]`, `"Q":["3"]`, `"q":["4"]`, `"q":["A"]`, `"q":["1","2"]`, `"q":["!1"]`, `"q":["[0-9]"]`, `"q":["> 2"]`,
		`"?q":["1"]`, `"!q":["1"]`, `"q.*":["1"]`, `"q":[{"schema":{"minimum":2}}]`, `"r":["1"]`, `"r":["2"]`, `"q":["2"],"r":["1"]`,
		`"q":["5"]`, `"q":["6"]`, `"q":["1"],"keyMatchStyle":"MATCHING_KEY"`, `"q":["1","2"],"keyMatchStyle":"MATCHING_KEY"`,
		`"q":["1"],"q|r":["2"],"keyMatchStyle":"MATCHING_KEY"`, `"q":{"parameterStyle":"SPACE_DELIMITED","values":["1","2"]}`, `"q":[""]`,
	})
	drawnMaps = rapid.SampledFrom([]string{
		"%.0s", "%.0s", "%.0s", `"queryStringParameters":{%s},`, `"queryStringParameters":{%s},`, `"headers":{%s},`, `"headers":{%s},`,
		`"path":"/a/{q}","pathParameters":{%s},`, `"path":"/{r}/{q}","pathParameters":{%s},`,
	})
	drawnAlike   = rapid.SampledFrom([]string{`"queryStringParameters":{%s},`, `"queryStringParameters":{%s},`, `"headers":{%s},`})
	drawnCookies = rapid.SampledFrom([]string{
		"", "", `"cookies":{"q":"1"},`, `"cookies":{"q":"2"},`, `"cookies":{"Q":"3"},`, `"cookies":{"q":"4","r":"1"},`, `"cookies":{"!q":"1"},`,
		`"cookies":{"?q":"1"},`, `"cookies":{"q":"!1"},`, `"cookies":{"q":"[0-9]"},`,
	})
	drawnMethods = rapid.SampledFrom([]string{"", "", `"method":"GET",`, `"method":"P.*",`})
	drawnNots    = rapid.SampledFrom([]string{"", "", "", "", `"not":true,`})

	askedValues = rapid.SampledFrom([]string{"1", "2", "3", "4", "5", "6", "a", "A", "1 2", "1,2", ""})
	askedNames  = rapid.SampledFrom([]string{"q", "q", "q", "Q", "r", "qq"})
	askedPaths  = rapid.SampledFrom([]string{"", "/a", "/A", "/b", "/ab", "/abc", "/a/1", "/a/2", "/a[", "/a/x/b", "/ac", "/k", "/\u212a", "/aa", "/c/b"})
	askedBodies = rapid.SampledFrom([]string{"", "x", "y", `{"n":1}`, `{"n":1.0}`, `{"n":2,"m":"x"}`, `{"n":3}`, `{"n":4.0}`, `{"n":4}`, `{"o":{"p":true}}`, `{"n":"1"}`, `{"n":null}`, `[1]`, `{"n":5,"k":1}`, `{`, "n=1", "n=2&m=x", "<r><n>3</n></r>"})
	askedTypes  = rapid.SampledFrom([]string{"application/json", "application/x-www-form-urlencoded", "text/xml"})
)

func drawDefinition(t *rapid.T) string {
	members := drawnNots.Draw(t, "not") + drawnMethods.Draw(t, "method") + drawnPaths.Draw(t, "path") + drawnBodies.Draw(t, "body")
	return inBraces(members + fmt.Sprintf(drawnMaps.Draw(t, "map"), drawnPairs.Draw(t, "pairs")) + drawnCookies.Draw(t, "cookies"))
}

// drawAlike draws a definition of those that only pairs tell apart.
func drawAlike(t *rapid.T) string {
	members := `"path":"/a",` + fmt.Sprintf(drawnAlike.Draw(t, "map"), drawnPairs.Draw(t, "pairs"))
	switch rapid.IntRange(0, 9).Draw(t, "more") {
	case 0:
		members += drawnCookies.Draw(t, "cookies")
	case 1:
		members += drawnBodies.Draw(t, "body")
	}
	return inBraces(members)
}

func inBraces(members string) string {
	return "{" + strings.TrimSuffix(members, ",") + "}"
}

// listed is match.Operations over sources that list request definitions, one a
// line.
type listed struct{}

func (listed) Expand(d *model.OpenAPIDefinition) ([]*model.RequestMatcher, *memo.Slot, error) {
	var all []*model.RequestMatcher
	for line := range strings.Lines(d.Source) {
		m, err := wire.ParseRequestMatcher([]byte(line))
		if err != nil {
			return nil, nil, err
		}
		if m == nil {
			m = &model.RequestMatcher{}
		}
		all = append(all, m)
	}
	return all, nil, nil
}

// drawMatcher draws an HTTP definition, or now and then several as those of a
// specification.
func drawMatcher(t *rapid.T, draw func(*rapid.T) string) *model.RequestMatcher {
	if rapid.IntRange(0, 5).Draw(t, "several") == 0 {
		lines := rapid.SliceOfN(rapid.Custom(draw), 0, 4).Draw(t, "operations")
		return &model.RequestMatcher{
			Not:     drawnNots.Draw(t, "not") != "",
			OpenAPI: &model.OpenAPIDefinition{Source: strings.Join(lines, "\n")},
		}
	}
	document := draw(t)
	if rapid.IntRange(0, 7).Draw(t, "conditional") == 0 {
		document = fmt.Sprintf(`{"if":%s,"then":%s,"else":%s}`, document, draw(t), draw(t))
	}
	request, err := wire.ParseRequestMatcher([]byte(document))
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	return request
}

func drawExpectation(t *rapid.T) *model.Expectation { return expectation(t, drawDefinition) }

func drawOneOfAlike(t *rapid.T) *model.Expectation { return expectation(t, drawAlike) }

func expectation(t *rapid.T, draw func(*rapid.T) string) *model.Expectation {
	return &model.Expectation{
		ID: fmt.Sprintf("e%d", rapid.IntRange(0, 2000).Draw(t, "id")), Request: drawMatcher(t, draw),
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
		Query: drawFields(t, "query"), Cookies: drawFields(t, "cookies"),
		Headers: append(drawFields(t, "headers"),
			model.Field{Name: "Content-Type", Value: askedTypes.Draw(t, "type")},
			model.Field{Name: DefaultNamespaceHeader, Value: rapid.SampledFrom([]string{"", "n", "m"}).Draw(t, "asked namespace")},
		),
	})
}

// drawFields draws now and then more values than are looked up.
func drawFields(t *rapid.T, what string) []model.Field {
	most := rapid.SampledFrom([]int{0, 1, 1, 2, 2 * maxValues}).Draw(t, what)
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) model.Field {
		return model.Field{Name: askedNames.Draw(t, "name"), Value: askedValues.Draw(t, "value")}
	}), 0, most).Draw(t, what)
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
		draw := rapid.SampledFrom([]func(*rapid.T) *model.Expectation{drawExpectation, drawOneOfAlike}).Draw(t, "kind of store")
		steps := rapid.IntRange(1, 12).Draw(t, "steps")
		for range steps {
			size := rapid.SampledFrom([]int{1, 5, 40, 120}).Draw(t, "size")
			batch := rapid.SliceOfN(rapid.Custom(draw), size, size).Draw(t, "batch")
			if _, err := w.Upsert(batch); err != nil {
				t.Fatal(err)
			}
			if rapid.IntRange(0, 3).Draw(t, "clear") == 0 {
				w.ClearID(batch[0].ID)
			}
			for range 12 {
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
