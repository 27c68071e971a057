package rest_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/clock"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/face/rest"
	"github.com/mockserver/mockserver/server/internal/files"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/openapi"
	"github.com/mockserver/mockserver/server/internal/scenario"
	"github.com/mockserver/mockserver/server/internal/verify"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// ports are those of a server that listens nowhere else.
type ports struct{}

func (ports) Ports() []int { return []int{1080} }

func (ports) Bind(asked []int) ([]int, error) { return asked, nil }

// fixture is the REST face over a control plane in memory.
type fixture struct {
	face     *rest.Face
	service  *control.Service
	settings *config.Live
	stopped  bool
}

func newFixture() *fixture {
	f := &fixture{settings: config.NewLive(config.Default())}
	records := journal.New(journal.Options{})
	newID := func() string { return "id" }
	scenarios := scenario.New(time.Now)
	library := openapi.NewLibrary(http.DefaultClient)
	store := expect.New(expect.Options{
		Clock: time.Now, Dice: func() int { return 0 }, NewID: newID, Scenarios: scenarios,
		Settings: expect.Settings{Match: control.MatchOptions(f.settings.Get(), library)},
	})
	logger := slog.New(slog.DiscardHandler)
	f.service = control.New(control.Options{
		Codec:     wire.NewCodec(wire.Options{Actions: []string{"httpResponse"}}),
		Store:     store,
		Journal:   records,
		Verifier:  &verify.Verifier{Journal: records, Expectations: store, Settings: verify.DefaultSettings, After: time.After},
		Settings:  f.settings,
		Library:   library,
		Listeners: ports{},
		OnStop:    func() { f.stopped = true },
		Build:     control.Build{Version: "1.2.3"},
		Logger:    logger,
		Clock:     time.Now,
		After:     time.After,
		Time:      clock.New(time.Now),
		Scenarios: scenarios,
		Resources: crud.New(newID),
		Files:     files.New(),
		NewID:     newID,
	})
	f.face = rest.New(f.service, f.settings, logger)
	return f
}

func (f *fixture) set(t *testing.T, document string) {
	t.Helper()
	if err := f.settings.Merge([]byte(document)); err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) call(t *testing.T, method, target, body string, headers ...string) *http.Response {
	t.Helper()
	request := httptest.NewRequest(method, "/", strings.NewReader(body))
	request.URL.Path, request.URL.RawQuery, _ = strings.Cut(target, "?") // as received, as netio has it for HTTP/1.1
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	if !f.face.Owns(method, request.URL.Path) {
		t.Fatalf("%s %s is not the face's", method, target)
	}
	w := httptest.NewRecorder()
	f.face.ServeHTTP(w, request)
	return w.Result()
}

func text(t *testing.T, response *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestAnswers(t *testing.T) {
	const (
		json  = "application/json; charset=utf-8"
		plain = "text/plain; charset=utf-8"
	)
	for name, test := range map[string]struct {
		method, target, body string
		status               int
		contentType          string
		begins               string
	}{
		"expectation":           {"PUT", "/expectation", `{"httpResponse": {}}`, 201, json, "[ {\n"},
		"expectation, refused":  {"PUT", "/expectation", `{"httpResponse": {}, "x": 1}`, 400, plain, "incorrect expectation json format for:"},
		"openapi":               {"PUT", "/openapi", `{"specUrlOrPayload": {"openapi": "3.0.0", "paths": {"/a": {"get": {}}}}}`, 201, json, "[ {\n"},
		"openapi, no paths":     {"PUT", "/openapi", `{"specUrlOrPayload": {"openapi": "3.0.0"}}`, 201, json, "[]"},
		"openapi, yaml":         {"PUT", "/openapi", "specUrlOrPayload: {openapi: 3.0.0, paths: {/a: {get: {}}}}", 201, json, "[ {\n"},
		"openapi, refused":      {"PUT", "/openapi", `{"specUrlOrPayload": {"swagger": "2.0"}}`, 400, plain, "Unable to load API spec, attribute openapi is missing"},
		"clear":                 {"PUT", "/clear", "", 200, "", ""},
		"clear, refused":        {"PUT", "/clear?type=x", "", 400, plain, `"x" is not a valid value for "type"`},
		"reset":                 {"PUT", "/reset", `""`, 200, "", ""},
		"retrieve":              {"PUT", "/retrieve", "", 200, json, "[]"},
		"retrieve, blank":       {"PUT", "/retrieve?type=&format=&correlationId=&namespace=", "", 200, json, "[]"},
		"retrieve logs":         {"PUT", "/retrieve?type=logs&correlationId=none", "", 200, plain, ""},
		"retrieve, refused":     {"PUT", "/retrieve?format=x", "", 400, plain, `"x" is not a valid value for "format"`},
		"verify":                {"PUT", "/verify", `{"httpRequest": {}, "times": {"atMost": 0}}`, 202, "", ""},
		"verify, failed":        {"PUT", "/verify", `{"httpRequest": {"path": "/a"}}`, 406, plain, "Request not found exactly once"},
		"verify, refused":       {"PUT", "/verify", `{`, 400, plain, ""},
		"sequence":              {"PUT", "/verifySequence", `{"httpRequests": [{"path": "/a"}]}`, 406, plain, "Request sequence not found"},
		"status":                {"PUT", "/status", "", 200, json, "{\n  \"artifactId\""},
		"ready, not yet":        {"GET", "/ready", "", 503, json, `{"status":"NOT_READY"}`},
		"bind":                  {"PUT", "/bind", `{"ports": [5]}`, 200, json, "{\n"},
		"bind, no body":         {"PUT", "/bind", "", 400, plain, ""},
		"configuration":         {"GET", "/configuration", "", 200, json, "{\n  \"advertisedVersion\""},
		"change it":             {"PUT", "/configuration", `{"maxExpectations": 5}`, 200, json, "{\n"},
		"change it, refused":    {"PUT", "/configuration", `{"maxExpectations": "x"}`, 400, plain, "Invalid configuration JSON: maxExpectations"},
		"change it, not a JSON": {"PUT", "/configuration", `{`, 400, plain, "Invalid configuration JSON"},
	} {
		for _, bare := range []bool{false, true} {
			f, target := newFixture(), "/mockserver"+test.target
			if bare {
				target = test.target
			}
			response := f.call(t, test.method, target, test.body)
			body := text(t, response)
			if response.StatusCode != test.status || response.Header.Get("Content-Type") != test.contentType || !strings.HasPrefix(body, test.begins) {
				t.Errorf("%s: %d %q %q", name, response.StatusCode, response.Header.Get("Content-Type"), body)
			}
			if test.begins == "" && test.contentType != plain && body != "" {
				t.Errorf("%s: a body %q", name, body)
			}
			path, _, _ := strings.Cut(test.target, "?")
			wanted := map[bool]string{true: `"` + path + `" is deprecated use "/mockserver` + path + `" instead`}[bare]
			if got := response.Header.Get("deprecated"); got != wanted {
				t.Errorf("%s: deprecated is %q", name, got)
			}
			if response.Header.Get("access-control-allow-origin") != "*" || len(response.Header["Version"]) != 0 {
				t.Errorf("%s: headers %v", name, response.Header)
			}
		}
	}
}

func TestReady(t *testing.T) {
	f := newFixture()
	f.service.Open()
	if response := f.call(t, "GET", "/mockserver/ready", ""); response.StatusCode != 200 || text(t, response) != `{"status":"READY"}` {
		t.Errorf("%d", response.StatusCode)
	}
}

func TestStopIsUndressed(t *testing.T) {
	for _, path := range []string{"/mockserver/stop", "/stop"} {
		f := newFixture()
		response := f.call(t, "PUT", path, "")
		if response.StatusCode != 200 || len(response.Header) != 0 || !f.stopped {
			t.Errorf("%s: %d %v, stopped %v", path, response.StatusCode, response.Header, f.stopped)
		}
	}
}

func TestPathsAreExact(t *testing.T) {
	f := newFixture()
	for _, route := range []string{
		"GET /mockserver/expectation", "PUT /mockserver/expectation/", "PUT /MOCKSERVER/expectation", "PUT /mockserver/Expectation",
		"PUT /mockserver/foo", "PUT /mockserver", "PUT /", "PUT /watch", "put /mockserver/reset", "PUT /mockserver//reset", "PUT /mockserver/%72eset",
		"GET /openapi.yaml", "GET /health", "OPTIONS /mockserver/expectation", "HEAD /mockserver/configuration",
	} {
		method, path, _ := strings.Cut(route, " ")
		if f.face.Owns(method, path) {
			t.Errorf("%s is the face's", route)
		}
	}
}

func TestOriginIsEchoed(t *testing.T) {
	response := newFixture().call(t, "PUT", "/mockserver/reset", "", "Origin", "http://x", "Access-Control-Request-Headers", "X-A")
	if response.Header.Get("access-control-allow-origin") != "http://x" || response.Header.Get("access-control-allow-headers") != "X-A" {
		t.Errorf("%v", response.Header)
	}
}

func TestAdvertisedVersion(t *testing.T) {
	f := newFixture()
	f.set(t, `{"advertisedVersion": "7.5.0"}`)
	if got := f.call(t, "PUT", "/mockserver/reset", "").Header.Get("version"); got != "7.5.0" {
		t.Errorf("%q", got)
	}
}

func TestLivenessPath(t *testing.T) {
	f := newFixture()
	if f.face.Owns("GET", "/alive") {
		t.Error("there is none by default")
	}
	f.set(t, `{"livenessHttpGetPath": "/alive"}`)
	response := f.call(t, "GET", "/alive", "")
	if response.StatusCode != 200 || !strings.Contains(text(t, response), `"ports" : [ 1080 ]`) {
		t.Errorf("%d", response.StatusCode)
	}
	if f.face.Owns("PUT", "/alive") {
		t.Error("other methods are taken too")
	}
}

func TestContractIsServed(t *testing.T) {
	for path, begins := range map[string]string{"/mockserver/openapi.yaml": "", "/mockserver/openapi.json": "{"} {
		response := newFixture().call(t, "GET", path, "")
		body := text(t, response)
		if response.StatusCode != 200 || !strings.HasPrefix(body, begins) || !strings.Contains(body, "upsertExpectations") ||
			len(response.Header) != 1 {
			t.Errorf("%s: %d %v", path, response.StatusCode, response.Header)
		}
	}
}

func TestBodiesAreDecoded(t *testing.T) {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	_, _ = io.WriteString(w, `{"httpResponse": {"body": "caf`+"\xe9"+`"}}`) // into memory
	_ = w.Close()
	f := newFixture()
	response := f.call(t, "PUT", "/mockserver/expectation", zipped.String(),
		"Content-Encoding", "gzip", "Content-Type", "application/json; charset=iso-8859-1")
	if body := text(t, response); response.StatusCode != 201 || !strings.Contains(body, `"body" : "café"`) {
		t.Errorf("%d %s", response.StatusCode, body)
	}
	response = f.call(t, "PUT", "/mockserver/expectation", "{}", "Content-Encoding", "gzip")
	if body := text(t, response); response.StatusCode != 400 || !strings.Contains(body, "is not the gzip") {
		t.Errorf("%d %s", response.StatusCode, body)
	}
	f.set(t, `{"maxControlPlaneBodySize": 100}`)
	zipped.Reset()
	w.Reset(&zipped)
	_, _ = io.WriteString(w, strings.Repeat(" ", 1000))
	_ = w.Close()
	response = f.call(t, "PUT", "/mockserver/expectation", zipped.String(), "Content-Encoding", "gzip")
	if body := text(t, response); response.StatusCode != 413 || !strings.Contains(body, "maxControlPlaneBodySize (100 bytes)") {
		t.Errorf("%d %s", response.StatusCode, body)
	}
}

func TestBodyOverTheLimitIsRefused(t *testing.T) {
	f := newFixture()
	f.set(t, `{"maxControlPlaneBodySize": 100}`)
	for _, path := range []string{"expectation", "clear", "retrieve", "verify", "verifySequence", "bind", "configuration"} {
		response := f.call(t, "PUT", "/mockserver/"+path, `{"httpResponse": {"body": "`+strings.Repeat("x", 100)+`"}}`)
		if body := text(t, response); response.StatusCode != 413 || !strings.Contains(body, "maxControlPlaneBodySize (100 bytes)") {
			t.Errorf("%s: %d %s", path, response.StatusCode, body)
		}
	}
	if got := text(t, f.call(t, "PUT", "/mockserver/retrieve?type=ACTIVE_EXPECTATIONS", "")); got != "[]" {
		t.Errorf("stored %s", got)
	}
}

func TestRepeatedParameterIsRefused(t *testing.T) {
	response := newFixture().call(t, "PUT", "/mockserver/retrieve?type=logs&type=requests", "")
	if body := text(t, response); response.StatusCode != 400 || !strings.Contains(body, "type") {
		t.Errorf("%d %s", response.StatusCode, body)
	}
}
