package rest

import (
	"context"
	"io"
	"iter"
	"net/http"

	"github.com/mockserver/mockserver/server/internal/control"
	gen "github.com/mockserver/mockserver/server/internal/gen/rest"
)

// Watch implements PUT /mockserver/watch.
func (h *handlers) Watch(ctx context.Context, request gen.WatchRequestObject) (gen.WatchResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	watched, err := h.service.Watch(ctx, document)
	return feed(watched), err
}

// feed is an answer that goes on until its reader goes away or the server
// stops.
type feed iter.Seq[control.Watched]

// VisitWatchResponse implements gen.WatchResponseObject. The head is sent at
// once, so that the caller knows from when on nothing is missed.
func (f feed) VisitWatchResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.WriteHeader(http.StatusOK)
	flush := http.NewResponseController(w).Flush
	if flush() != nil {
		return nil // the caller is gone, and with it whoever a failure could be told
	}
	var line []byte
	for watched := range f {
		line = watched.AppendLine(line[:0])
		if _, err := w.Write(line); err != nil || flush() != nil {
			return nil
		}
	}
	return nil
}
