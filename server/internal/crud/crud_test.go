package crud_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// fixture is resources whose UUIDs count up.
type fixture struct{ *crud.Resources }

func newFixture() fixture {
	ids := 0
	return fixture{crud.New(func() string { ids++; return fmt.Sprint("uuid-", ids) })}
}

func (f fixture) register(t *testing.T, d crud.Definition, initial string) int {
	t.Helper()
	tree, err := jsontree.Parse([]byte(initial))
	if err != nil {
		t.Fatal(err)
	}
	d.Initial = tree.Items
	_, items, err := f.Register(d)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// call is an answer as one text, "none" without one.
func (f fixture) call(method, path, body string) string {
	answer, found := f.Serve(method, path, []byte(body))
	if !found {
		return "none"
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", answer.Status, answer.JSON))
}

func (f fixture) play(t *testing.T, steps [][4]string) {
	t.Helper()
	for _, step := range steps {
		if got := f.call(step[0], step[1], step[2]); got != step[3] {
			t.Errorf("%s %s %s answers %s, want %s", step[0], step[1], step[2], got, step[3])
		}
	}
}

func TestCP104Endpoints(t *testing.T) {
	f := newFixture()
	if items := f.register(t, crud.Definition{BasePath: "/u/"}, `[{"id":7,"n":"a"},{"id":"x"}]`); items != 2 {
		t.Errorf("%d items", items)
	}
	f.play(t, [][4]string{
		{"GET", "/u", "", `200 [{"id":7,"n":"a"},{"id":"x"}]`},
		{"GET", "/u/", "", `200 [{"id":7,"n":"a"},{"id":"x"}]`},
		{"GET", "/u/7", "", `200 {"id":7,"n":"a"}`},
		{"GET", "/u/7/", "", `200 {"id":7,"n":"a"}`},
		{"GET", "/u/%78", "", `200 {"id":"x"}`},
		{"POST", "/u", `{"n":"c"}`, `201 {"n":"c","id":8}`},
		{"POST", "/u", `{"id":99,"x":{"a":1.0}}`, `201 {"id":9,"x":{"a":1.0}}`},
		{"POST", "/u", `{"id":null}`, `201 {"id":10}`},
		{"PUT", "/u/7", `{"id":8,"m":1}`, `200 {"id":7,"m":1}`},
		{"PATCH", "/u/7", `{"id":8,"q":{"a":1}}`, `200 {"id":7,"m":1,"q":{"a":1}}`},
		{"PATCH", "/u/7", `{"q":{"b":1},"m":null}`, `200 {"id":7,"m":null,"q":{"b":1}}`},
		{"DELETE", "/u/7", "", `204`},
		{"GET", "/u", "", `200 [{"id":"x"},{"n":"c","id":8},{"id":9,"x":{"a":1.0}},{"id":10}]`},
	})
}

func TestCP105CP248Errors(t *testing.T) {
	f := newFixture()
	f.register(t, crud.Definition{BasePath: "/u"}, `[{"id":1}]`)
	missing, required, invalid := `404 {"error":"not found"}`, `400 {"error":"request body is required"}`, `400 {"error":"invalid request body"}`
	f.play(t, [][4]string{
		{"GET", "/u/9", "", missing}, {"PUT", "/u/9", "{}", missing}, {"PATCH", "/u/9", "{}", missing}, {"DELETE", "/u/9", "", missing},
		{"POST", "/u", "", required}, {"PUT", "/u/1", " ", required}, {"PATCH", "/u/1", "", required},
		{"POST", "/u", "nope", invalid}, {"POST", "/u", "[1]", invalid}, {"PUT", "/u/1", "1", invalid}, {"PATCH", "/u/9", "x", invalid},
	})
}

func TestOtherRequestsAreOrdinary(t *testing.T) {
	f := newFixture()
	f.play(t, [][4]string{{"GET", "/u", "", "none"}, {"GET", "", "", "none"}, {"OPTIONS", "*", "", "none"}})
	f.register(t, crud.Definition{BasePath: "/u"}, `[{"id":1}]`)
	for _, c := range []string{"DELETE /u", "PUT /u", "PATCH /u", "OPTIONS /u", "HEAD /u", "POST /u/1", "GET /u/1/x", "GET /U", "GET /", "GET *"} {
		method, path, _ := strings.Cut(c, " ")
		if got := f.call(method, path, "{}"); got != "none" {
			t.Errorf("%s answers %s", c, got)
		}
	}
}

func TestCP248InitialItemsWithoutIDGetOne(t *testing.T) {
	f := newFixture()
	if items := f.register(t, crud.Definition{BasePath: "/n"}, `[{"n":1},{"id":5},{"id":null,"n":2},{"id":"5","n":3},{"id":5.5}]`); items != 4 {
		t.Errorf("%d items", items)
	}
	f.register(t, crud.Definition{BasePath: "/k", IDField: "key", UUID: true}, `[{"n":1},{"key":"z"}]`)
	f.play(t, [][4]string{
		{"GET", "/n", "", `200 [{"n":1,"id":6},{"id":"5","n":3},{"id":7,"n":2},{"id":5.5}]`},
		{"GET", "/k", "", `200 [{"n":1,"key":"uuid-1"},{"key":"z"}]`},
		{"POST", "/k", `{"key":"mine"}`, `201 {"key":"uuid-2"}`},
		{"GET", "/k/uuid-2", "", `200 {"key":"uuid-2"}`},
	})
}

func TestRegisterAgainStartsAfreshAndResetRemoves(t *testing.T) {
	f := newFixture()
	f.register(t, crud.Definition{BasePath: "/u"}, `[{"id":41}]`)
	f.register(t, crud.Definition{BasePath: "/u/sub"}, `[]`)
	f.register(t, crud.Definition{BasePath: "/u"}, `[]`)
	f.play(t, [][4]string{{"POST", "/u", "{}", `201 {"id":1}`}, {"GET", "/u/sub", "", `200 []`}})
	f.Reset()
	f.play(t, [][4]string{{"GET", "/u", "", "none"}, {"GET", "/u/sub", "", "none"}})
}

func TestRegisterRefuses(t *testing.T) {
	f := newFixture()
	for path, want := range map[string]string{
		"x":            "basePath must start with /",
		"":             "basePath must start with /",
		"/":            "basePath must not be empty",
		"/a/../b":      "basePath must not contain path traversal (..)",
		"/mockserver":  "basePath must not overlap with the /mockserver control plane",
		"/mockserver/": "basePath must not overlap with the /mockserver control plane",
	} {
		if _, _, err := f.Register(crud.Definition{BasePath: path}); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", path, err, want)
		}
	}
	for i := range crud.MaxResources {
		f.register(t, crud.Definition{BasePath: fmt.Sprint("/", i)}, `[]`)
	}
	if _, _, err := f.Register(crud.Definition{BasePath: "/more"}); err == nil {
		t.Error("one resource too many was accepted")
	}
	f.register(t, crud.Definition{BasePath: "/0"}, `[]`)
}

func TestFullStoreAnswers507(t *testing.T) {
	f := newFixture()
	f.register(t, crud.Definition{BasePath: "/u"}, `[]`)
	large := `{"n":"` + strings.Repeat("x", crud.MaxBytes/4) + `"}`
	full := `507 {"error":"the store is full"}`
	for range 3 {
		if got := f.call("POST", "/u", large); !strings.HasPrefix(got, "201 ") {
			t.Fatal(got[:min(len(got), 80)])
		}
	}
	f.play(t, [][4]string{
		{"POST", "/u", large, full}, {"DELETE", "/u/1", "", "204"}, {"POST", "/u", `{}`, `201 {"id":4}`}, {"PUT", "/u/4", `{"a":1}`, `200 {"a":1,"id":4}`},
	})
	if got := f.call("PUT", "/u/4", large); !strings.HasPrefix(got, "200 ") {
		t.Error(got)
	}
	f.play(t, [][4]string{{"POST", "/u", large, full}})
	f.Reset()
	f.register(t, crud.Definition{BasePath: "/u"}, `[]`)
	if got := f.call("POST", "/u", large); !strings.HasPrefix(got, "201 ") {
		t.Errorf("after a reset: %s", got)
	}
}

func TestTooManyItems(t *testing.T) {
	f := newFixture()
	f.register(t, crud.Definition{BasePath: "/u"}, `[]`)
	for range crud.MaxItems {
		f.call("POST", "/u", `{}`)
	}
	f.play(t, [][4]string{{"POST", "/u", `{}`, `507 {"error":"the store is full"}`}, {"GET", fmt.Sprint("/u/", crud.MaxItems), "", fmt.Sprintf(`200 {"id":%d}`, crud.MaxItems)}})
}

func TestRequestsAtTheSameTime(t *testing.T) {
	f := newFixture()
	f.register(t, crud.Definition{BasePath: "/u"}, `[]`)
	var running sync.WaitGroup
	for range 20 {
		running.Go(func() {
			f.call("POST", "/u", `{}`)
			f.call("GET", "/u", "")
			f.call("PATCH", "/u/1", `{"a":1}`)
		})
	}
	running.Wait()
	if got := f.call("GET", "/u/20", ""); got != `200 {"id":20}` {
		t.Errorf("the last of 20 is %s", got)
	}
}
