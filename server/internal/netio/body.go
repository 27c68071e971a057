package netio

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/mockserver/mockserver/server/internal/coding"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/netio/http1"
)

// firstBodyBytes bounds what is set aside for a body on the strength of its
// announced length alone.
const firstBodyBytes = 1 << 20

// readBody reads a whole body of at most limit bytes. announced is its length
// where the client named one, else -1.
func readBody(body io.Reader, announced int64, limit int) ([]byte, error) {
	if announced > int64(limit) {
		return nil, bodyTooLarge(limit)
	}
	buffer := bytes.NewBuffer(make([]byte, 0, min(max(announced, 0)+bytes.MinRead, firstBodyBytes)))
	_, err := buffer.ReadFrom(io.LimitReader(body, int64(limit)+1))
	switch {
	case buffer.Len() > limit:
		return nil, bodyTooLarge(limit)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, &http1.Error{Status: http.StatusBadRequest, Reason: fmt.Sprintf("truncated request: the body ended after %d bytes", buffer.Len())}
	case err != nil:
		return nil, err
	}
	return buffer.Bytes(), nil
}

func bodyTooLarge(limit int) error {
	return &http1.Error{
		Status: http.StatusRequestEntityTooLarge,
		Reason: fmt.Sprintf("the request body exceeds maxRequestBodySize (%d bytes)", limit),
	}
}

// fillBody gives request its body, without the content codings it names. What
// was received stays beside it when that changed anything; a body that is not
// what its codings say stays as it was received.
func fillBody(request *model.Request, received []byte, limit int) error {
	request.Body = received
	codings := coding.Named(contentEncodings(request.Headers))
	if len(received) == 0 || len(codings) == 0 {
		return nil
	}
	decoded, err := coding.Remove(received, codings, limit)
	switch {
	case errors.Is(err, coding.ErrTooLarge):
		return bodyTooLarge(limit)
	case err == nil:
		request.Body, request.EncodedBody = decoded, received
	}
	return nil
}

func contentEncodings(headers []model.Field) []string {
	var values []string
	for _, header := range headers {
		if strings.EqualFold(header.Name, "Content-Encoding") {
			values = append(values, header.Value)
		}
	}
	return values
}
