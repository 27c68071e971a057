package netio

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

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
// was received stays beside it when that changed anything.
func fillBody(request *model.Request, received []byte, limit int) error {
	request.Body = received
	codings := contentCodings(request.Headers)
	if len(received) == 0 || len(codings) == 0 {
		return nil
	}
	decoded := received
	for i := len(codings) - 1; i >= 0; i-- { // the last one was applied last
		var err error
		if decoded, err = decode(decoded, codings[i], limit); err != nil {
			return err
		}
	}
	request.Body, request.EncodedBody = decoded, received
	return nil
}

// contentCodings are the codings this server can remove, in the order they
// were applied; none when there is one among them that it cannot.
func contentCodings(headers []model.Field) []string {
	var codings []string
	for _, header := range headers {
		if !strings.EqualFold(header.Name, "Content-Encoding") {
			continue
		}
		for coding := range strings.SplitSeq(header.Value, ",") {
			switch coding = strings.ToLower(strings.TrimSpace(coding)); coding {
			case "gzip", "x-gzip", "deflate", "x-deflate":
				codings = append(codings, coding)
			case "identity", "":
			default:
				return nil
			}
		}
	}
	return codings
}

func decode(encoded []byte, coding string, limit int) ([]byte, error) {
	reader, err := decoder(encoded, coding)
	if err == nil {
		var decoded []byte
		if decoded, err = io.ReadAll(io.LimitReader(reader, int64(limit)+1)); err == nil && len(decoded) <= limit {
			return decoded, nil
		}
	}
	if err != nil {
		return nil, &http1.Error{Status: http.StatusBadRequest, Reason: fmt.Sprintf("the request body is not the %s that its Content-Encoding says: %v", coding, err)}
	}
	return nil, bodyTooLarge(limit)
}

// decoder reads gzip, and deflate both in its zlib wrapper (RFC 9110, 8.4.1.2)
// and bare, as some clients send it.
func decoder(encoded []byte, coding string) (io.Reader, error) {
	in := bufio.NewReader(bytes.NewReader(encoded))
	if strings.HasSuffix(coding, "gzip") {
		return gzip.NewReader(in)
	}
	const deflateInZlib = 8
	if first, err := in.Peek(2); err == nil && first[0]&0x0f == deflateInZlib && (int(first[0])<<8|int(first[1]))%31 == 0 {
		return zlib.NewReader(in)
	}
	return flate.NewReader(in), nil
}
