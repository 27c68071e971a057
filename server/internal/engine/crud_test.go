package engine_test

import (
	"context"
	"testing"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/model"
)

// AP-246: a resource answers before expectations do, and is recorded.
func TestSimulatedResourceComesFirst(t *testing.T) {
	f := newFixture(t, func(ctx context.Context, x action.Exchange) error {
		x.Record(&model.Response{StatusCode: 299})
		return x.Send(ctx, &action.Reply{Status: 299})
	})
	f.expect(t, "/u.*", model.Times{Unlimited: true})
	if _, _, err := f.resources.Register(crud.Definition{BasePath: "/u"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		method, body string
		status       int
		reply        string
	}{
		{"POST", `{"a":1}`, 201, `{"a":1,"id":1}`},
		{"DELETE", "", 299, ""},
	} {
		reply := f.serve(t, &model.Request{Method: c.method, Path: "/u", Body: []byte(c.body)})
		if reply.Code() != c.status || string(reply.Body) != c.reply {
			t.Errorf("%s: %+v", c.method, reply)
		}
	}
	records := f.journal.Exchanges(nil)
	if len(records) != 2 || records[0].Outcome != model.Matched || records[0].Expectation != nil || records[0].Response.Body.Text != `{"a":1,"id":1}` {
		t.Errorf("recorded %+v", records)
	}
}
