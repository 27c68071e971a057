package netio

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/target"
)

// http2Server has net/http speak HTTP/2 on connections that were found to.
type http2Server struct {
	server http.Server
	conns  *handoff
}

func newHTTP2Server(s *Server) *http2Server {
	protocols := &http.Protocols{}
	protocols.SetHTTP2(true)
	protocols.SetUnencryptedHTTP2(true)
	h := &http2Server{conns: newHandoff()}
	h.server = http.Server{
		Handler:        &http2Handler{server: s},
		Protocols:      protocols,
		MaxHeaderBytes: s.Settings.Get().MaxHeaderSize,
		// A client that stops in the middle of a frame cannot answer a ping.
		HTTP2:       &http.HTTP2Config{SendPingTimeout: s.headerTimeout() / 2, PingTimeout: s.headerTimeout() / 2},
		BaseContext: func(net.Listener) context.Context { return s.base },
		ErrorLog:    slog.NewLogLogger(s.Logger.Handler(), slog.LevelDebug),
	}
	s.running.Add(1)
	go func() {
		defer s.running.Done()
		_ = h.server.Serve(h.conns) // ends with http.ErrServerClosed
	}()
	return h
}

// take serves a connection from now on; false when the server is stopping.
func (h *http2Server) take(connection net.Conn) bool { return h.conns.give(connection) }

// shutdown lets streams in flight end, until ctx does.
func (h *http2Server) shutdown(ctx context.Context) error { return h.server.Shutdown(ctx) }

// cut closes every connection.
func (h *http2Server) cut() { _ = h.server.Close() } // they are to go; how is all the same

// handoff is a net.Listener whose connections were accepted elsewhere.
type handoff struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newHandoff() *handoff {
	return &handoff{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (h *handoff) give(connection net.Conn) bool {
	select {
	case h.conns <- connection:
		return true
	case <-h.closed:
		return false
	}
}

// Accept implements net.Listener.
func (h *handoff) Accept() (net.Conn, error) {
	select {
	case connection := <-h.conns:
		return connection, nil
	case <-h.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (h *handoff) Close() error {
	h.once.Do(func() { close(h.closed) })
	return nil
}

// Addr implements net.Listener; there is no one address.
func (h *handoff) Addr() net.Addr { return &net.TCPAddr{} }

// http2Handler takes a stream to the face that owns it or to the engine.
type http2Handler struct{ server *Server }

func (h *http2Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.answer(w, r)
	skipRest(w, r)
}

func (h *http2Handler) answer(w http.ResponseWriter, r *http.Request) {
	path, query := target.Split(r.RequestURI)
	for _, face := range h.server.Faces {
		if face.Owns(r.Method, path) {
			h.control(face, w, r)
			return
		}
	}
	h.mock(w, r, path, query)
}

// control has a face answer. A panic is answered 500, or resets the stream
// when the answer had begun.
func (h *http2Handler) control(face Face, w http.ResponseWriter, r *http.Request) {
	tracked := &tracked{ResponseWriter: w}
	defer func() {
		broken := recover()
		if broken == nil {
			return
		}
		if broken != http.ErrAbortHandler {
			h.server.Logger.Error("a control-plane handler broke", "remote", r.RemoteAddr, "panic", broken)
		}
		if broken == http.ErrAbortHandler || tracked.begun {
			panic(http.ErrAbortHandler)
		}
		clear(w.Header())
		suppressDefaults(w.Header())
		w.WriteHeader(http.StatusInternalServerError)
	}()
	suppressDefaults(w.Header())
	face.ServeHTTP(tracked, r)
}

// tracked notes whether an answer has begun.
type tracked struct {
	http.ResponseWriter
	begun bool
}

// WriteHeader implements http.ResponseWriter.
func (t *tracked) WriteHeader(status int) {
	t.begun = true
	t.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (t *tracked) Write(p []byte) (int, error) {
	t.begun = true
	return t.ResponseWriter.Write(p)
}

// Flush implements http.Flusher.
func (t *tracked) Flush() {
	t.begun = true
	_ = http.NewResponseController(t.ResponseWriter).Flush() // who cares about the error asks a controller
}

// Unwrap is for http.ResponseController.
func (t *tracked) Unwrap() http.ResponseWriter { return t.ResponseWriter }

// skipPause is how long a body may stall before the rest is not waited for.
const skipPause = 200 * time.Millisecond

// skipRest reads on, as long as more keeps coming, when an announced body was
// answered before it had come: net/http would reset the stream, and clients
// that are still sending lose the answer over that.
func skipRest(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength <= 0 {
		return
	}
	if n, _ := r.Body.Read(make([]byte, 1)); n == 0 { // there is nothing left
		return
	}
	stream := http.NewResponseController(w)
	err := stream.Flush()
	for skipped := int64(0); err == nil && skipped < maxLingerBytes; {
		if err = stream.SetReadDeadline(time.Now().Add(skipPause)); err == nil {
			var n int64
			n, err = io.CopyN(io.Discard, r.Body, readBufferBytes)
			skipped += n
		}
	}
}

func (h *http2Handler) mock(w http.ResponseWriter, r *http.Request, path, query string) {
	request := h.request(r, path, query)
	client := &http2Client{w: w, head: r.Method == http.MethodHead}
	limit := h.server.Settings.Get().MaxRequestBodySize
	received, err := readBody(r.Body, r.ContentLength, limit)
	if err == nil {
		err = fillBody(request, received, limit)
	}
	if err != nil {
		client.refuse(r.Context(), err)
		return
	}
	h.server.Engine.Serve(r.Context(), request, client)
	if !client.sent {
		panic(http.ErrAbortHandler) // resets the stream
	}
}

func (h *http2Handler) request(r *http.Request, path, query string) *model.Request {
	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	remote, _ := net.ResolveTCPAddr("tcp", r.RemoteAddr) // a literal address: nothing is looked up
	headers := http2Headers(r)
	return &model.Request{
		ID:                h.server.NewID(),
		ReceivedAt:        h.server.Clock(),
		Method:            r.Method,
		Path:              path,
		RawQuery:          query,
		Query:             target.Query(query),
		Headers:           headers,
		Cookies:           decodeCookies(headers),
		KeepAlive:         true,
		Secure:            r.TLS != nil,
		Protocol:          model.HTTP2,
		Local:             address(local),
		Remote:            address(remote),
		ClientCertificate: certificates(r.TLS),
	}
}

// http2Headers are the header fields in HTTP/2's spelling, :authority as host,
// sorted, since net/http does not keep their order.
func http2Headers(r *http.Request) []model.Field {
	headers := make([]model.Field, 0, len(r.Header)+1)
	if r.Host != "" {
		headers = append(headers, model.Field{Name: "host", Value: r.Host})
	}
	for name, values := range r.Header {
		for _, value := range values {
			headers = append(headers, model.Field{Name: strings.ToLower(name), Value: value})
		}
	}
	slices.SortStableFunc(headers, func(a, b model.Field) int { return strings.Compare(a.Name, b.Name) })
	return headers
}
