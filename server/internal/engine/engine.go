// Package engine answers one request at a time: it selects the expectation,
// has its action answer, and records the exchange before the last byte leaves.
// Start at Engine.Serve.
package engine

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Options is what an engine works with; every field is needed.
type Options struct {
	Store     *expect.Store // prepared by Prepare
	Resources *crud.Resources
	Journal   *journal.Journal
	Settings  *config.Live
	Logger    *slog.Logger
	Clock     func() time.Time
}

// Engine answers requests. Safe for concurrent use.
type Engine struct {
	Options
	additions atomic.Pointer[additions]
	answers   map[int]*model.Response // the engine's own, by status: the journal keeps one of each
}

// New returns an engine.
func New(options Options) *Engine {
	e := &Engine{Options: options, answers: map[int]*model.Response{}}
	for _, status := range []int{http.StatusOK, http.StatusNotFound, http.StatusInternalServerError} {
		e.answers[status] = &model.Response{StatusCode: status, ReasonPhrase: http.StatusText(status)}
	}
	options.Settings.OnChange(func(settings *config.Settings) { e.additions.Store(newAdditions(settings)) })
	return e
}

// Prepare compiles an expectation's action, for expect.Options.
func Prepare(actions *action.Registry) func(*model.Expectation) (any, error) {
	return func(expectation *model.Expectation) (any, error) { return actions.Compile(expectation) }
}

// Serve answers request by way of client. A panic is logged and answered 500.
func (e *Engine) Serve(ctx context.Context, request *model.Request, client action.Client) {
	x := &exchange{engine: e, request: request, client: client}
	defer x.log(ctx)
	defer x.recovered(ctx)
	if e.simulated(ctx, x) {
		return
	}
	asked := match.NewRequest(request)
	claim, found := e.Store.Select(asked)
	e.reportLate(asked)
	if !found {
		e.unmatched(ctx, x, asked)
		return
	}
	x.claim = claim
	defer x.release()
	if err := claim.Prepared.(action.Action).Do(ctx, x); err != nil {
		x.failed(ctx, err)
	}
}

// log writes one line about an exchange that has ended.
func (x *exchange) log(ctx context.Context) {
	if !x.engine.Logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	id := ""
	if x.claim != nil {
		id = x.claim.Expectation.ID
	}
	x.engine.Logger.Debug("answered", "request_id", x.request.ID, "method", x.request.Method, "path", x.request.Path,
		"expectation_id", id, "duration_ms", x.engine.Clock().Sub(x.request.ReceivedAt).Milliseconds())
}

// failed answers for an action that could not: as it says, else as MockServer
// does with 404 without a body.
func (x *exchange) failed(ctx context.Context, err error) {
	attributes := []any{"request_id", x.request.ID, "expectation_id", x.claim.Expectation.ID, "error", err}
	if x.sent {
		x.engine.Logger.Debug("the client is gone", attributes...)
		return
	}
	x.engine.Logger.Warn("an action failed", attributes...)
	reply := &action.Reply{Status: http.StatusNotFound}
	if failure := (*action.Failure)(nil); errors.As(err, &failure) {
		reply = failure.Reply
	}
	x.answer(ctx, reply)
}

// recovered answers for what panicked.
func (x *exchange) recovered(ctx context.Context) {
	broken := recover()
	if broken == nil {
		return
	}
	x.engine.Logger.Error("answering a request broke", "request_id", x.request.ID, "panic", broken)
	if !x.sent {
		x.answer(ctx, &action.Reply{Status: http.StatusInternalServerError})
	}
}

// answer records and sends a reply that no action made, with the status of one
// of the engine's answers.
func (x *exchange) answer(ctx context.Context, reply *action.Reply) {
	x.Record(x.engine.answers[reply.Status])
	if err := x.Send(ctx, reply); err != nil {
		x.engine.Logger.Debug("the client is gone", "request_id", x.request.ID, "error", err)
	}
}
