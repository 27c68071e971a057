package control_test

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

const separator = "\n------------------------------------\n"

func TestRetrieveTraffic(t *testing.T) {
	f := newFixture()
	f.receive("/a", model.Unmatched)
	f.receive("/b", model.Preflight)
	for name, test := range map[string]struct {
		document string
		options  control.RetrieveOptions
		want     string
	}{
		"the default is requests":          {"", control.RetrieveOptions{}, "/a /b"},
		"filtered":                         {`{"path": "/b"}`, control.RetrieveOptions{Type: "Requests", Format: "Json"}, "/b"},
		"exchanges, preflights left out":   {"{}", control.RetrieveOptions{Type: "REQUEST_RESPONSES"}, "/a"},
		"recorded expectations are none":   {"", control.RetrieveOptions{Type: "RECORDED_EXPECTATIONS"}, ""},
		"blank parameters are the default": {"", control.RetrieveOptions{Type: " ", Format: " "}, "/a /b"},
	} {
		if got := paths(t, f.retrieve(t, test.document, test.options)); got != test.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestRetrieveNothing(t *testing.T) {
	f := newFixture()
	for _, kind := range []string{"REQUESTS", "REQUEST_RESPONSES", "RECORDED_EXPECTATIONS", "ACTIVE_EXPECTATIONS"} {
		if got := f.retrieve(t, "", control.RetrieveOptions{Type: kind}); got != "[]" {
			t.Errorf("%s: %q", kind, got)
		}
	}
	if got := f.retrieve(t, "", control.RetrieveOptions{Type: "METRICS"}); got != "{}" {
		t.Errorf("METRICS: %q", got)
	}
}

func TestRetrieveActive(t *testing.T) {
	f := newFixture()
	f.upsert(t, two)
	f.upsert(t, `{"id": "n", "namespace": "n", "priority": 1, "httpRequest": {"path": "/n"}, "httpResponse": {}}`)
	for name, test := range map[string]struct {
		document string
		options  control.RetrieveOptions
		want     string
	}{
		"in match order": {"", control.RetrieveOptions{}, "/n /a /b"},
		"filtered":       {`{"path": "/b"}`, control.RetrieveOptions{}, "/b"},
		"of a namespace": {"", control.RetrieveOptions{Namespace: " n "}, "/n /a /b"},
	} {
		test.options.Type = "ACTIVE_EXPECTATIONS"
		if got := paths(t, f.retrieve(t, test.document, test.options)); got != test.want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := f.retrieve(t, "", control.RetrieveOptions{Type: "ACTIVE_EXPECTATIONS", Format: "LOG_ENTRIES"}); got != "LOG_ENTRIES not supported for ACTIVE_EXPECTATIONS" {
		t.Errorf("%q", got)
	}
}

func TestRetrieveRefuses(t *testing.T) {
	f := newFixture()
	for name, test := range map[string]struct {
		document string
		options  control.RetrieveOptions
		want     string
	}{
		"an unknown type": {"", control.RetrieveOptions{Type: "x"},
			`"x" is not a valid value for "type" parameter, only the following values are supported [logs, requests, request_responses, recorded_expectations, active_expectations, metrics]`},
		"an unknown format, first": {"", control.RetrieveOptions{Type: "x", Format: "y"},
			`"y" is not a valid value for "format" parameter, only the following values are supported [java, javascript, python, go, csharp, ruby, rust, php, json, log_entries, har, openapi, postman, bruno, curl]`},
		"a broken filter":             {"{", control.RetrieveOptions{}, ""},
		"a filter of the wrong type":  {`{"path": 5}`, control.RetrieveOptions{}, "incorrect request matcher json format for:"},
		"a filter with a bad pattern": {`{"body": {"regex": "("}}`, control.RetrieveOptions{}, "$.body.regex"},
	} {
		_, err := f.Retrieve(t.Context(), []byte(test.document), test.options)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func (f *fixture) logs(t *testing.T, document string, options control.RetrieveOptions) []string {
	t.Helper()
	options.Type = "LOGS"
	text := f.retrieve(t, document, options)
	if text == "" {
		return nil
	}
	if !strings.HasSuffix(text, "\n") {
		t.Errorf("no final line break in %q", text)
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), separator)
}

// exchanged records one matched and one unmatched exchange.
func (f *fixture) exchanged(t *testing.T) {
	t.Helper()
	expectation := f.upsert(t, `{"id": "a", "httpRequest": {"path": "/a"}, "httpResponse": {"statusCode": 201}}`)[0]
	f.journal.Append(model.Exchange{
		Request: &model.Request{ID: "one", ReceivedAt: now, Method: "GET", Path: "/a"}, Outcome: model.Matched,
		ExpectationID: "a", Expectation: expectation, Response: &model.Response{StatusCode: 201}, CompletedAt: now,
	})
	f.journal.Append(model.Exchange{
		Request: &model.Request{ID: "two", ReceivedAt: now, Method: "GET", Path: "/b"}, Outcome: model.Unmatched,
		Closest:  &model.Mismatch{Expectation: expectation, Because: "path didn't match: \n\n  why", MatchedFields: 9, TotalFields: 10},
		Response: &model.Response{StatusCode: 404, ReasonPhrase: "Not Found"}, CompletedAt: now,
	})
}

func TestLogsTellWhatHappened(t *testing.T) {
	f := newFixture()
	if err := f.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.exchanged(t)
	got := f.logs(t, "", control.RetrieveOptions{})
	stamp := "2030-01-02 03:04:05.678 - "
	for i, want := range []string{
		"resetting all expectations and request logs",
		"creating expectation:\n\n  {\n    \"httpRequest\" : {\n",
		"received request:\n\n  {\n    \"method\" : \"GET\",\n    \"path\" : \"/a\"",
		"request:\n\n  {\n",
		"returning response:\n\n  {\n    \"statusCode\" : 201\n  }\n\n for request:\n\n  {\n",
		"received request:\n\n",
		"request:\n\n",
		"closest expectation:\n\n",
		"no expectation for:\n\n  {\n",
	} {
		if i >= len(got) || !strings.HasPrefix(got[i], stamp+want) {
			t.Fatalf("entry %d of %q", i, got)
		}
	}
	for i, want := range map[int]string{
		1: "\n\n with id:\n\n  a\n",
		3: "\n\n matched expectation:\n\n  {\n",
		4: "\n\n from expectation:\n\n  a\n",
		6: "\n\n because:\n\n  path didn't match: \n  \n    why\n",
		7: "\n\n matched 9/10 fields for request:\n\n  {\n",
		8: "\n\n returning response:\n\n  {\n    \"statusCode\" : 404,\n    \"reasonPhrase\" : \"Not Found\"\n  }\n",
	} {
		if !strings.Contains(got[i], want) {
			t.Errorf("entry %d: %q lacks %q", i, got[i], want)
		}
	}
	if !strings.Contains(got[6], `didn't match expectation "a":`) || len(got) != 9 {
		t.Errorf("%d entries, %q", len(got), got[6])
	}
}

func TestLogsOfOneExchange(t *testing.T) {
	f := newFixture()
	f.exchanged(t)
	if got := f.logs(t, "", control.RetrieveOptions{CorrelationID: "one"}); len(got) != 3 {
		t.Errorf("%q", got)
	}
	if got := f.logs(t, "", control.RetrieveOptions{CorrelationID: "nobody's"}); len(got) != 0 {
		t.Errorf("%q", got)
	}
	if got := f.logs(t, `{"path": "/a"}`, control.RetrieveOptions{CorrelationID: "two"}); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

func TestLogsOfAFilterKeepWhatBelongsToNoRequest(t *testing.T) {
	f := newFixture()
	if err := f.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.exchanged(t)
	for path, want := range map[string][]string{
		"/a": {"resetting all", "creating expectation:", "received request:", "request:", "returning response:"},
		"/b": {"resetting all", "received request:", "request:", "closest expectation:", "no expectation for:"},
	} {
		got := f.logs(t, `{"path": "`+path+`"}`, control.RetrieveOptions{})
		for i := range want {
			if i >= len(got) || !strings.Contains(got[i], " - "+want[i]) {
				t.Fatalf("%s: entry %d of %q", path, i, got)
			}
		}
	}
}

func TestClearForgetsTheLogOfItsExpectations(t *testing.T) {
	for name, test := range map[string]struct {
		document string
		remains  bool
	}{
		"everything": {"", false}, "its definition": {`{"path": "/a"}`, false}, "another": {`{"path": "/b"}`, true},
	} {
		f := newFixture()
		f.exchanged(t)
		if err := f.Clear(t.Context(), []byte(test.document), "log", ""); err != nil {
			t.Fatal(err)
		}
		log := strings.Join(f.logs(t, "", control.RetrieveOptions{}), separator)
		if remains := strings.Contains(log, "creating expectation:"); remains != test.remains || !strings.Contains(log, "cleared logs that match:") {
			t.Errorf("%s: %s", name, log)
		}
	}
}

func TestLogLevelThinsTheLog(t *testing.T) {
	f := newFixture()
	if _, err := f.UpdateConfiguration(t.Context(), []byte(`{"logLevel": "ERROR"}`)); err != nil {
		t.Fatal(err)
	}
	f.exchanged(t)
	var kinds []string
	for _, entry := range f.logs(t, "", control.RetrieveOptions{}) {
		message := strings.SplitN(entry, " - ", 2)[1]
		kinds = append(kinds, message[:strings.Index(message, ":")])
	}
	if got := strings.Join(kinds, ", "); got != "received request, returning response, received request" {
		t.Errorf("%s", got)
	}
}

func TestEveryCallIsLogged(t *testing.T) {
	f := newFixture()
	f.upsert(t, two)
	f.upsert(t, `{"id": "a", "httpResponse": {}}`)
	ctx := t.Context()
	_ = f.Verify(ctx, []byte(`{"httpRequest": {"path": "/v"}}`))
	_ = f.VerifySequence(ctx, []byte(`{"httpRequests": []}`))
	log := strings.Join(f.logs(t, "", control.RetrieveOptions{}), separator)
	_ = f.Clear(ctx, []byte(`{"id": "a"}`), "expectations", "")
	_ = f.Clear(ctx, []byte(`{"path": "/b"}`), "", "")
	f.requests(t)
	f.active(t)
	log += strings.Join(f.logs(t, "", control.RetrieveOptions{}), separator)
	for _, want := range []string{
		"updated expectation:\n\n", "verifying requests that match:\n\n", "verifying sequence that match:\n\n",
		"request not found exactly once, expected:", "but was:",
		"removed expectation:\n\n", "cleared expectations that match:\n\n  {\n    \"path\" : \"/b\"\n  }\n", "cleared logs that match:\n\n",
		"retrieved requests in json that match:\n\n  { }\n", "retrieved 0 active expectations in json that match:\n\n  { }\n",
	} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %q", want)
		}
	}
}

// TestCallsAreFiltered: entries about calls are found by what the calls ask
// about, those about everything by any filter.
func TestCallsAreFiltered(t *testing.T) {
	f := newFixture()
	ctx := t.Context()
	_ = f.Verify(ctx, []byte(`{"httpRequest": {"path": "/v"}, "times": {"atMost": 2}}`))
	_ = f.VerifySequence(ctx, []byte(`{"httpRequests": [{"path": "/u"}, {"path": "/v"}]}`))
	_ = f.Clear(ctx, []byte(`{"path": "/c"}`), "expectations", "")
	f.requests(t)
	for filter, want := range map[string]string{
		`{"path": "/v"}`: "VERIFICATION VERIFICATION_PASSED VERIFICATION VERIFICATION_FAILED RETRIEVED",
		`{"path": "/u"}`: "VERIFICATION VERIFICATION_FAILED RETRIEVED",
		`{"path": "/c"}`: "CLEARED RETRIEVED",
	} {
		tree, err := jsontree.Parse([]byte(f.retrieve(t, filter, control.RetrieveOptions{Type: "LOGS", Format: "LOG_ENTRIES"})))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(entryTypes(tree), " RETRIEVED RETRIEVED"); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", filter, got)
		}
	}
	passed := f.logs(t, `{"path": "/v"}`, control.RetrieveOptions{})[1]
	if want := "request:\n\n  {\n    \"path\" : \"/v\"\n  }\n\n found at most 2 times"; !strings.Contains(passed, want) {
		t.Errorf("%q lacks %q", passed, want)
	}
}

// TestRemovalIsLogged: what a clear removes is named, after the log is cleared.
func TestRemovalIsLogged(t *testing.T) {
	f := newFixture()
	f.upsert(t, two)
	_ = f.Clear(t.Context(), []byte(`{"path": "/a"}`), "", "")
	tree, err := jsontree.Parse([]byte(f.retrieve(t, `{"path": "/a"}`, control.RetrieveOptions{Type: "LOGS", Format: "LOG_ENTRIES"})))
	if err != nil {
		t.Fatal(err)
	}
	if got := entryTypes(tree); got != "CLEARED REMOVED_EXPECTATION CLEARED" {
		t.Errorf("%s", got)
	}
}

func entryTypes(entries jsontree.Value) string {
	var types []string
	for _, entry := range entries.Items {
		kind, _ := entry.Get("type")
		types = append(types, kind.Text)
	}
	return strings.Join(types, " ")
}

// TestTrafficAsLogEntries: the entries of the type asked for and no others.
// Neither the log level nor a correlation id counts; those are for LOGS.
func TestTrafficAsLogEntries(t *testing.T) {
	f := newFixture()
	f.exchanged(t)
	if _, err := f.UpdateConfiguration(t.Context(), []byte(`{"logLevel":"ERROR"}`)); err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string]string{
		"REQUESTS":              "RECEIVED_REQUEST RECEIVED_REQUEST",
		"REQUEST_RESPONSES":     "EXPECTATION_RESPONSE NO_MATCH_RESPONSE",
		"RECORDED_EXPECTATIONS": "",
	} {
		tree, err := jsontree.Parse([]byte(f.retrieve(t, "", control.RetrieveOptions{Type: kind, Format: "LOG_ENTRIES", CorrelationID: "other"})))
		if err != nil {
			t.Fatal(err)
		}
		if got := entryTypes(tree); got != want {
			t.Errorf("%s: %s", kind, got)
		}
	}
}

func TestLogEntries(t *testing.T) {
	f := newFixture()
	f.exchanged(t)
	tree, err := jsontree.Parse([]byte(f.retrieve(t, "", control.RetrieveOptions{Type: "LOGS", Format: "LOG_ENTRIES"})))
	if err != nil {
		t.Fatal(err)
	}
	if got := entryTypes(tree); got != "CREATED_EXPECTATION RECEIVED_REQUEST EXPECTATION_MATCHED EXPECTATION_RESPONSE "+
		"RECEIVED_REQUEST EXPECTATION_NOT_MATCHED EXPECTATION_NOT_MATCHED NO_MATCH_RESPONSE" {
		t.Errorf("%s", got)
	}
	answered := tree.Items[3]
	for name, want := range map[string]string{
		"logLevel": "INFO", "timestamp": "2030-01-02 03:04:05.678", "epochTime": "1893553445678", "correlationId": "one",
		"expectationId": "a", "messageFormat": "returning response:{}for request:{}for action:{}from expectation:{}",
	} {
		if got, _ := answered.Get(name); got.Text != want {
			t.Errorf("%s: %q", name, got.Text)
		}
	}
	message, _ := answered.Get("message")
	if len(message.Items) == 0 || message.Items[0].Text != "returning response:" {
		t.Errorf("message %v", message)
	}
	because, _ := tree.Items[5].Get("because")
	if because.Text != "path didn't match: \n\n  why" {
		t.Errorf("because %q", because.Text)
	}
}
