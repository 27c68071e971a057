package control_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// forward records an exchange that another server answered, by the expectation
// called forward when there is one.
func (f *fixture) forward(number int, request model.Request, response string) {
	request.ID, request.ReceivedAt, request.Protocol = fmt.Sprint("exchange-", number), now, model.HTTP1
	exchange := model.Exchange{Request: &request, Outcome: model.Forwarded, CompletedAt: now.Add(time.Second)}
	exchange.Response = &model.Response{StatusCode: 200, Body: wire.TextBody(response), Headers: []model.Field{
		{Name: "content-length", Value: "9"}, {Name: "x-mockserver-response-time-ms", Value: "1"}, {Name: "X-Up", Value: "1"},
	}}
	if active, _ := f.Store.Find("forward"); active != nil {
		exchange.Expectation, exchange.ExpectationID = active, active.ID
	}
	f.journal.Append(exchange)
}

func (f *fixture) promote(t *testing.T, document string, options control.PromoteOptions) []*model.Expectation {
	t.Helper()
	stored, err := f.Promote(t.Context(), []byte(document), options)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func users(f *fixture) {
	for i, path := range []string{"/users", "/users/1", "/users/2", "/users/me"} {
		f.forward(i, model.Request{Method: "GET", Path: path, Headers: []model.Field{
			{Name: "Host", Value: "up:80"}, {Name: "Authorization", Value: fmt.Sprint("Bearer ", i)}, {Name: "X-Own", Value: "a"},
		}}, fmt.Sprintf(`{"path":%q,"token":"k3y"}`, path))
	}
}

// CP-255: forwarded exchanges become active expectations without end; calls
// that are alike become one with {id} in its path, and credentials are hidden.
func TestPromote(t *testing.T) {
	f := newFixture()
	f.receive("/users/3", model.Unmatched)
	users(f)
	var got []string
	promoted := f.promote(t, "", control.PromoteOptions{})
	for _, e := range promoted {
		if !e.Times.Unlimited || !e.TimeToLive.Unlimited {
			t.Errorf("%s ends", e.ID)
		}
		got = append(got, e.ID+" "+string(wire.RequestMatcherValue(e.Request).AppendCompact(nil))+" "+string(e.Actions[0].Config.AppendCompact(nil)))
	}
	want := []string{
		`exchange-0 {"method":"GET","path":"/users","headers":{"X-Own":["a"]},"secure":false} {"statusCode":200,"headers":{"X-Up":["1"]},"body":"{\"path\":\"/users\",\"token\":\"***REDACTED***\"}"}`,
		`exchange-3 {"method":"GET","path":"/users/me","headers":{"X-Own":["a"]},"secure":false} {"statusCode":200,"headers":{"X-Up":["1"]},"body":"{\"path\":\"/users/me\",\"token\":\"***REDACTED***\"}"}`,
		`exchange-1 {"method":"GET","path":"/users/{id}","pathParameters":{"id":[".*"]},"headers":{"X-Own":["a"]},"secure":false} {"httpResponses":[` +
			`{"statusCode":200,"headers":{"X-Up":["1"]},"body":"{\"path\":\"/users/1\",\"token\":\"***REDACTED***\"}"},` +
			`{"statusCode":200,"headers":{"X-Up":["1"]},"body":"{\"path\":\"/users/2\",\"token\":\"***REDACTED***\"}"}],"responseMode":"SEQUENTIAL"}`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	codec := wire.NewCodec(wire.Options{Actions: []string{"httpResponse", "httpResponses"}})
	if again, err := codec.ParseExpectations([]byte(written(t, control.ExpectationsDocument(promoted)))); err != nil || len(again) != len(promoted) {
		t.Errorf("what is answered cannot be stored again: %v", err)
	}
	if got := f.active(t); got != "/users /users/me /users/{id}" {
		t.Errorf("active: %s", got)
	}
}

// CP-255: options keep what would be merged or hidden; a filter chooses.
func TestPromoteOptions(t *testing.T) {
	f := newFixture()
	users(f)
	stored := f.promote(t, `{"path": "/users/.*"}`, control.PromoteOptions{Separate: true, Reveal: true})
	document := written(t, control.ExpectationsDocument(stored))
	if len(stored) != 3 || strings.Contains(document, "up:80") || !strings.Contains(document, "Bearer 1") || strings.Contains(document, model.Redacted) {
		t.Errorf("%d: %s", len(stored), document)
	}
	if stored = f.promote(t, `{"path": "/none"}`, control.PromoteOptions{}); len(stored) != 0 {
		t.Errorf("%d expectations of nothing", len(stored))
	}
	if _, err := f.Promote(t.Context(), []byte(`{"nonsense": 1}`), control.PromoteOptions{}); err == nil {
		t.Error("nonsense was taken for a filter")
	}
}

// CP-255: what was promoted comes before what forwarded it, and answers a
// request that differs in its generated values.
func TestPromotedComesFirst(t *testing.T) {
	const generated, other = "6f9619ff-8b86-d011-b42d-00c04fc964ff", "7f9619ff-8b86-d011-b42d-00c04fc964ff"
	f := newFixture()
	f.upsert(t, `{"id": "forward", "priority": 7, "httpResponse": {}}`)
	asked := func(value string) model.Request {
		return model.Request{
			Method: "POST", Path: "/a", Query: []model.Field{{Name: "q", Value: value}, {Name: "page", Value: "1"}},
			Headers: []model.Field{{Name: "Content-Type", Value: "application/json"}}, Body: []byte(fmt.Sprintf(`{"id":%q,"n":1}`, value)),
		}
	}
	for _, test := range []struct {
		literal bool
		want    string
	}{{true, "forward"}, {false, "exchange-1"}} {
		f.forward(1, asked(generated), "up")
		f.promote(t, "", control.PromoteOptions{Literal: test.literal})
		request := asked(other)
		claim, found := f.Store.Select(match.NewRequest(&request))
		if !found || claim.Expectation.ID != test.want {
			t.Errorf("literal %v: %+v", test.literal, claim)
		}
	}
}
