package control

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/format"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// retrieveRecorded writes expectations made of forwarded exchanges.
func (s *Service) retrieveRecorded(q *query) (Document, error) {
	if q.format == "LOG_ENTRIES" {
		return s.logEntries(q, s.trafficLines(q)), nil
	}
	var recorded []*model.Expectation
	var examples []example.Exchange
	about := s.about(q)
	for exchange := range forwarded(s.found(q.filter)) {
		recorded = append(recorded, wire.RecordedExpectation(exchange))
		examples = append(examples, example.Recorded(exchange, &about))
	}
	s.logRetrieved(q, "retrieved "+q.noun+" in "+strings.ToLower(q.format)+" that match:{}")
	if q.format == "JSON" {
		return listExpectations(recorded, wire.RecordedExpectationValue), nil
	}
	if code, isCode := format.CodeNamed(q.format); isCode {
		return Document{ContentType: code.ContentType, Body: code.Write(recorded, about.BaseURL)}, nil
	}
	return examplesDocument(q, example.Each(examples), about), nil
}

func (s *Service) retrieveActive(q *query) (Document, error) {
	if q.format == "LOG_ENTRIES" {
		return notSupported(q), nil
	}
	active, err := s.Store.Active(expect.Filter{Request: q.matcher, Namespace: strings.TrimSpace(q.options.Namespace)})
	if err != nil {
		return Document{}, filterRefusal(q.matcher, err)
	}
	s.logRetrieved(q, fmt.Sprintf("retrieved %d active expectations in %s that match:{}", len(active), strings.ToLower(q.format)))
	if q.format == "JSON" {
		return ExpectationsDocument(active), nil
	}
	about := s.about(q)
	if code, isCode := format.CodeNamed(q.format); isCode {
		return Document{ContentType: code.ContentType, Body: code.Write(active, about.BaseURL)}, nil
	}
	examples := make([]example.Exchange, len(active))
	for i, expectation := range active {
		examples[i] = example.Expected(expectation, &about)
	}
	return examplesDocument(q, example.Each(examples), about), nil
}

// examplesDocument writes examples in the format asked for, one of documents.
func examplesDocument(q *query, examples iter.Seq[*example.Exchange], about example.About) Document {
	document, known := format.DocumentNamed(q.format)
	if !known || document.Traffic && strings.HasSuffix(q.name, "_EXPECTATIONS") {
		return notSupported(q)
	}
	written := Document{ContentType: document.ContentType, write: func(w io.Writer) error {
		return document.Write(w, examples, about)
	}}
	if document.Extension != "" {
		written.FileName = q.file + document.Extension
	}
	return written
}

// writtenIn tells whether a type is written in a format, in upper case.
func (r *retrieval) writtenIn(name string) bool {
	ofExpectations := strings.HasSuffix(r.name, "_EXPECTATIONS")
	document, isDocument := format.DocumentNamed(name)
	switch {
	case name == "JSON":
		return true
	case name == "LOG_ENTRIES":
		return r.name != "ACTIVE_EXPECTATIONS" && r.name != "METRICS"
	case r.name == "LOGS" || r.name == "METRICS":
		return false
	case isDocument:
		return !document.Traffic || !ofExpectations
	}
	return ofExpectations // all others are code
}

// refusal names the formats that the type is written in.
func (r *retrieval) refusal(asked string) error {
	var written []string
	for known := range strings.SplitSeq(supportedFormats, ", ") {
		if r.writtenIn(strings.ToUpper(known)) {
			written = append(written, known)
		}
	}
	return &ParameterError{Name: "format", Value: asked, Where: fmt.Sprintf(" with type %q", r.name), Supported: strings.Join(written, ", ")}
}

// notSupported says that a type is not written in a format; callers of
// MockServer get that as an answer, not a refusal.
func notSupported(q *query) Document {
	return textDocument(q.format + " not supported for " + q.name)
}

// about is what a document says about this server.
func (s *Service) about(q *query) example.About {
	base := "http://localhost"
	if ports := s.Listeners.Ports(); len(ports) > 0 {
		base = fmt.Sprintf("http://localhost:%d", ports[0])
	}
	return example.About{
		Title:   "MockServer " + q.noun,
		Version: s.Build.Version,
		BaseURL: base,
		Now:     s.Clock(),
	}
}

func listExpectations(expectations []*model.Expectation, show func(*model.Expectation) jsontree.Value) Document {
	return Document{ContentType: contentTypeJSON, Items: func(yield func(jsontree.Value) bool) {
		for _, expectation := range expectations {
			if !yield(show(expectation)) {
				return
			}
		}
	}}
}

func textDocument(text string) Document {
	return Document{ContentType: contentTypeText, Body: []byte(text)}
}
