package netio

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/netio/http1"
)

// control has a face answer.
func (c *conn) control(face Face, head *http1.Head, asked http1.Asked, body *requestBody, path, query string) (reusable bool) {
	ctx := newRequestContext(c, body)
	defer ctx.stop()
	w := &faceWriter{conn: c, request: body, watch: ctx, asked: asked, streams: head.Minor == 1, header: http.Header{}}
	defer w.recovered(&reusable)
	face.ServeHTTP(w, c.httpRequest(head, body, path, query).WithContext(ctx))
	return w.finish()
}

func (c *conn) httpRequest(head *http1.Head, body *requestBody, path, query string) *http.Request {
	header := make(http.Header, len(head.Headers))
	for _, field := range head.Headers {
		header.Add(field.Name, field.Value)
	}
	return &http.Request{
		Method:        head.Method,
		URL:           &url.URL{Path: path, RawQuery: query},
		Proto:         fmt.Sprintf("HTTP/1.%d", head.Minor),
		ProtoMajor:    1,
		ProtoMinor:    head.Minor,
		Header:        header,
		Host:          header.Get("Host"),
		Body:          body,
		ContentLength: body.announced(),
		RequestURI:    head.Target,
		RemoteAddr:    c.remote.String(),
		TLS:           c.tlsState,
	}
}

// faceWriter is the http.ResponseWriter of a face's answer. A small answer is
// sent whole, with its length; what is flushed or grows large is streamed.
type faceWriter struct {
	conn     *conn
	request  *requestBody
	watch    *requestContext
	asked    http1.Asked
	streams  bool // chunks are understood
	header   http.Header
	status   int
	body     []byte // not sent yet
	started  bool   // the head is out
	chunked  bool
	close    bool // afterwards
	hijacked bool
	err      error // of the connection; everything after it is dropped
}

// Header implements http.ResponseWriter.
func (w *faceWriter) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter.
func (w *faceWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

// Write implements http.ResponseWriter.
func (w *faceWriter) Write(p []byte) (int, error) {
	if w.hijacked {
		return 0, http.ErrHijacked
	}
	w.WriteHeader(http.StatusOK)
	w.body = append(w.body, p...)
	if len(w.body) > writeBufferBytes && (w.started || w.header.Get("Content-Length") == "") {
		w.stream()
	}
	return len(p), w.err
}

// Flush implements http.Flusher.
func (w *faceWriter) Flush() { _ = w.FlushError() } // who cares about the error calls the other

// FlushError sends what was written so far.
func (w *faceWriter) FlushError() error {
	w.WriteHeader(http.StatusOK)
	w.stream()
	return w.err
}

// Hijack implements http.Hijacker: the connection then belongs to the caller.
func (w *faceWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if w.started || w.hijacked {
		return nil, nil, errors.New("the answer has begun: the connection cannot be taken over")
	}
	w.watch.stop()
	w.hijacked = true
	return w.conn.stream, bufio.NewReadWriter(w.conn.in, bufio.NewWriter(w.conn.stream)), nil
}

// stream sends the head if it is not out yet, and the body so far.
func (w *faceWriter) stream() {
	if !w.started {
		w.chunked = w.streams && w.header.Get("Content-Length") == ""
		w.close = !w.streams
		w.start(nil)
	}
	if len(w.body) == 0 || w.asked.Head {
		return
	}
	content := w.body
	if w.chunked {
		content = http1.AppendChunk(nil, w.body)
	}
	w.send(content)
	w.body = w.body[:0]
}

// start sends the head, and body with it.
func (w *faceWriter) start(body []byte) {
	reply := &action.Reply{Status: w.status, Headers: w.fields(), Body: body, Connection: &model.ConnectionOptions{
		SuppressContentLengthHeader: body == nil,
	}}
	if w.chunked {
		reply.Headers = append(reply.Headers, model.Field{Name: "transfer-encoding", Value: "chunked"})
	}
	asked := w.asked
	asked.KeepAlive = asked.KeepAlive && !w.close && !w.request.broken && w.header.Get("Connection") != "close"
	plan := http1.PlanReply(w.conn.scratch[:0], reply, asked)
	w.close, w.started = plan.Close, true
	w.send(append(plan.Head, plan.Body...))
}

func (w *faceWriter) fields() []model.Field {
	fields := make([]model.Field, 0, len(w.header)+2)
	for name, values := range w.header {
		for _, value := range values {
			fields = append(fields, model.Field{Name: strings.ToLower(name), Value: value})
		}
	}
	slices.SortStableFunc(fields, func(a, b model.Field) int { return strings.Compare(a.Name, b.Name) })
	return fields
}

func (w *faceWriter) send(content []byte) {
	if w.err == nil {
		_, w.err = w.conn.stream.Write(content)
	}
}

// finish sends what is left; false when the connection cannot be used again.
func (w *faceWriter) finish() (reusable bool) {
	switch {
	case w.hijacked:
		return false
	case !w.started:
		w.WriteHeader(http.StatusOK)
		w.start(append([]byte{}, w.body...))
	default:
		w.stream()
		if w.chunked && !w.asked.Head {
			w.send([]byte(http1.LastChunk))
		}
	}
	return w.err == nil && !w.close
}

// recovered answers 500 for a face that panicked, or cuts an answer short that
// had begun. http.ErrAbortHandler asks for the latter.
func (w *faceWriter) recovered(reusable *bool) {
	broken := recover()
	if broken == nil {
		return
	}
	*reusable = false
	if broken == http.ErrAbortHandler {
		return
	}
	w.conn.server.Logger.Error("a control-plane handler broke", "remote", w.conn.remote, "panic", broken)
	if w.started || w.hijacked {
		return
	}
	w.header, w.body, w.status, w.close = http.Header{}, nil, http.StatusInternalServerError, true
	w.finish()
}
