package rest

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/verify"
)

// errorWriter answers for what a use case refused.
type errorWriter struct{ logger *slog.Logger }

// write maps an error to its status: a verification that failed, a body too
// large, and what the core refuses, which is always about the call's document.
func (e errorWriter) write(w http.ResponseWriter, r *http.Request, err error) {
	status, text, contentType := http.StatusBadRequest, err.Error(), "text/plain; charset=utf-8"
	var refusal *control.Refusal
	var notFound *control.NotFoundError
	var failure *verify.Failure
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &refusal):
		answer := refusal.Document()
		text, contentType = string(answer.Body), answer.ContentType
	case errors.As(err, &notFound):
		status = http.StatusNotFound
	case errors.As(err, &failure):
		status = http.StatusNotAcceptable
	case errors.As(err, &tooLarge):
		status = http.StatusRequestEntityTooLarge
		text = fmt.Sprintf("the request body exceeds maxControlPlaneBodySize (%d bytes)", tooLarge.Limit)
		if r.ProtoMajor == 1 {
			w.Header().Set("Connection", "close") // the rest of the body is still coming
		}
	case errors.Is(err, io.ErrUnexpectedEOF):
		text = "truncated request: the connection ended inside the body"
	}
	e.logger.Debug("a control-plane call was refused", "path", r.URL.Path, "status", status, "reason", text)
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text) // the client may be gone
}
