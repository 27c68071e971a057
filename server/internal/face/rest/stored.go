package rest

import (
	"net/http"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/model"
)

// stored answers with the expectations of a call, which go out while they are
// written: each of those made from one specification holds all of it.
type stored []*model.Expectation

func (s stored) write(w http.ResponseWriter) error {
	document := control.ExpectationsDocument(s)
	return send(w, http.StatusCreated, &document)
}

// VisitUpsertExpectationsResponse implements the generated interface.
func (s stored) VisitUpsertExpectationsResponse(w http.ResponseWriter) error { return s.write(w) }

// VisitUpsertOpenApiResponse implements the generated interface.
func (s stored) VisitUpsertOpenApiResponse(w http.ResponseWriter) error { return s.write(w) }

// VisitImportExpectationsResponse implements the generated interface.
func (s stored) VisitImportExpectationsResponse(w http.ResponseWriter) error { return s.write(w) }

// VisitPromoteRecordingsResponse implements the generated interface.
func (s stored) VisitPromoteRecordingsResponse(w http.ResponseWriter) error { return s.write(w) }

// send writes a document. What breaks an answer that has begun can only end it.
func send(w http.ResponseWriter, status int, document *control.Document) error {
	w.Header().Set("Content-Type", document.ContentType)
	w.WriteHeader(status)
	if err := document.Write(w); err != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}
