package control_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/model"
)

// watch watches until the test has recorded what it wants and returns what the
// watcher was told.
func (f *fixture) watch(t *testing.T, document string, record func(stop context.CancelFunc)) []control.Watched {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	watched, err := f.Watch(ctx, []byte(document))
	if err != nil {
		t.Fatal(err)
	}
	record(cancel)
	return slices.Collect(watched)
}

func TestWatchTellsInOrderWhatItsMatcherFits(t *testing.T) {
	f := newFixture()
	f.receive("/before", model.Unmatched)
	got := f.watch(t, `{"path": "/a.*"}`, func(stop context.CancelFunc) {
		for _, path := range []string{"/a1", "/b", "/a2"} {
			f.receive(path, model.Unmatched)
		}
		stop()
	})
	if len(got) != 2 || got[0].Sequence != 2 || got[1].Sequence != 4 || got[0].Missed != 0 {
		t.Fatalf("%d told, the first %+v", len(got), got[0])
	}
	request, _ := got[1].Exchange.Get("httpRequest")
	if path, _ := request.Get("path"); path.Text != "/a2" {
		t.Errorf("watched %s", got[1].AppendLine(nil))
	}
}

func TestWatchEndsWithTheServerAndLosesNothing(t *testing.T) {
	f := newFixture()
	got := f.watch(t, "", func(context.CancelFunc) {
		f.receive("/a", model.Unmatched)
		f.Retire()
	})
	if len(got) != 1 {
		t.Errorf("%+v", got)
	}
	if after := f.watch(t, "", func(context.CancelFunc) {}); len(after) != 0 {
		t.Errorf("a retired server told %+v", after)
	}
}

func TestWatchTellsAStalledReaderHowMuchItMissed(t *testing.T) {
	const bound, missed = 1024, 6
	f := newFixture()
	got := f.watch(t, "", func(stop context.CancelFunc) {
		for i := range bound + missed {
			f.receive(fmt.Sprint("/", i), model.Unmatched)
		}
		stop()
	})
	if len(got) != bound || got[0].Missed != missed || got[bound-1].Sequence != bound {
		t.Errorf("%d told, the first %+v", len(got), got[0])
	}
}

func TestWatchChargesSlowPatternsToEachExchange(t *testing.T) {
	f := newFixture()
	if err := f.settings.Merge([]byte(`{"regexMatchingTimeoutMillis": 5}`)); err != nil {
		t.Fatal(err)
	}
	got := f.watch(t, `{"path": "/(a+)+(?<!b)b|/c(?=d)d"}`, func(stop context.CancelFunc) {
		f.receive("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", model.Unmatched)
		f.receive("/cd", model.Unmatched)
		stop()
	})
	if len(got) != 1 || got[0].Sequence != 2 {
		t.Errorf("%+v", got)
	}
}

func TestWatchGivesSignsOfLife(t *testing.T) {
	f := newFixture()
	silence := make(chan time.Time, 1)
	var asked time.Duration
	f.After = func(d time.Duration) <-chan time.Time {
		asked = d
		return silence
	}
	silence <- now
	watched, err := f.Watch(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for w := range watched {
		if line := string(w.AppendLine(nil)); line != " " || asked != 20*time.Second {
			t.Errorf("after %s: %q", asked, line)
		}
		break
	}
}

func TestWatchRefusesABadMatcher(t *testing.T) {
	for document, want := range map[string]string{
		`{"path": 1, "x": 2}`:                    "$.x",
		`{"body": {"type":"REGEX","regex":"("}}`: "$.body.regex",
	} {
		_, err := newFixture().Watch(t.Context(), []byte(document))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", document, err)
		}
	}
}
