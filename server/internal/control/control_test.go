package control_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/clock"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/files"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/openapi"
	"github.com/mockserver/mockserver/server/internal/scenario"
	"github.com/mockserver/mockserver/server/internal/verify"
	"github.com/mockserver/mockserver/server/internal/wire"
)

var now = time.Date(2030, 1, 2, 3, 4, 5, 678_000_000, time.UTC)

// ports pretends to listen.
type ports struct{ bound []int }

func (p *ports) Ports() []int { return p.bound }

func (p *ports) Bind(asked []int) ([]int, error) {
	if slices.Contains(asked, 1) {
		return nil, errors.New("port 1 is taken")
	}
	p.bound = append(p.bound, asked...)
	return asked, nil
}

// fixture is a control plane in memory.
type fixture struct {
	*control.Service
	journal  *journal.Journal
	time     *clock.Clock
	settings *config.Live
	stopped  bool
}

func newFixture() *fixture {
	f := &fixture{settings: config.NewLive(config.Default()), journal: journal.New(journal.Options{})}
	ids := 0
	wall := func() time.Time { return now }
	f.time = clock.New(wall)
	newID := func() string { ids++; return fmt.Sprint("id-", ids) }
	scenarios := scenario.New(f.time.Now)
	store := expect.New(expect.Options{Clock: f.time.Now, Dice: func() int { return 0 }, NewID: newID, Scenarios: scenarios,
		OnRemove: func(expectation *model.Expectation) { f.LogRemoved(expectation) }})
	library := openapi.NewLibrary(http.DefaultClient)
	store.Configure(expect.Settings{Match: control.MatchOptions(f.settings.Get(), library)})
	verification := func() verify.Settings {
		settings := verify.DefaultSettings()
		settings.Match.Operations = library
		return settings
	}
	f.Service = control.New(control.Options{
		Codec:     wire.NewCodec(wire.Options{Actions: []string{"httpResponse"}, Generate: library.Generate}),
		Library:   library,
		Store:     store,
		Journal:   f.journal,
		Verifier:  &verify.Verifier{Journal: f.journal, Expectations: store, Settings: verification, After: time.After},
		Settings:  f.settings,
		Listeners: &ports{bound: []int{1080}},
		OnStop:    func() { f.stopped = true },
		Build:     control.Build{Version: "1.2.3", GitHash: "abc"},
		Logger:    slog.New(slog.NewTextHandler(io.Discard, nil)),
		Clock:     wall,
		After:     time.After,
		Time:      f.time,
		Scenarios: scenarios,
		Resources: crud.New(newID),
		Files:     files.New(),
		NewID:     newID,
	})
	return f
}

func (f *fixture) upsert(t *testing.T, document string) []*model.Expectation {
	t.Helper()
	stored, err := f.Upsert(t.Context(), []byte(document))
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

// receive records an exchange of a GET.
func (f *fixture) receive(path string, outcome model.Outcome) {
	f.journal.Append(model.Exchange{
		Request:     &model.Request{ID: "of " + path, ReceivedAt: now, Method: "GET", Path: path, Protocol: model.HTTP1},
		Outcome:     outcome,
		Response:    &model.Response{StatusCode: 404, ReasonPhrase: "Not Found"},
		CompletedAt: now,
	})
}

func (f *fixture) retrieve(t *testing.T, document string, options control.RetrieveOptions) string {
	t.Helper()
	answer, err := f.Retrieve(t.Context(), []byte(document), options)
	if err != nil {
		t.Fatal(err)
	}
	return written(t, answer)
}

func written(t *testing.T, document control.Document) string {
	t.Helper()
	var out strings.Builder
	if err := document.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// paths are those of the httpRequest members in a list, or of its items.
func paths(t *testing.T, list string) string {
	t.Helper()
	tree, err := jsontree.Parse([]byte(list))
	if err != nil {
		t.Fatalf("%v in %s", err, list)
	}
	var found []string
	for _, item := range tree.Items {
		if request, wrapped := item.Get("httpRequest"); wrapped {
			item = request
		}
		path, _ := item.Get("path")
		found = append(found, path.Text)
	}
	return strings.Join(found, " ")
}

func (f *fixture) active(t *testing.T) string {
	t.Helper()
	return paths(t, f.retrieve(t, "", control.RetrieveOptions{Type: "active_expectations"}))
}

func (f *fixture) requests(t *testing.T) string {
	t.Helper()
	return paths(t, f.retrieve(t, "", control.RetrieveOptions{}))
}

const two = `[{"id": "a", "httpRequest": {"path": "/a"}, "httpResponse": {}}, {"id": "b", "httpRequest": {"path": "/b"}, "httpResponse": {}}]`

func TestUpsert(t *testing.T) {
	f := newFixture()
	stored := f.upsert(t, two)
	if len(stored) != 2 || stored[0].ID != "a" || stored[1].ID != "b" || f.active(t) != "/a /b" {
		t.Errorf("%v, active %s", stored, f.active(t))
	}
	if one := f.upsert(t, `{"httpResponse": {}}`); len(one) != 1 || one[0].ID != "id-1" {
		t.Errorf("%v", one)
	}
	document := control.ExpectationsDocument(stored)
	if text := written(t, document); document.ContentType != "application/json; charset=utf-8" || !strings.HasPrefix(text, "[ {\n  \"httpRequest\" : {\n") {
		t.Errorf("%s", text)
	}
}

func TestUpsertRefusesAllOrNothing(t *testing.T) {
	for name, test := range map[string]struct{ document, want string }{
		"an unknown field":  {`[{"httpResponse": {}}, {"httpResponse": {}, "nobodyKnows": 1}]`, "$.nobodyKnows: "},
		"a pattern":         {`[{"httpResponse": {}}, {"httpRequest": {"body": {"regex": "("}}, "httpResponse": {}}]`, "$.httpRequest.body.regex: "},
		"a broken document": {`[{"httpResponse": {}}, {`, ""},
	} {
		f := newFixture()
		_, err := f.Upsert(t.Context(), []byte(test.document))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", name, err)
		}
		if f.active(t) != "" {
			t.Errorf("%s: stored %s", name, f.active(t))
		}
	}
}

// What the store refuses reads like what the codec refuses.
func TestRefusedPatternNamesItsExpectation(t *testing.T) {
	f := newFixture()
	_, err := f.Upsert(t.Context(), []byte(`[{"id": "fine", "httpResponse": {}}, {"id": "wrong", "httpRequest": {"body": {"regex": "("}}, "httpResponse": {}}]`))
	var refused *wire.ValidationError
	if !errors.As(err, &refused) || refused.Lead != "incorrect expectation json format for:" || !strings.Contains(refused.Document, `"id" : "wrong"`) {
		t.Errorf("%v", err)
	}
}

func TestClear(t *testing.T) {
	for name, test := range map[string]struct {
		document, kind, namespace string
		active, requests          string // left afterwards
	}{
		"everything":                {"", "", "", "", ""},
		"an empty definition":       {"{}", "ALL", "", "", ""},
		"an empty wrapped one":      {`{"httpRequest": {}}`, "", "", "", ""},
		"the log":                   {"", "LOG", "", "/a /b", ""},
		"the expectations":          {"", "expectations", "", "", "/a /x"},
		"by definition":             {`{"path": "/a"}`, "", "", "/b", "/x"},
		"by a wrapped definition":   {`{"httpRequest": {"path": "/a"}}`, "", "", "/b", "/x"},
		"by definition, log":        {`{"path": "/x"}`, "log", "", "/a /b", "/a"},
		"by id":                     {`{"id": "a"}`, "", "", "/b", "/x"},
		"by id, the log":            {`{"id": "a"}`, "log", "", "/a /b", "/x"},
		"by id, the expectation":    {`{"id": "a"}`, "expectations", "", "/b", "/a /x"},
		"a namespace without any":   {"", "", "other", "/a /b", "/a /x"},
		"by what nothing is called": {`{"path": "/none"}`, "", "", "/a /b", "/a /x"},
	} {
		f := newFixture()
		f.upsert(t, two)
		f.receive("/a", model.Unmatched)
		f.receive("/x", model.Unmatched)
		if err := f.Clear(t.Context(), []byte(test.document), test.kind, test.namespace); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if active, requests := f.active(t), f.requests(t); active != test.active || requests != test.requests {
			t.Errorf("%s: active %q, requests %q", name, active, requests)
		}
	}
}

func TestClearByIDKeepsTheTwin(t *testing.T) {
	f := newFixture()
	f.upsert(t, `[{"id": "a", "httpRequest": {"path": "/a"}, "httpResponse": {}}, {"id": "twin", "httpRequest": {"path": "/a"}, "httpResponse": {}}]`)
	if err := f.Clear(t.Context(), []byte(`{"id": "a"}`), "", ""); err != nil || f.active(t) != "/a" {
		t.Errorf("%v, active %q", err, f.active(t))
	}
}

func TestClearRefuses(t *testing.T) {
	for document, test := range map[string]struct{ kind, want string }{
		"":                     {"bad", `"bad" is not a valid value for "type" parameter, only the following values are supported [log, expectations, all]`},
		`{"id": "x"}`:          {"", "No expectation found with id x"},
		`{"id": ""}`:           {"", `No expectation id specified found ""`},
		`{"path": 500}`:        {"", "incorrect request matcher json format for:"},
		`{"body":{"regex":"(`:  {"", ""},
		`{"nobodyKnows": "x"}`: {"", "$.nobodyKnows"},
	} {
		f := newFixture()
		f.upsert(t, two)
		if err := f.Clear(t.Context(), []byte(document), test.kind, ""); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", document, err)
		}
		if f.active(t) != "/a /b" {
			t.Errorf("%s: cleared to %q", document, f.active(t))
		}
	}
}

func TestReset(t *testing.T) {
	f := newFixture()
	f.upsert(t, two)
	f.receive("/a", model.Unmatched)
	if _, err := f.UpdateConfiguration(t.Context(), []byte(`{"matchExactCase": true}`)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := f.Reset(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if f.active(t) != "" || f.requests(t) != "" || !f.settings.Get().MatchExactCase {
		t.Errorf("active %q, requests %q, settings %+v", f.active(t), f.requests(t), f.settings.Get())
	}
}

func TestVerify(t *testing.T) {
	f := newFixture()
	f.receive("/a", model.Unmatched)
	f.receive("/b", model.Unmatched)
	for document, passes := range map[string]bool{
		`{"httpRequest": {"path": "/a"}}`: true,
		`{"httpRequest": {"path": "/c"}}`: false,
	} {
		err := f.Verify(t.Context(), []byte(document))
		var failure *verify.Failure
		if passes != (err == nil) || err != nil && !errors.As(err, &failure) {
			t.Errorf("%s: %v", document, err)
		}
	}
	for document, passes := range map[string]bool{
		`{"httpRequests": [{"path": "/a"}, {"path": "/b"}]}`: true,
		`{"httpRequests": [{"path": "/b"}, {"path": "/a"}]}`: false,
	} {
		err := f.VerifySequence(t.Context(), []byte(document))
		var failure *verify.Failure
		if passes != (err == nil) || err != nil && !errors.As(err, &failure) {
			t.Errorf("%s: %v", document, err)
		}
	}
	var unknown *verify.UnknownExpectationError
	if err := f.Verify(t.Context(), []byte(`{"expectationId": {"id": "x"}}`)); !errors.As(err, &unknown) {
		t.Errorf("an unknown id: %v", err)
	}
}

func TestStatusReadyBindAndStop(t *testing.T) {
	f := newFixture()
	want := `{
  "artifactId" : "mockserver-core",
  "gitHash" : "abc",
  "groupId" : "org.mock-server",
  "ports" : [ 1080 ],
  "version" : "1.2.3"
}`
	if got := string(f.Status(t.Context()).Body); got != want {
		t.Errorf("%s", got)
	}
	if f.Ready(t.Context()) {
		t.Error("ready before it is open")
	}
	f.Open()
	bound, err := f.Bind(t.Context(), []byte(`{"ports": [5, 6]}`))
	if err != nil || !strings.Contains(string(bound.Body), `"ports" : [ 5, 6 ]`) || !f.Ready(t.Context()) {
		t.Errorf("%s, %v", bound.Body, err)
	}
	for document, want := range map[string]string{`{"ports": [1]}`: "port 1 is taken", `{bad`: "", ``: ""} {
		if _, err := f.Bind(t.Context(), []byte(document)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", document, err)
		}
	}
	if none, err := f.Bind(t.Context(), []byte(`{"ports": []}`)); err != nil || strings.Contains(string(none.Body), "ports") {
		t.Errorf("%s, %v", none.Body, err)
	}
	f.Stop(context.Background())
	if !f.stopped || f.Ready(t.Context()) {
		t.Error("not stopped")
	}
}

func TestConfiguration(t *testing.T) {
	f := newFixture()
	before, err := f.Configuration(t.Context())
	if err != nil || !strings.Contains(string(before.Body), `"maxExpectations" : 15000`) {
		t.Errorf("%s, %v", before.Body, err)
	}
	after, err := f.UpdateConfiguration(t.Context(), []byte(`{"maxExpectations": 3}`))
	if err != nil || !strings.Contains(string(after.Body), `"maxExpectations" : 3`) {
		t.Errorf("%s, %v", after.Body, err)
	}
	if _, err := f.UpdateConfiguration(t.Context(), []byte(`{bad`)); !errors.Is(err, config.ErrNotConfiguration) {
		t.Errorf("%v", err)
	}
}
