package control

import (
	"context"
	"io"
	"iter"
	"strings"

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
	Namespace     string // of expectations, only those this one sees; "" means all
	Strict        bool   // refuse a format that the type is not written in, instead of answering that in words
}

// retrieval is one kind of thing to retrieve.
type retrieval struct {
	name     string
	noun     string   // in the log
	file     string   // to download it as, without extension
	entries  []string // types of its log entries when it is made of recorded requests alone
	document func(*Service, *query) (Document, error)
}

// query is one retrieval with its filter read.
type query struct {
	*retrieval
	matcher *model.RequestMatcher
	filter  *filter
	format  string // in upper case
	options RetrieveOptions
}

var retrievals = [...]retrieval{
	{"LOGS", "logs", "", nil, (*Service).retrieveLogs},
	{"REQUESTS", "requests", "mockserver-requests", []string{"RECEIVED_REQUEST"}, (*Service).retrieveRequests},
	{"REQUEST_RESPONSES", "requests and responses", "mockserver-traffic",
		[]string{"EXPECTATION_RESPONSE", "NO_MATCH_RESPONSE", "FORWARDED_REQUEST"}, (*Service).retrieveExchanges},
	{"RECORDED_EXPECTATIONS", "recorded expectations", "mockserver-recorded", []string{"FORWARDED_REQUEST"}, (*Service).retrieveRecorded},
	{"ACTIVE_EXPECTATIONS", "active expectations", "mockserver-expectations", nil, (*Service).retrieveActive},
	{"METRICS", "metrics", "", nil, (*Service).retrieveMetrics},
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
	if options.Strict && !kind.writtenIn(format) {
		return Document{}, kind.refusal(options.Format)
	}
	q := &query{retrieval: kind, format: format, options: options}
	if q.matcher, err = wire.ParseRequestMatcher(document); err != nil {
		return Document{}, err
	}
	if q.filter, err = s.filter(q.matcher); err != nil {
		return Document{}, err
	}
	answer, err := kind.document(s, q)
	switch lost := s.Journal.Lost(); {
	case kind.name == "LOGS":
		answer.Discarded = lost.Exchanges + lost.Entries
	case len(kind.entries) > 0:
		answer.Discarded = lost.Exchanges
	}
	return answer, err
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
	return "", &ParameterError{Name: "format", Value: format, Supported: supportedFormats}
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
	return nil, &ParameterError{Name: "type", Value: kind, Supported: strings.Join(names, ", ")}
}

// retrieveMetrics writes the metrics, which are off.
func (s *Service) retrieveMetrics(*query) (Document, error) {
	return Document{ContentType: contentTypeJSON, Body: []byte("{}")}, nil
}

func (s *Service) retrieveLogs(q *query) (Document, error) {
	if q.format == "LOG_ENTRIES" {
		return s.logEntries(q, s.lines(q)), nil
	}
	lines := s.lines(q)
	s.logRetrieved(q, "retrieved logs that match:{}")
	return Document{ContentType: contentTypeText, write: func(w io.Writer) error { return writeLog(w, lines) }}, nil
}

func (s *Service) logEntries(q *query, lines iter.Seq[*line]) Document {
	s.logRetrieved(q, "retrieved log entries in log_entries format that match:{}")
	return Document{ContentType: contentTypeJSON, Items: func(yield func(jsontree.Value) bool) {
		for line := range lines {
			if !yield(line.value()) {
				return
			}
		}
	}}
}

// found yields the recorded exchanges that a filter finds, oldest first.
func (s *Service) found(filter *filter) iter.Seq[*model.Exchange] {
	view := s.Journal.View()
	return func(yield func(*model.Exchange) bool) {
		for exchange := range view.Exchanges() {
			if filter.finds(exchange.Request) && !yield(exchange) {
				return
			}
		}
	}
}

func (s *Service) logRetrieved(q *query, format string) {
	s.logAbout("RETRIEVED", format, q.matcher)
}
