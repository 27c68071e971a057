package control

import (
	"context"
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// RetrieveOptions says what to retrieve. Type and Format ignore case; blank
// ones are REQUESTS and JSON.
type RetrieveOptions struct {
	Type          string
	Format        string
	CorrelationID string // of LOGS, only this exchange's entries; "" means all
	Namespace     string // of expectations, only this one's; "" means all
}

// retrieval is one kind of thing to retrieve.
type retrieval struct {
	name     string
	noun     string // in the log
	document func(*Service, *query) (Document, error)
}

// query is one retrieval with its filter read.
type query struct {
	matcher *model.RequestMatcher
	filter  *filter
	format  string // in upper case
	options RetrieveOptions
	noun    string
}

var retrievals = [...]retrieval{
	{"LOGS", "logs", (*Service).retrieveLogs},
	{"REQUESTS", "requests", (*Service).retrieveRequests},
	{"REQUEST_RESPONSES", "requests and responses", (*Service).retrieveExchanges},
	{"RECORDED_EXPECTATIONS", "recorded expectations", (*Service).retrieveRecorded},
	{"ACTIVE_EXPECTATIONS", "active expectations", (*Service).retrieveActive},
	{"METRICS", "metrics", (*Service).retrieveMetrics},
}

// supportedFormats are all that MockServer knows, in the order its refusal
// lists them.
const supportedFormats = "java, javascript, python, go, csharp, ruby, rust, php, json, log_entries, har, openapi, postman, bruno, curl"

// Retrieve writes what options name, narrowed to what document, a request
// definition, matches; an empty one matches everything.
func (s *Service) Retrieve(_ context.Context, document []byte, options RetrieveOptions) (Document, error) {
	format, err := parseFormat(options.Format)
	if err != nil {
		return Document{}, err
	}
	kind, err := parseRetrieval(options.Type)
	if err != nil {
		return Document{}, err
	}
	q := &query{format: format, options: options, noun: kind.noun}
	if q.matcher, err = wire.ParseRequestMatcher(document); err != nil {
		return Document{}, err
	}
	if q.filter, err = s.filter(q.matcher); err != nil {
		return Document{}, err
	}
	return kind.document(s, q)
}

func parseFormat(format string) (string, error) {
	lower := strings.ToLower(strings.TrimSpace(format))
	if lower == "" {
		return "JSON", nil
	}
	for known := range strings.SplitSeq(supportedFormats, ", ") {
		if lower == known {
			return strings.ToUpper(lower), nil
		}
	}
	return "", invalidParameter("format", format, supportedFormats)
}

func parseRetrieval(kind string) (*retrieval, error) {
	upper := strings.ToUpper(strings.TrimSpace(kind))
	if upper == "" {
		upper = "REQUESTS"
	}
	names := make([]string, len(retrievals))
	for i := range retrievals {
		if retrievals[i].name == upper {
			return &retrievals[i], nil
		}
		names[i] = strings.ToLower(retrievals[i].name)
	}
	return nil, invalidParameter("type", kind, strings.Join(names, ", "))
}

func (s *Service) retrieveRequests(q *query) (Document, error) {
	return s.traffic(q, func(exchange *model.Exchange) (jsontree.Value, bool) {
		return wire.RecordedRequestValue(exchange.Request, wire.RequestsForm), true
	})
}

func (s *Service) retrieveExchanges(q *query) (Document, error) {
	return s.traffic(q, func(exchange *model.Exchange) (jsontree.Value, bool) {
		return wire.ExchangeValue(exchange), exchange.Outcome != model.Preflight
	})
}

// traffic writes recorded exchanges, oldest first, each as show says, without
// those it leaves out.
func (s *Service) traffic(q *query, show func(*model.Exchange) (jsontree.Value, bool)) (Document, error) {
	if q.format == "LOG_ENTRIES" {
		return s.logEntries(q), nil
	}
	if q.format != "JSON" {
		return unavailable(q)
	}
	var items list
	view := s.Journal.View()
	for exchange := range view.Exchanges() {
		if !q.filter.finds(exchange.Request) {
			continue
		}
		if item, shown := show(exchange); shown {
			items.add(item)
		}
	}
	s.logRetrieved(q, "retrieved "+q.noun+" in json that match:{}")
	return items.document(), nil
}

// retrieveRecorded writes expectations made of forwarded exchanges, of which
// there are none as long as no action forwards.
func (s *Service) retrieveRecorded(q *query) (Document, error) {
	if q.format == "LOG_ENTRIES" {
		return s.logEntries(q), nil
	}
	if q.format != "JSON" {
		return unavailable(q)
	}
	s.logRetrieved(q, "retrieved "+q.noun+" in json that match:{}")
	return (&list{}).document(), nil
}

func (s *Service) retrieveActive(q *query) (Document, error) {
	if q.format == "LOG_ENTRIES" {
		return Document{ContentType: contentTypeText, Body: []byte("LOG_ENTRIES not supported for ACTIVE_EXPECTATIONS")}, nil
	}
	if q.format != "JSON" {
		return unavailable(q)
	}
	active, err := s.Store.Active(expect.Filter{Request: q.matcher, Namespace: strings.TrimSpace(q.options.Namespace)})
	if err != nil {
		return Document{}, filterRefusal(q.matcher, err)
	}
	s.logRetrieved(q, fmt.Sprintf("retrieved %d active expectations in json that match:{}", len(active)))
	return ExpectationsDocument(active), nil
}

// retrieveMetrics writes the metrics, which are off.
func (s *Service) retrieveMetrics(*query) (Document, error) {
	return Document{ContentType: contentTypeJSON, Body: []byte("{}")}, nil
}

func (s *Service) retrieveLogs(q *query) (Document, error) {
	if q.format == "LOG_ENTRIES" {
		return s.logEntries(q), nil
	}
	document := Document{ContentType: contentTypeText, Body: logText(s.lines(q))}
	s.logRetrieved(q, "retrieved logs that match:{}")
	return document, nil
}

func (s *Service) logEntries(q *query) Document {
	var items list
	for line := range s.lines(q) {
		items.add(line.value())
	}
	s.logRetrieved(q, "retrieved log entries in log_entries format that match:{}")
	return items.document()
}

// unavailable refuses a format that MockServer knows and this server does not
// write.
func unavailable(q *query) (Document, error) {
	return Document{}, fmt.Errorf("format %s is not available for %s; JSON and LOG_ENTRIES are", q.format, q.noun)
}

func (s *Service) logRetrieved(q *query, format string) {
	s.log(journal.Entry{Type: "RETRIEVED", Format: format, Arguments: matcherArgument(q.matcher)})
}
