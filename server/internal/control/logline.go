package control

import (
	"fmt"
	"time"

	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// line is one entry of the log as it is read: most are made of an exchange
// only when somebody asks.
type line struct {
	at            time.Time
	level         config.Level
	always        bool // kept at every log level
	kind          string
	correlationID string
	port          uint16         // that received the request; 0 without one
	request       jsontree.Value // or the definition it is about; null without either
	requests      jsontree.Value // the definitions of a sequence; null without one
	response      jsontree.Value
	expectation   jsontree.Value
	expectationID string
	because       string
	format        string
	arguments     []argument
}

// argument is one value in a line's message, with its block of text.
type argument struct {
	value jsontree.Value
	text  string
}

func newArgument(value jsontree.Value) argument {
	text := value.Text
	if value.Kind != jsontree.String {
		text = string(value.AppendPretty(nil))
	}
	return argument{value: value, text: indented(text)}
}

// texts keeps the arguments that many exchanges share. It belongs to one call.
type texts struct {
	expectations map[*model.Expectation]argument
	responses    map[*model.Response]argument
}

func newTexts() *texts {
	return &texts{expectations: map[*model.Expectation]argument{}, responses: map[*model.Response]argument{}}
}

func (t *texts) expectation(expectation *model.Expectation) argument {
	kept, found := t.expectations[expectation]
	if !found {
		kept = newArgument(wire.ExpectationValue(expectation))
		t.expectations[expectation] = kept
	}
	return kept
}

func (t *texts) response(response *model.Response) argument {
	kept, found := t.responses[response]
	if !found {
		kept = newArgument(wire.ResponseValue(response))
		t.responses[response] = kept
	}
	return kept
}

func entryLine(entry *journal.Entry) *line {
	l := &line{
		at:            entry.At,
		level:         config.Level(entry.Level),
		kind:          entry.Type,
		correlationID: entry.CorrelationID,
		expectationID: entry.ExpectationID,
		format:        entry.Format,
	}
	switch {
	case entry.Request != nil:
		l.request, l.port = wire.RecordedRequestValue(entry.Request, wire.ExchangeForm), entry.Request.Local.Port()
	case len(entry.About) == 1:
		l.request = wire.RequestMatcherValue(entry.About[0])
	default:
		l.requests = definitionValues(entry.About)
	}
	if entry.Arguments != nil {
		for _, value := range entry.Arguments() {
			l.arguments = append(l.arguments, newArgument(value))
		}
	}
	return l
}

func definitionValues(definitions []*model.RequestMatcher) jsontree.Value {
	values := jsontree.Value{Kind: jsontree.Array}
	for _, definition := range definitions {
		values.Items = append(values.Items, wire.RequestMatcherValue(definition))
	}
	return values
}

// exchangeLines are the entries that an exchange stands for.
func exchangeLines(exchange *model.Exchange, texts *texts) []line {
	request := newArgument(wire.RecordedRequestValue(exchange.Request, wire.ExchangeForm))
	received := newLine(exchange, request, "RECEIVED_REQUEST", "received request:{}", request)
	received.at, received.always = exchange.Request.ReceivedAt, true
	switch exchange.Outcome {
	case model.Matched:
		return append([]line{received}, matchedLines(exchange, request, texts)...)
	case model.Preflight:
		return []line{received, newLine(exchange, request, "INFO", "returning CORS response for OPTIONS request")}
	default:
		return append([]line{received}, unmatchedLines(exchange, request, texts)...)
	}
}

func matchedLines(exchange *model.Exchange, request argument, texts *texts) []line {
	response := texts.response(exchange.Response)
	if exchange.Expectation == nil { // a simulated resource answered
		answered := newLine(exchange, request, "EXPECTATION_RESPONSE", "returning response:{}for request:{}", response, request)
		answered.response, answered.always = response.value, true
		return []line{answered}
	}
	expectation := texts.expectation(exchange.Expectation)
	matched := newLine(exchange, request, "EXPECTATION_MATCHED", "request:{}matched expectation:{}", request, expectation)
	matched.expectation = expectation.value
	answered := newLine(exchange, request, "EXPECTATION_RESPONSE", "returning response:{}for request:{}for action:{}from expectation:{}",
		response, request, response, newArgument(jsontree.StringOf(exchange.ExpectationID)))
	answered.response, answered.expectationID, answered.always = response.value, exchange.ExpectationID, true
	return []line{matched, answered}
}

func unmatchedLines(exchange *model.Exchange, request argument, texts *texts) []line {
	var lines []line
	if closest := exchange.Closest; closest != nil {
		lines = mismatchLines(exchange, closest, request, texts)
	}
	response := texts.response(exchange.Response)
	unmatched := newLine(exchange, request, "NO_MATCH_RESPONSE", "no expectation for:{}returning response:{}", request, response)
	unmatched.response = response.value
	return append(lines, unmatched)
}

func mismatchLines(exchange *model.Exchange, closest *model.Mismatch, request argument, texts *texts) []line {
	expectation := texts.expectation(closest.Expectation)
	differs := newLine(exchange, request, "EXPECTATION_NOT_MATCHED",
		fmt.Sprintf("request:{}didn't match expectation %q:{}because:{}", closest.Expectation.ID),
		request, expectation, newArgument(jsontree.StringOf(closest.Because)))
	differs.expectation, differs.because = expectation.value, closest.Because
	nearest := newLine(exchange, request, "EXPECTATION_NOT_MATCHED",
		fmt.Sprintf("closest expectation:{}matched %d/%d fields for request:{}", closest.MatchedFields, closest.TotalFields),
		expectation, request)
	nearest.expectation = expectation.value
	return []line{differs, nearest}
}

func newLine(exchange *model.Exchange, request argument, kind, format string, arguments ...argument) line {
	return line{
		at:            exchange.CompletedAt,
		level:         config.LevelInfo,
		kind:          kind,
		correlationID: exchange.Request.ID,
		port:          exchange.Request.Local.Port(),
		request:       request.value,
		format:        format,
		arguments:     arguments,
	}
}
