package engine

import (
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// reportLate logs the expressions that ran out of time on a request, which
// made them match nothing.
func (e *Engine) reportLate(asked *match.Request) {
	request := asked.Model()
	for _, expression := range asked.Exhausted() {
		e.Logger.Warn("an expression took too long and matched nothing", "request_id", request.ID, "expression", expression)
		if !e.Settings.Get().LogLevel.Records(config.LevelWarn) {
			continue
		}
		e.Journal.Log(journal.Entry{
			At:            e.Clock(),
			Level:         string(config.LevelWarn),
			Type:          string(config.LevelWarn),
			CorrelationID: request.ID,
			Request:       request,
			Format:        "expression:{}took too long and matched nothing for request:{}",
			Arguments: func() []jsontree.Value {
				return []jsontree.Value{jsontree.StringOf(expression), wire.RecordedRequestValue(request, wire.ExchangeForm)}
			},
		})
	}
}
