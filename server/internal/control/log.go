package control

import (
	"cmp"
	"slices"
	"time"

	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// log records an entry about a call of the control plane, if the log level
// keeps it.
func (s *Service) log(entry journal.Entry) {
	if entry.Level == "" {
		entry.Level = string(config.LevelInfo)
	}
	if !s.Settings.Get().LogLevel.Records(config.Level(entry.Level)) {
		return
	}
	entry.At = s.Clock()
	s.Journal.Log(entry)
}

// line is one entry of the log as it is read: most are made of an exchange
// only when somebody asks.
type line struct {
	sequence      uint64
	at            time.Time
	level         config.Level
	always        bool // kept at every log level
	kind          string
	correlationID string
	request       *model.Request
	about         *model.RequestMatcher // in the place of request
	response      *model.Response
	expectation   *model.Expectation
	expectationID string
	because       string
	format        string
	arguments     []jsontree.Value
}

// lines are the log entries that a query finds, in the order they happened. An
// entry about no request and no expectation is found by every filter.
func (s *Service) lines(q *query) []line {
	level := s.Settings.Get().LogLevel
	view := s.Journal.View()
	var found []line
	for exchange := range view.Exchanges() {
		if !q.correlates(exchange.Request.ID) || !q.filter.finds(exchange.Request) {
			continue
		}
		for _, l := range exchangeLines(exchange) {
			if l.always || level.Records(l.level) {
				found = append(found, l)
			}
		}
	}
	for i := range view.Entries {
		if entry := &view.Entries[i]; q.correlates(entry.CorrelationID) && q.filter.findsEntry(entry) {
			found = append(found, entryLine(entry))
		}
	}
	slices.SortStableFunc(found, func(a, b line) int { return cmp.Compare(a.sequence, b.sequence) })
	return found
}

// correlates says whether a query asks for entries of this exchange.
func (q *query) correlates(id string) bool {
	return q.options.CorrelationID == "" || q.options.CorrelationID == id
}

// findsEntry says whether a log entry is about what a filter matches.
func (f *filter) findsEntry(entry *journal.Entry) bool {
	switch {
	case entry.Request != nil:
		return f.finds(entry.Request)
	case entry.About != nil:
		return f.findsDefinition(entry.About)
	default:
		return true
	}
}

func entryLine(entry *journal.Entry) line {
	l := line{
		sequence:      entry.Sequence,
		at:            entry.At,
		level:         config.Level(entry.Level),
		kind:          entry.Type,
		correlationID: entry.CorrelationID,
		request:       entry.Request,
		about:         entry.About,
		expectationID: entry.ExpectationID,
		format:        entry.Format,
	}
	if entry.Arguments != nil {
		l.arguments = entry.Arguments()
	}
	return l
}

// exchangeLines are the entries that an exchange stands for.
func exchangeLines(exchange *model.Exchange) []line {
	request := wire.RecordedRequestValue(exchange.Request, wire.ExchangeForm)
	received := newLine(exchange, "RECEIVED_REQUEST", "received request:{}", request)
	received.at, received.always = exchange.Request.ReceivedAt, true
	switch exchange.Outcome {
	case model.Matched:
		return append([]line{received}, matchedLines(exchange, request)...)
	case model.Preflight:
		return []line{received, newLine(exchange, "INFO", "returning CORS response for OPTIONS request")}
	default:
		return append([]line{received}, unmatchedLines(exchange, request)...)
	}
}

func matchedLines(exchange *model.Exchange, request jsontree.Value) []line {
	response := wire.ResponseValue(exchange.Response)
	matched := newLine(exchange, "EXPECTATION_MATCHED", "request:{}matched expectation:{}", request, wire.ExpectationValue(exchange.Expectation))
	matched.expectation = exchange.Expectation
	answered := newLine(exchange, "EXPECTATION_RESPONSE", "returning response:{}for request:{}for action:{}from expectation:{}",
		response, request, response, jsontree.StringOf(exchange.ExpectationID))
	answered.response, answered.expectationID, answered.always = exchange.Response, exchange.ExpectationID, true
	return []line{matched, answered}
}

func unmatchedLines(exchange *model.Exchange, request jsontree.Value) []line {
	var lines []line
	if closest := exchange.Closest; closest != nil {
		lines = mismatchLines(exchange, closest, request)
	}
	unmatched := newLine(exchange, "NO_MATCH_RESPONSE", "no expectation for:{}returning response:{}", request, wire.ResponseValue(exchange.Response))
	unmatched.response = exchange.Response
	return append(lines, unmatched)
}

func mismatchLines(exchange *model.Exchange, closest *model.Mismatch, request jsontree.Value) []line {
	expectation := wire.ExpectationValue(closest.Expectation)
	differs := newLine(exchange, "EXPECTATION_NOT_MATCHED", `request:{}didn't match expectation "`+closest.Expectation.ID+`":{}because:{}`,
		request, expectation, jsontree.StringOf(closest.Because))
	differs.expectation, differs.because = closest.Expectation, closest.Because
	nearest := newLine(exchange, "EXPECTATION_NOT_MATCHED", closestFormat(closest), expectation, request)
	nearest.expectation = closest.Expectation
	return []line{differs, nearest}
}

func newLine(exchange *model.Exchange, kind, format string, arguments ...jsontree.Value) line {
	return line{
		sequence:      exchange.Sequence,
		at:            exchange.CompletedAt,
		level:         config.LevelInfo,
		kind:          kind,
		correlationID: exchange.Request.ID,
		request:       exchange.Request,
		format:        format,
		arguments:     arguments,
	}
}

func textArgument(text string) func() []jsontree.Value {
	return func() []jsontree.Value { return []jsontree.Value{jsontree.StringOf(text)} }
}

// matcherArgument is a filter as a log entry shows it; nil is {}.
func matcherArgument(matcher *model.RequestMatcher) func() []jsontree.Value {
	return func() []jsontree.Value {
		if matcher == nil {
			return []jsontree.Value{jsontree.ObjectOf()}
		}
		return []jsontree.Value{wire.RequestMatcherValue(matcher)}
	}
}
