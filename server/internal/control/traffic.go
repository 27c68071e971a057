package control

import (
	"iter"
	"strings"

	"github.com/mockserver/mockserver/server/internal/format"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// contentTypeJava goes with what is retrieved as JAVA.
const contentTypeJava = "application/java; charset=utf-8"

func (s *Service) retrieveRequests(q *query) (Document, error) {
	switch _, isCode := format.CodeNamed(q.format); {
	case q.format == "JAVA": // which has always been JSON
		document := s.listTraffic(q, s.found(q.filter), func(exchange *model.Exchange) jsontree.Value {
			return wire.RecordedRequestValue(exchange.Request, wire.ExchangeForm)
		})
		document.ContentType = contentTypeJava
		return document, nil
	case isCode:
		return textDocument(q.format + " not supported for REQUESTS (use RECORDED_EXPECTATIONS)"), nil
	default:
		return s.traffic(q, s.found(q.filter), func(exchange *model.Exchange) jsontree.Value {
			return wire.RecordedRequestValue(exchange.Request, wire.RequestsForm)
		})
	}
}

func (s *Service) retrieveExchanges(q *query) (Document, error) {
	if _, isCode := format.CodeNamed(q.format); isCode {
		return notSupported(q), nil
	}
	return s.traffic(q, answered(s.found(q.filter)), wire.ExchangeValue)
}

// answered leaves out exchanges whose answers are not kept.
func answered(exchanges iter.Seq[*model.Exchange]) iter.Seq[*model.Exchange] {
	return func(yield func(*model.Exchange) bool) {
		for exchange := range exchanges {
			if exchange.Outcome != model.Preflight && !yield(exchange) {
				return
			}
		}
	}
}

// forwarded leaves out exchanges that another server did not answer.
func forwarded(exchanges iter.Seq[*model.Exchange]) iter.Seq[*model.Exchange] {
	return func(yield func(*model.Exchange) bool) {
		for exchange := range exchanges {
			if exchange.Outcome == model.Forwarded && !yield(exchange) {
				return
			}
		}
	}
}

// traffic writes exchanges, oldest first: as JSON each as show says.
func (s *Service) traffic(q *query, exchanges iter.Seq[*model.Exchange], show func(*model.Exchange) jsontree.Value) (Document, error) {
	switch q.format {
	case "JSON":
		return s.listTraffic(q, exchanges, show), nil
	case "LOG_ENTRIES":
		return s.logEntries(q, s.trafficLines(q)), nil
	}
	about := s.about(q)
	s.logRetrieved(q, "retrieved "+q.noun+" in "+strings.ToLower(q.format)+" that match:{}")
	return examplesDocument(q, recordedExamples(exchanges, about), about), nil
}

func recordedExamples(exchanges iter.Seq[*model.Exchange], about example.About) iter.Seq[*example.Exchange] {
	return func(yield func(*example.Exchange) bool) {
		for exchange := range exchanges {
			shown := example.Recorded(exchange, &about)
			if !yield(&shown) {
				return
			}
		}
	}
}

func (s *Service) listTraffic(q *query, exchanges iter.Seq[*model.Exchange], show func(*model.Exchange) jsontree.Value) Document {
	s.logRetrieved(q, "retrieved "+q.noun+" in "+strings.ToLower(q.format)+" that match:{}")
	return Document{ContentType: contentTypeJSON, Items: func(yield func(jsontree.Value) bool) {
		for exchange := range exchanges {
			if !yield(show(exchange)) {
				return
			}
		}
	}}
}
