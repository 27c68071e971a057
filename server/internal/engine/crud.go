package engine

import (
	"context"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/model"
)

const contentTypeJSON = "application/json; charset=utf-8"

// simulated answers a request to a simulated resource, and returns whether it
// was one. It counts as mocked, by no expectation.
func (e *Engine) simulated(ctx context.Context, x *exchange) bool {
	answer, found := e.Resources.Serve(x.request.Method, x.request.Path, x.request.Body)
	if !found {
		return false
	}
	x.outcome = model.Matched
	response, reply := &model.Response{StatusCode: answer.Status}, &action.Reply{Status: answer.Status}
	if answer.JSON != nil {
		response.Body = &model.Body{Type: "STRING", Text: string(answer.JSON), ContentType: contentTypeJSON}
		reply.Body = answer.JSON
		reply.Headers = []model.Field{{Name: "content-type", Value: contentTypeJSON}}
	}
	x.Record(response)
	if err := x.Send(ctx, reply); err != nil {
		e.Logger.Debug("the client is gone", "request_id", x.request.ID, "error", err)
	}
	return true
}
