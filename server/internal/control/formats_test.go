package control_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

const (
	typeJSON = "application/json; charset=utf-8"
	typeText = "text/plain; charset=utf-8"
)

// withTraffic is a control plane with an expectation, an unmatched request and
// a forwarded one.
func withTraffic(t *testing.T) *fixture {
	f := newFixture()
	f.upsert(t, `{"id": "a", "httpRequest": {"path": "/a"}, "httpResponse": {"statusCode": 201}}`)
	f.receive("/missing", model.Unmatched)
	f.journal.Append(model.Exchange{
		Request: &model.Request{
			ID: "recorded", ReceivedAt: now, Method: "POST", Path: "/up", Query: []model.Field{{Name: "q", Value: "!x"}},
			Headers: []model.Field{{Name: "Host", Value: "up"}, {Name: "content-type", Value: "application/json; charset=utf-8"}},
			Body:    []byte(`{"a":1}`), Protocol: model.HTTP1,
		},
		Outcome: model.Forwarded,
		Response: &model.Response{StatusCode: 200, Body: &model.Body{
			Type: "STRING", Text: "up",
			Object: jsontree.ObjectOf(jsontree.Member{Name: "type", Value: jsontree.StringOf("STRING")}, jsontree.Member{Name: "string", Value: jsontree.StringOf("up")}),
		}},
		CompletedAt: now,
	})
	return f
}

// The table of types and formats: CP-084, CP-085, CP-086, CP-090.
func TestCP084_CP085_CP086_CP090_RetrieveFormats(t *testing.T) {
	for _, test := range []struct{ kinds, formats, contentType, file, contains string }{
		{"REQUESTS REQUEST_RESPONSES RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "HAR", typeJSON, "", `"version" : "1.2"`},
		{"REQUESTS REQUEST_RESPONSES RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "OPENAPI", typeJSON, "", `"openapi" : "3.0.3"`},
		{"REQUESTS REQUEST_RESPONSES RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "POSTMAN", typeJSON, "", "v2.1.0/collection.json"},
		{"REQUESTS REQUEST_RESPONSES", "CURL", typeText, "", "curl -v 'http://up/up'"},
		{"REQUESTS", "BRUNO", "application/zip", "mockserver-requests.bruno.zip", "post-up.bru"},
		{"REQUEST_RESPONSES", "BRUNO", "application/zip", "mockserver-traffic.bruno.zip", "post-up.bru"},
		{"RECORDED_EXPECTATIONS", "BRUNO", "application/zip", "mockserver-recorded.bruno.zip", "post-up.bru"},
		{"ACTIVE_EXPECTATIONS", "BRUNO", "application/zip", "mockserver-expectations.bruno.zip", "get-a.bru"},
		{"RECORDED_EXPECTATIONS", "CURL", typeText, "", "CURL not supported for RECORDED_EXPECTATIONS"},
		{"ACTIVE_EXPECTATIONS", "CURL", typeText, "", "CURL not supported for ACTIVE_EXPECTATIONS"},
		{"ACTIVE_EXPECTATIONS", "LOG_ENTRIES", typeText, "", "LOG_ENTRIES not supported for ACTIVE_EXPECTATIONS"},
		{"REQUESTS", "JAVA", "application/java; charset=utf-8", "", `"httpRequest"`},
		{"REQUESTS", "JAVASCRIPT", typeText, "", "JAVASCRIPT not supported for REQUESTS (use RECORDED_EXPECTATIONS)"},
		{"REQUESTS", "PHP", typeText, "", "PHP not supported for REQUESTS (use RECORDED_EXPECTATIONS)"},
		{"REQUEST_RESPONSES", "JAVA", typeText, "", "JAVA not supported for REQUEST_RESPONSES"},
		{"REQUEST_RESPONSES", "GO", typeText, "", "GO not supported for REQUEST_RESPONSES"},
		{"RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "JAVA", "application/java; charset=utf-8", "", `new MockServerClient("localhost", 1080)`},
		{"RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "JAVASCRIPT", "application/javascript; charset=utf-8", "", `new MockServerClient({ url: "http://localhost:1080" })`},
		{"RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "PYTHON", "text/x-python; charset=utf-8", "", `with MockServerClient("http://localhost:1080") as ms:`},
		{"RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "GO", "text/x-go; charset=utf-8", "", `mock.New("http://localhost:1080")`},
		{"RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "RUBY", "text/x-ruby; charset=utf-8", "", `MockServer.attach("http://localhost:1080")`},
		{"RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "CSHARP", "text/x-csharp; charset=utf-8", "", `new MockServerClient("localhost", 1080)`},
		{"RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "RUST", "text/x-rust; charset=utf-8", "", `ClientBuilder::new("localhost", 1080)`},
		{"RECORDED_EXPECTATIONS ACTIVE_EXPECTATIONS", "PHP", "application/x-httpd-php; charset=utf-8", "", `new MockServerClient('localhost', 1080)`},
		{"LOGS", "HAR JAVA BRUNO JSON", typeText, "", "------------------------------------"},
		{"METRICS", "HAR JAVA BRUNO JSON LOG_ENTRIES", typeJSON, "", "{}"},
	} {
		for kind := range strings.FieldsSeq(test.kinds) {
			for format := range strings.FieldsSeq(test.formats) {
				answer, err := withTraffic(t).Retrieve(t.Context(), nil, control.RetrieveOptions{Type: kind, Format: format})
				if err != nil {
					t.Fatal(err)
				}
				wanted := test.contains
				if kind == "REQUESTS" && format == "JAVA" {
					wanted = `"path" : "/missing"`
				}
				if answer.ContentType != test.contentType || answer.FileName != test.file || !strings.Contains(written(t, answer), wanted) {
					t.Errorf("%s as %s: %q %q %s", kind, format, answer.ContentType, answer.FileName, written(t, answer))
				}
			}
		}
	}
}

// Strictly, a type and a format that do not go together are refused, by name.
func TestRetrieveStrictly(t *testing.T) {
	all := strings.Fields("JSON LOG_ENTRIES HAR OPENAPI POSTMAN BRUNO CURL GO JAVASCRIPT PYTHON RUBY JAVA CSHARP PHP RUST")
	for kind, written := range map[string]string{
		"REQUESTS":              "JSON LOG_ENTRIES HAR OPENAPI POSTMAN BRUNO CURL",
		"REQUEST_RESPONSES":     "JSON LOG_ENTRIES HAR OPENAPI POSTMAN BRUNO CURL",
		"RECORDED_EXPECTATIONS": "JSON LOG_ENTRIES HAR OPENAPI POSTMAN BRUNO GO JAVASCRIPT PYTHON RUBY JAVA CSHARP PHP RUST",
		"ACTIVE_EXPECTATIONS":   "JSON HAR OPENAPI POSTMAN BRUNO GO JAVASCRIPT PYTHON RUBY JAVA CSHARP PHP RUST",
		"LOGS":                  "JSON LOG_ENTRIES",
		"METRICS":               "JSON",
	} {
		f := withTraffic(t)
		for _, format := range all {
			document, err := f.Retrieve(t.Context(), nil, control.RetrieveOptions{Type: kind, Format: format, Strict: true})
			var refusal *control.ParameterError
			switch wanted := slices.Contains(strings.Fields(written), format); {
			case wanted != (err == nil):
				t.Errorf("%s as %s: %v", kind, format, err)
			case wanted:
				var text strings.Builder
				if err := document.Write(&text); err != nil || strings.Contains(text.String(), "not supported for") {
					t.Errorf("%s as %s: %v, %s", kind, format, err, &text)
				}
			case !errors.As(err, &refusal) || refusal.Name != "format" || refusal.Value != format:
				t.Errorf("%s as %s: %v", kind, format, err)
			}
		}
	}
}

// CP-080, CP-081: recorded expectations are those of forwarded exchanges, to be
// used once.
func TestCP080_CP081_RecordedExpectations(t *testing.T) {
	f := withTraffic(t)
	list := f.retrieve(t, "", control.RetrieveOptions{Type: "RECORDED_EXPECTATIONS"})
	tree, err := jsontree.Parse([]byte(list))
	if err != nil || len(tree.Items) != 1 {
		t.Fatalf("%v in %s", err, list)
	}
	for _, want := range []string{
		`"id" : "recorded"`, `"priority" : 0`, `"remainingTimes" : 1`, `"unlimited" : true`, `"value" : "!x"`,
		"\"type\" : \"JSON\",\n      \"json\" : {\n        \"a\" : 1", `"string" : "up"`,
	} {
		if !strings.Contains(list, want) {
			t.Errorf("no %s in %s", want, list)
		}
	}
	f.upsert(t, list)
	if got := f.active(t); got != "/a /up" {
		t.Errorf("stored again: %q", got)
	}
	if got := f.retrieve(t, `{"path": "/other"}`, control.RetrieveOptions{Type: "RECORDED_EXPECTATIONS"}); got != "[]" {
		t.Errorf("filtered: %s", got)
	}
}

// CP-084: what cannot be listed as text keeps to the filter and the order.
func TestActiveExpectationsAsCode(t *testing.T) {
	f := newFixture()
	f.upsert(t, two)
	code := f.retrieve(t, `{"path": "/b"}`, control.RetrieveOptions{Type: "ACTIVE_EXPECTATIONS", Format: "java"})
	if strings.Contains(code, `"/a"`) || !strings.Contains(code, `.withPath("/b")`) {
		t.Errorf("%s", code)
	}
}
