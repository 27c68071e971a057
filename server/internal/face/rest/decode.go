package rest

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/coding"
)

// decoded takes content codings off bodies, and turns those that name a
// charset into UTF-8.
func (f *Face) decoded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		codings := coding.Named(r.Header.Values("Content-Encoding"))
		contentType := r.Header.Get("Content-Type")
		if len(codings) == 0 && !charset.Named(contentType) {
			next.ServeHTTP(w, r)
			return
		}
		body, err := f.decode(r.Body, codings)
		if err != nil {
			f.errors.write(w, r, err)
			return
		}
		if charset.Named(contentType) {
			body = []byte(charset.Decode(contentType, body))
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

func (f *Face) decode(received io.Reader, codings []string) ([]byte, error) {
	body, err := io.ReadAll(received)
	if err != nil || len(body) == 0 {
		return nil, err
	}
	limit := f.settings.Get().MaxControlBodySize
	body, err = coding.Remove(body, codings, limit)
	if errors.Is(err, coding.ErrTooLarge) {
		return nil, &http.MaxBytesError{Limit: int64(limit)}
	}
	return body, err
}
