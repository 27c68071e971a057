package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/engine"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

var now = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)

// do is an action that is a function.
type do func(context.Context, action.Exchange) error

func (d do) Do(ctx context.Context, x action.Exchange) error { return d(ctx, x) }

// fixture is an engine whose one kind of action is the test's.
type fixture struct {
	engine    *engine.Engine
	store     *expect.Store
	journal   *journal.Journal
	resources *crud.Resources
	settings  *config.Live
	log       bytes.Buffer
}

func newFixture(t *testing.T, act do) *fixture {
	t.Helper()
	registry := action.NewRegistry(map[string]action.Compiler{
		"test": func(jsontree.Value) (action.Action, error) { return act, nil },
	})
	ids := 0
	clock := func() time.Time { return now }
	f := &fixture{settings: config.NewLive(config.Default()), journal: journal.New(journal.Options{})}
	f.resources = crud.New(func() string { ids++; return fmt.Sprint("e", ids) })
	f.store = expect.New(expect.Options{
		Clock:   clock,
		Dice:    func() int { return 0 },
		NewID:   func() string { ids++; return fmt.Sprint("e", ids) },
		Prepare: engine.Prepare(registry),
	})
	f.engine = engine.New(engine.Options{
		Store: f.store, Journal: f.journal, Settings: f.settings, Clock: clock, Resources: f.resources,
		Logger: slog.New(slog.NewTextHandler(&f.log, nil)),
	})
	return f
}

func (f *fixture) expect(t *testing.T, path string, times model.Times) {
	t.Helper()
	_, err := f.store.Upsert([]*model.Expectation{{
		Request:    &model.RequestMatcher{Path: &model.StringMatcher{Value: path}},
		Times:      times,
		TimeToLive: model.TimeToLive{Unlimited: true},
		Actions:    []model.Action{{Kind: "test"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) set(t *testing.T, document string) {
	t.Helper()
	if err := f.settings.Merge([]byte(document)); err != nil {
		t.Fatal(err)
	}
}

// client keeps what it was sent, and looks at the server at that moment.
type client struct {
	sent   []*action.Reply
	onSend func()
	err    error
}

func (c *client) Send(_ context.Context, reply *action.Reply) error {
	if c.onSend != nil {
		c.onSend()
	}
	c.sent = append(c.sent, reply)
	return c.err
}

func get(path string, headers ...model.Field) *model.Request {
	return &model.Request{ID: "id of " + path, Method: "GET", Path: path, Headers: headers, Protocol: model.HTTP1}
}

// serve lets the engine answer once and returns the answer.
func (f *fixture) serve(t *testing.T, request *model.Request) *action.Reply {
	t.Helper()
	c := &client{}
	f.engine.Serve(t.Context(), request, c)
	if len(c.sent) != 1 {
		t.Fatalf("%d answers", len(c.sent))
	}
	return c.sent[0]
}

// recorded is the only exchange in the journal.
func (f *fixture) recorded(t *testing.T) model.Exchange {
	t.Helper()
	exchanges := f.journal.Exchanges(nil)
	if len(exchanges) != 1 {
		t.Fatalf("%d exchanges are recorded", len(exchanges))
	}
	return exchanges[0]
}

func ok(ctx context.Context, x action.Exchange) error {
	x.Record(&model.Response{StatusCode: 200})
	return x.Send(ctx, &action.Reply{Status: 200})
}

func header(reply *action.Reply, name string) string {
	for _, field := range reply.Headers {
		if strings.EqualFold(field.Name, name) {
			return field.Value
		}
	}
	return ""
}

func TestMatchedExchangeIsRecordedBeforeItIsAnswered(t *testing.T) {
	f := newFixture(t, ok)
	f.expect(t, "/a", model.Times{Remaining: 1})
	c := &client{onSend: func() {
		if f.recorded(t).Outcome != model.Matched {
			t.Error("not recorded when answered")
		}
		active, err := f.store.Active(expect.Filter{})
		if err != nil || len(active) != 0 {
			t.Errorf("the used-up expectation is listed when answered: %v, %v", active, err)
		}
	}}
	f.engine.Serve(t.Context(), get("/a"), c)
	got := f.recorded(t)
	if len(c.sent) != 1 || got.ExpectationID != "e1" || got.Expectation.ID != "e1" || got.Request.Path != "/a" ||
		got.Response.StatusCode != 200 || !got.CompletedAt.Equal(now) {
		t.Errorf("%d answers, recorded %+v", len(c.sent), got)
	}
}

func TestOnlyTheFirstRecordCounts(t *testing.T) {
	f := newFixture(t, func(ctx context.Context, x action.Exchange) error {
		x.Record(&model.Response{StatusCode: 1})
		return ok(ctx, x)
	})
	f.expect(t, "/a", model.Times{Unlimited: true})
	f.serve(t, get("/a"))
	if got := f.recorded(t).Response.StatusCode; got != 1 {
		t.Errorf("recorded %d", got)
	}
}

func TestActionSeesTheRequest(t *testing.T) {
	f := newFixture(t, func(ctx context.Context, x action.Exchange) error {
		if x.Request().Path != "/a" {
			t.Errorf("%+v", x.Request())
		}
		return ok(ctx, x)
	})
	f.expect(t, "/a", model.Times{Unlimited: true})
	f.serve(t, get("/a"))
}

func TestFailedActionIsAnswered404(t *testing.T) {
	f := newFixture(t, func(context.Context, action.Exchange) error { return errors.New("no luck") })
	f.expect(t, "/a", model.Times{Unlimited: true})
	reply := f.serve(t, get("/a"))
	if reply.Status != 404 || len(reply.Body) != 0 || f.recorded(t).ExpectationID != "e1" || !strings.Contains(f.log.String(), "no luck") {
		t.Errorf("%+v, recorded %+v, log %s", reply, f.recorded(t), &f.log)
	}
}

func TestPanicIsAnswered500(t *testing.T) {
	f := newFixture(t, func(context.Context, action.Exchange) error { panic("oops") })
	f.expect(t, "/a", model.Times{Remaining: 1})
	reply := f.serve(t, get("/a"))
	if reply.Status != 500 || f.recorded(t).ExpectationID != "e1" || !strings.Contains(f.log.String(), "oops") {
		t.Errorf("%+v, log %s", reply, &f.log)
	}
	if active, err := f.store.Active(expect.Filter{}); err != nil || len(active) != 0 {
		t.Errorf("the claim was not released: %v, %v", active, err)
	}
}

func TestClientThatIsGoneIsAnsweredOnce(t *testing.T) {
	f := newFixture(t, ok)
	f.expect(t, "/a", model.Times{Unlimited: true})
	c := &client{err: errors.New("broken pipe")}
	f.engine.Serve(t.Context(), get("/a"), c)
	if len(c.sent) != 1 || f.recorded(t).Outcome != model.Matched {
		t.Errorf("%d answers, recorded %+v", len(c.sent), f.recorded(t))
	}
}

func TestUnmatchedWithoutExpectationsHasNoHint(t *testing.T) {
	f := newFixture(t, ok)
	reply := f.serve(t, get("/a"))
	got := f.recorded(t)
	if reply.Status != 404 || len(reply.Headers) != 0 || len(reply.Body) != 0 {
		t.Errorf("%+v", reply)
	}
	if got.Outcome != model.Unmatched || got.Closest != nil || got.Response.StatusCode != 404 || got.Response.ReasonPhrase != "Not Found" {
		t.Errorf("recorded %+v", got)
	}
}

func TestHintNamesTheClosestExpectationInOneShortLine(t *testing.T) {
	f := newFixture(t, ok)
	f.expect(t, "/a", model.Times{Unlimited: true})
	hint := header(f.serve(t, get("/b")), "x-mockserver-closest-match-hint")
	if !strings.HasPrefix(hint, "expectation e1: path did not match (") || strings.ContainsAny(hint, "\r\n") {
		t.Errorf("%q", hint)
	}
	closest := f.recorded(t).Closest
	if closest == nil || closest.Expectation.ID != "e1" || closest.MatchedFields != closest.TotalFields-1 || !strings.HasPrefix(closest.Because, "path didn't match: \n") {
		t.Errorf("recorded %+v", closest)
	}
	long := header(f.serve(t, get("/"+strings.Repeat("ä", 500))), "x-mockserver-closest-match-hint")
	if len(long) > 256 || len(long) < 250 || !strings.HasPrefix(hint, "expectation e1") {
		t.Errorf("%d bytes: %q", len(long), long)
	}
	f.set(t, `{"closestMatchHintEnabled": false}`)
	if reply := f.serve(t, get("/b")); len(reply.Headers) != 0 {
		t.Errorf("turned off: %v", reply.Headers)
	}
}

func TestHintCountsFurtherDifferences(t *testing.T) {
	f := newFixture(t, ok)
	_, err := f.store.Upsert([]*model.Expectation{{
		Request: &model.RequestMatcher{Path: &model.StringMatcher{Value: "/a"}, Method: &model.StringMatcher{Value: "PUT"}},
		Times:   model.Times{Unlimited: true}, TimeToLive: model.TimeToLive{Unlimited: true}, Actions: []model.Action{{Kind: "test"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	hint := header(f.serve(t, get("/b")), "x-mockserver-closest-match-hint")
	if !strings.HasPrefix(hint, "expectation e1: method did not match (") || !strings.HasSuffix(hint, "); +1 more field(s) differ") {
		t.Errorf("%q", hint)
	}
}

func TestDiagnosticTellsEveryDifference(t *testing.T) {
	f := newFixture(t, ok)
	f.set(t, `{"attachMismatchDiagnosticToResponse": true}`)
	f.expect(t, "/a", model.Times{Unlimited: true})
	reply := f.serve(t, get("/b"))
	body, err := jsontree.Parse(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	differences, _ := body.Get("differences")
	path, _ := differences.Get("path")
	if header(reply, "x-mockserver-closest-match") != "fields differ: path" || header(reply, "content-type") != "application/json; charset=utf-8" ||
		len(path.Items) != 1 || !strings.Contains(path.Items[0].Text, "/b") {
		t.Errorf("%v %s", reply.Headers, reply.Body)
	}
}

func TestPreflight(t *testing.T) {
	preflight := func() *model.Request {
		request := get("/a", model.Field{Name: "origin", Value: "http://x"}, model.Field{Name: "Access-Control-Request-Method", Value: "PUT"})
		request.Method = "OPTIONS"
		return request
	}
	f := newFixture(t, ok)
	f.expect(t, "/b", model.Times{Unlimited: true})
	reply := f.serve(t, preflight())
	if reply.Status != 200 || header(reply, "access-control-allow-origin") != "http://x" || header(reply, "version") != "" ||
		f.recorded(t).Outcome != model.Preflight {
		t.Errorf("%+v, recorded %+v", reply, f.recorded(t))
	}
	f.expect(t, "/a", model.Times{Unlimited: true})
	if reply := f.serve(t, preflight()); len(reply.Headers) != 0 {
		t.Errorf("an expectation for it does not win: %+v", reply)
	}
	ordinary := preflight()
	ordinary.Path, ordinary.Headers = "/c", ordinary.Headers[:1]
	if reply := f.serve(t, ordinary); reply.Status != 404 {
		t.Errorf("an ordinary OPTIONS: %+v", reply)
	}
}

func TestConfiguredHeadersAreAddedWhereTheyLack(t *testing.T) {
	own := &action.Reply{Headers: []model.Field{{Name: "x-d", Value: "own"}, {Name: "X-E", Value: "1"}, {Name: "X-E", Value: "2"}}}
	f := newFixture(t, func(ctx context.Context, x action.Exchange) error { return x.Send(ctx, own) })
	f.expect(t, "/a", model.Times{Unlimited: true})
	f.set(t, `{"enableCORSForAllResponses": true, "defaultResponseHeaders": "X-D=1| x-f = 2 |=3"}`)
	reply := f.serve(t, get("/a", model.Field{Name: "Origin", Value: "http://x"}))
	if header(reply, "X-D") != "own" || header(reply, "x-f") != "2" || header(reply, "access-control-allow-origin") != "http://x" {
		t.Errorf("%v", reply.Headers)
	}
	if len(own.Headers) != 3 {
		t.Errorf("the action's reply was changed: %v", own.Headers)
	}
	if reply := f.serve(t, get("/none")); header(reply, "x-f") != "2" {
		t.Errorf("a 404: %v", reply.Headers)
	}
	f.set(t, `{"enableCORSForAllResponses": false, "defaultResponseHeaders": ""}`)
	if reply := f.serve(t, get("/a")); !slices.Equal(reply.Headers, own.Headers) {
		t.Errorf("turned off: %v", reply.Headers)
	}
}

// A catastrophic pattern is reported to whoever reads the log, once a request,
// and where the request is explained.
func TestExpressionThatTakesTooLongIsReported(t *testing.T) {
	f := newFixture(t, ok)
	f.set(t, `{"regexMatchingTimeoutMillis": 20}`)
	f.store.Configure(expect.Settings{Match: match.Options{RegexTimeout: 20 * time.Millisecond}, MaxExpectations: 10})
	f.expect(t, `/(a+)+\1[bd]`, model.Times{Unlimited: true})
	f.expect(t, `/(a+)+\1[bd]`, model.Times{Unlimited: true})
	f.serve(t, get("/"+strings.Repeat("a", 50)))
	entries := f.journal.View().Entries
	if len(entries) != 1 || entries[0].Level != "WARN" || entries[0].Arguments()[0].Text != `/(a+)+\1[bd]` {
		t.Errorf("%+v", entries)
	}
	if because := f.recorded(t).Closest.Because; !strings.Contains(because, `the pattern /(a+)+\1[bd] took longer than 20ms`) {
		t.Errorf("%s", because)
	}
	f.set(t, `{"logLevel": "ERROR"}`)
	f.serve(t, get("/"+strings.Repeat("a", 51)))
	if n := len(f.journal.View().Entries); n != 1 {
		t.Errorf("%d entries at ERROR", n)
	}
}
