package netio

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/netio/http1"
)

// http2Client is the far end of one HTTP/2 stream.
type http2Client struct {
	w    http.ResponseWriter
	head bool // the method is HEAD
	sent bool
}

// Send implements action.Client. What of ConnectionOptions belongs to HTTP/1
// alone has no meaning here (RFC 9113, 8.2.2).
func (h *http2Client) Send(ctx context.Context, reply *action.Reply) error {
	code := reply.Code()
	if code < 100 || code > 999 {
		return errors.New("HTTP/2 has three-digit status codes only")
	}
	h.sent = true
	h.headers(reply)
	h.w.WriteHeader(code)
	if h.head {
		return nil
	}
	if h.w.Header().Get("Content-Length") == "" {
		if err := h.flush(); err != nil { // net/http counts what is not flushed
			return err
		}
	}
	return h.body(ctx, reply)
}

func (h *http2Client) flush() error { return http.NewResponseController(h.w).Flush() }

func (h *http2Client) headers(reply *action.Reply) {
	header := h.w.Header()
	suppressDefaults(header)
	for _, field := range reply.Headers {
		if !isConnectionHeader(field.Name) {
			header.Add(field.Name, field.Value)
		}
	}
	options := reply.Connection
	if options == nil {
		options = &model.ConnectionOptions{}
	}
	length := int64(len(reply.Body))
	if options.ContentLengthHeaderOverride != nil {
		length = *options.ContentLengthHeaderOverride
		header.Del("Content-Length")
	}
	suppressed := options.SuppressContentLengthHeader || options.ChunkSize > 0
	switch {
	case reply.Code() == http.StatusNoContent:
		header.Del("Content-Length") // RFC 9110, 8.6
	case header.Get("Content-Length") == "" && !suppressed:
		header.Set("Content-Length", strconv.FormatInt(length, 10))
	}
	if options.CloseSocket != nil && *options.CloseSocket {
		header.Set("Connection", "close") // net/http then says goodbye (GOAWAY)
	}
}

func (h *http2Client) body(ctx context.Context, reply *action.Reply) error {
	delay := action.Duration(reply.ChunkDelay())
	if delay == 0 {
		_, err := h.w.Write(reply.Body)
		return ignoreBodyNotAllowed(err)
	}
	size := max(reply.Connection.ChunkSize, 1)
	for body := reply.Body; len(body) > 0; body = body[min(size, len(body)):] {
		if err := h.flush(); err != nil {
			return err
		}
		if err := action.Pause(ctx, delay); err != nil {
			return err
		}
		if _, err := h.w.Write(body[:min(size, len(body))]); err != nil {
			return ignoreBodyNotAllowed(err)
		}
	}
	return nil
}

// refuse answers a request whose body cannot be taken.
func (h *http2Client) refuse(ctx context.Context, err error) {
	var refusal *http1.Error
	if !errors.As(err, &refusal) {
		panic(http.ErrAbortHandler) // the stream is gone
	}
	_ = h.Send(ctx, &action.Reply{ // there is nobody else to tell
		Status:  refusal.Status,
		Headers: []model.Field{{Name: "content-type", Value: "text/plain; charset=utf-8"}},
		Body:    []byte(refusal.Reason),
	})
}

// suppressDefaults keeps net/http from adding headers nobody asked for.
func suppressDefaults(header http.Header) {
	header["Date"], header["Content-Type"] = nil, nil
}

func isConnectionHeader(name string) bool {
	switch strings.ToLower(name) {
	case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade":
		return true
	}
	return false
}

func ignoreBodyNotAllowed(err error) error {
	if errors.Is(err, http.ErrBodyNotAllowed) {
		return nil
	}
	return err
}
