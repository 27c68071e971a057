package engine

import (
	"context"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/model"
)

// exchange is one request being answered, as its action sees it.
type exchange struct {
	engine   *Engine
	request  *model.Request
	client   action.Client
	claim    *expect.Claim   // nil when unmatched
	released bool            // the claim is
	closest  *model.Mismatch // for the journal, when unmatched
	outcome  model.Outcome   // "" says Matched or Unmatched by the claim
	recorded bool
	sent     bool
}

// Request implements action.Exchange.
func (x *exchange) Request() *model.Request { return x.request }

// Record implements action.Exchange. Only the first call counts.
func (x *exchange) Record(response *model.Response) {
	if x.recorded {
		return
	}
	x.recorded = true
	record := model.Exchange{
		Request:     x.request,
		Outcome:     x.outcome,
		Closest:     x.closest,
		Response:    response,
		CompletedAt: x.engine.Clock(),
	}
	if record.Outcome == "" {
		record.Outcome = model.Unmatched
	}
	if x.claim != nil {
		record.Outcome = model.Matched
		record.Expectation = x.claim.Expectation
		record.ExpectationID = x.claim.ID
	}
	x.engine.Journal.Append(record)
}

// Send implements action.Client. The claim ends just before: whoever has read
// an answer no longer finds the expectation that it used up.
func (x *exchange) Send(ctx context.Context, reply *action.Reply) error {
	x.release()
	x.sent = true
	return x.client.Send(ctx, x.engine.additions.Load().add(reply, x.request))
}

func (x *exchange) release() {
	if x.claim != nil && !x.released {
		x.released = true
		x.claim.Release()
	}
}
