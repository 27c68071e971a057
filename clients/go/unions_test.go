package mock_test

import (
	"encoding/json"
	"testing"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
)

func readBody(t *testing.T, document string) mock.Body {
	t.Helper()
	var body mock.Body
	if err := json.Unmarshal([]byte(document), &body); err != nil {
		t.Fatal(err)
	}
	return body
}

func TestFormsOfABody(t *testing.T) {
	text := readBody(t, `"hello"`)
	if s, ok := text.AsString(); !ok || s != "hello" || text.Type() != "" {
		t.Errorf("got %q, %v, type %q", s, ok, text.Type())
	}
	if _, ok := text.AsJSONBody(); ok {
		t.Error("text is no JSON body")
	}
	typed := readBody(t, `{"type":"JSON","json":{"a":1.0},"new":true}`)
	if b, ok := typed.AsJSONBody(); !ok || string(b.JSON) != `{"a":1.0}` || typed.Type() != "JSON" {
		t.Errorf("got %+v, %v", b, ok)
	}
	if _, ok := typed.AsStringBody(); ok {
		t.Error("a JSON body is no string body")
	}
	made := mock.NewBody(mock.StringBody{String: "x"})
	if b, ok := made.AsStringBody(); !ok || b.Type != "STRING" || made.Type() != "STRING" {
		t.Errorf("the form's constant is to be filled in, got %+v", b)
	}
	if raw, ok := readBody(t, `[1, 2]`).AsJSON(); !ok || string(raw) != `[1, 2]` {
		t.Errorf("got %s, %v", raw, ok)
	}
}

func TestUnknownFormsSurvive(t *testing.T) {
	for _, document := range []string{`{"type":"TELEPATHY","thought":1.0}`, `{"a":1}`, `null`, `5`, `"x"`} {
		if got, err := json.Marshal(readBody(t, document)); err != nil || string(got) != document {
			t.Errorf("got %s (%v), want %s", got, err, document)
		}
	}
	var request mock.HTTPRequest
	document := `{"protocol":"HTTP_9","unknown":{"a":null}}`
	if err := json.Unmarshal([]byte(document), &request); err != nil {
		t.Fatal(err)
	}
	if got, _ := json.Marshal(request); string(got) != document || request.Protocol.Valid() {
		t.Errorf("got %s", got)
	}
}

func TestPatternAsText(t *testing.T) {
	schema := mock.NewStringMatcher(mock.SchemaMatcher{Schema: mock.JSONSchema{}})
	plain := mock.NewStringMatcher("/a")
	var none *mock.StringMatcher
	for want, m := range map[string]*mock.StringMatcher{"": none, "/a": &plain, `{"schema":{}}`: &schema} {
		if m.String() != want {
			t.Errorf("got %q, want %q", m, want)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, d := range []time.Duration{0, time.Nanosecond, 1500 * time.Nanosecond, time.Microsecond, time.Millisecond, 90 * time.Second, 48 * time.Hour} {
		if got := mock.NewDelay(d).Duration(); got != d {
			t.Errorf("got %v, want %v", got, d)
		}
	}
	for unit, want := range map[mock.TimeUnit]time.Duration{
		mock.TimeUnitDays: 48 * time.Hour, mock.TimeUnitHours: 2 * time.Hour, mock.TimeUnitMinutes: 2 * time.Minute, mock.TimeUnitSeconds: 2 * time.Second, "AGES": 0,
	} {
		n := int64(2)
		if got := (mock.TimeToLive{TimeUnit: &unit, TimeToLive: &n}).Duration(); got != want {
			t.Errorf("%s: got %v", unit, got)
		}
	}
	if got := (mock.Delay{}).Duration(); got != 0 {
		t.Errorf("no number: got %v", got)
	}
}

func TestAReadErrorNamesTheField(t *testing.T) {
	var expectation mock.Expectation
	err := json.Unmarshal([]byte(`{"httpRequest":{"secure":"yes"}}`), &expectation)
	if err == nil || err.Error() != "httpRequest: secure: json: cannot unmarshal string into Go value of type bool" {
		t.Errorf("got %v", err)
	}
}
