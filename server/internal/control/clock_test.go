package control_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// adjust calls AdjustClock and returns its answer without white space, or the
// reason of its refusal.
func (f *fixture) adjust(t *testing.T, document string) string {
	t.Helper()
	answer, err := f.AdjustClock(t.Context(), []byte(document))
	return compact(t, answer, err)
}

// compact is a JSON answer without white space, or the reason of a refusal.
func compact(t *testing.T, answer control.Document, err error) string {
	t.Helper()
	var refusal *control.Refusal
	if errors.As(err, &refusal) {
		return refusal.Reason
	}
	if err != nil {
		t.Fatal(err)
	}
	tree, err := jsontree.Parse(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(tree.AppendCompact(nil))
}

func TestCP258ClockAnswers(t *testing.T) {
	f := newFixture()
	for _, step := range []struct{ document, want string }{
		{`{"action":"Freeze","instant":"2024-01-01T00:00:00.5+02:00"}`,
			`{"status":"freeze","currentInstant":"2023-12-31T22:00:00.5Z","currentEpochMillis":1704060000500}`},
		{`{"action":"ADVANCE","durationMillis":1000,"further":1}`,
			`{"status":"advance","currentInstant":"2023-12-31T22:00:01.5Z","currentEpochMillis":1704060001500}`},
		{`{"action":"advance","durationMillis":"500"}`,
			`{"status":"advance","currentInstant":"2023-12-31T22:00:02Z","currentEpochMillis":1704060002000}`},
		{`{"action":"freeze"}`, `{"status":"freeze","currentInstant":"2030-01-02T03:04:05.678Z","currentEpochMillis":1893553445678}`},
		{`{"action":"freeze","instant":null}`, `{"status":"freeze","currentInstant":"2030-01-02T03:04:05.678Z","currentEpochMillis":1893553445678}`},
		{`{"action":"reset"}`, `{"status":"reset","currentInstant":"2030-01-02T03:04:05.678Z","currentEpochMillis":1893553445678}`},
	} {
		if got := f.adjust(t, step.document); got != step.want {
			t.Errorf("%s answers %s, want %s", step.document, got, step.want)
		}
	}
}

func TestCP100ClockRefuses(t *testing.T) {
	f := newFixture()
	f.time.Freeze(now)
	for _, refused := range []struct{ document, want string }{
		{"", "request body is required with 'action' field"},
		{`{}`, "'action' field is required, must be one of: freeze, advance, reset"},
		{`[]`, "'action' field is required, must be one of: freeze, advance, reset"},
		{`{"action":""}`, "'action' field is required, must be one of: freeze, advance, reset"},
		{`{"action":"Jump"}`, "unknown action 'Jump', must be one of: freeze, advance, reset"},
		{`{"action":" reset "}`, "unknown action ' reset ', must be one of: freeze, advance, reset"},
		{`{"action":"freeze","instant":"x"}`, "invalid 'instant' value, must be ISO-8601 format (e.g. 2024-01-01T00:00:00Z)"},
		{`{"action":"freeze","instant":5}`, "invalid 'instant' value, must be ISO-8601 format (e.g. 2024-01-01T00:00:00Z)"},
		{`{"action":"freeze","instant":"2024-01-01"}`, "invalid 'instant' value, must be ISO-8601 format (e.g. 2024-01-01T00:00:00Z)"},
		{`{"action":"advance"}`, "'durationMillis' must be a positive number"},
		{`{"action":"advance","durationMillis":0}`, "'durationMillis' must be a positive number"},
		{`{"action":"advance","durationMillis":-1}`, "'durationMillis' must be a positive number"},
		{`{"action":"advance","durationMillis":"NaN"}`, "'durationMillis' must be a positive number"},
		{`{"action":"advance","durationMillis":9223372036854775807}`, "'durationMillis' must be at most 9223372036854"},
	} {
		if got := f.adjust(t, refused.document); got != refused.want {
			t.Errorf("%s answers %s, want %s", refused.document, got, refused.want)
		}
	}
	if got := f.adjust(t, `{"action":`); !strings.HasPrefix(got, "failed to process clock request: ") {
		t.Errorf("malformed JSON answers %s", got)
	}
	if !f.time.Now().Equal(now) || !f.time.Frozen() {
		t.Errorf("a refused call moved the clock to %s", f.time.Now())
	}
}

func TestCP099ExpectationsLiveByTheClock(t *testing.T) {
	f := newFixture()
	f.upsert(t, `{"id":"brief","httpResponse":{},"timeToLive":{"timeUnit":"MINUTES","timeToLive":1}}`)
	f.adjust(t, `{"action":"advance","durationMillis":59999}`)
	if active := f.retrieve(t, "", control.RetrieveOptions{Type: "ACTIVE_EXPECTATIONS"}); !strings.Contains(active, "brief") {
		t.Errorf("after 59.999 s it is gone: %s", active)
	}
	f.adjust(t, `{"action":"advance","durationMillis":1}`)
	if active := f.retrieve(t, "", control.RetrieveOptions{Type: "ACTIVE_EXPECTATIONS"}); active != "[]" {
		t.Errorf("after a minute there is %s", active)
	}
	if err := f.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := `{"currentInstant":"2030-01-02T03:05:05.678Z","currentEpochMillis":1893553505678,"frozen":true}`
	if got := compact(t, f.ReadClock(t.Context()), nil); got != want {
		t.Errorf("after a reset of the server the clock is %s, want %s", got, want)
	}
}

func TestLogStampsDoNotFollowTheClock(t *testing.T) {
	f := newFixture()
	f.adjust(t, `{"action":"freeze","instant":"2001-01-01T00:00:00Z"}`)
	f.upsert(t, `{"httpResponse":{}}`)
	log := f.retrieve(t, "", control.RetrieveOptions{Type: "LOGS"})
	if !strings.Contains(log, now.Local().Format(time.DateOnly)) || strings.Contains(log, "2001-01-01") {
		t.Errorf("the log is %s", log)
	}
}
