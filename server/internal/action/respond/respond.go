// Package respond is the action httpResponse: answer with what was configured.
package respond

import (
	"context"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Kind is the member of an expectation that names this action.
const Kind = "httpResponse"

// Settings are what of the server's configuration this action reads, at each
// exchange.
type Settings interface {
	// GlobalDelay is added to the delay of every answer.
	GlobalDelay() time.Duration
}

// Compiler returns the compiler of this kind.
func Compiler(settings Settings) action.Compiler {
	return func(config jsontree.Value) (action.Action, error) {
		response, err := wire.ParseResponse(config)
		if err != nil {
			return nil, err
		}
		return &respond{
			settings: settings,
			response: response,
			reply:    Reply(response),
			delay:    action.Duration(response.Delay),
		}, nil
	}
}

// respond is one configured answer; it is the same for every exchange.
type respond struct {
	settings Settings
	response *model.Response // as configured, for the journal
	reply    *action.Reply
	delay    time.Duration
}

// Do implements action.Action. The exchange is journaled before the delay: a
// verification need not wait for it, nor for a client that gave up.
func (r *respond) Do(ctx context.Context, x action.Exchange) error {
	x.Record(r.response)
	if err := action.Pause(ctx, r.delay+r.settings.GlobalDelay()); err != nil {
		return nil // nobody is left to answer
	}
	return x.Send(ctx, r.reply)
}
