// Package respond is the action httpResponse: answer with what was configured.
package respond

import (
	"context"
	"net/http"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/diskfile"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Kind is the member of an expectation that names this action.
const Kind = "httpResponse"

// fileBody is the kind of body that a file holds.
const fileBody = "FILE"

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
		r := &respond{
			settings: settings,
			response: response,
			reply:    *Reply(response),
			delay:    action.Duration(response.Delay),
		}
		if response.Body != nil && response.Body.Type == fileBody {
			r.file = response.Body
		}
		return r, nil
	}
}

// respond is one configured answer; it is the same for every exchange.
type respond struct {
	settings Settings
	response *model.Response // as configured, for the journal
	reply    action.Reply
	delay    time.Duration
	file     *model.Body // of kind FILE; nil when the reply is whole
}

// Do implements action.Action. The exchange is journaled before the delay: a
// verification need not wait for it, nor for a client that gave up.
func (r *respond) Do(ctx context.Context, x action.Exchange) error {
	x.Record(r.response)
	if err := action.Pause(ctx, r.delay+r.settings.GlobalDelay()); err != nil {
		return nil // nobody is left to answer
	}
	reply, err := r.filled()
	if err != nil {
		return err
	}
	return x.Send(ctx, reply)
}

// filled is the reply with what a file holds at this moment, if it names one.
func (r *respond) filled() (*action.Reply, error) {
	if r.file == nil {
		return &r.reply, nil
	}
	content, err := diskfile.Read(r.file.Text)
	if err != nil {
		return nil, &action.Failure{Reply: unreadable(), Err: err}
	}
	filled := r.reply
	filled.Body = content
	return &filled, nil
}

// unreadable is MockServer's answer when a file cannot be read.
func unreadable() *action.Reply {
	return &action.Reply{Status: http.StatusInternalServerError, Body: []byte("Error reading file for response body")}
}
