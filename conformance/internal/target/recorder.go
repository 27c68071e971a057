package target

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
)

// maxRecordedBytes bounds what is kept of each message.
const maxRecordedBytes = 4 << 10

// Recorder is a reverse proxy between a client under test and a server. It
// keeps what passed, so that a failed case can show it. When the server cannot
// be reached it breaks the client's connection, as the server itself would.
type Recorder struct {
	// URL is where the client connects.
	URL    string
	server *http.Server
	target *url.URL

	mu    sync.Mutex
	trace strings.Builder
}

// NewRecorder starts a recorder in front of a server.
func NewRecorder(server *Server) (*Recorder, error) {
	target, err := url.Parse(server.URL)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &Recorder{URL: "http://" + listener.Addr().String(), target: target}
	r.server = &http.Server{Handler: &httputil.ReverseProxy{
		Rewrite:        r.rewrite,
		ModifyResponse: r.received,
		ErrorHandler:   func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}}
	go r.server.Serve(listener)
	return r, nil
}

// Trace returns what passed since it was asked last.
func (r *Recorder) Trace() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	text := r.trace.String()
	r.trace.Reset()
	return text
}

// Close breaks every connection.
func (r *Recorder) Close() {
	r.server.Close()
}

type sentKey struct{}

// rewrite turns the request to the server. The host stays as the client
// named it. The body is read first: an answer that goes on may begin while
// net/http still reads it otherwise, and would be cut off for that.
func (r *Recorder) rewrite(request *httputil.ProxyRequest) {
	request.SetURL(r.target)
	request.Out.Host = r.target.Host
	sent := &head{}
	if request.Out.Body != nil {
		body, err := io.ReadAll(request.Out.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		sent.Write(body)
		request.Out.Body = io.NopCloser(bytes.NewReader(body))
	}
	request.Out = request.Out.WithContext(context.WithValue(request.Out.Context(), sentKey{}, sent))
}

func (r *Recorder) received(response *http.Response) error {
	request := response.Request
	sent, _ := request.Context().Value(sentKey{}).(*head)
	opening := fmt.Sprintf("> %s %s\n%s< %s\n", request.Method, request.URL.RequestURI(), sent.marked("> "), response.Status)
	if response.Header.Get("Content-Type") == "application/x-ndjson" {
		r.note(opening)
		response.Body = passing{response.Body, r}
		return nil
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	r.note(opening + received(body))
	return nil
}

func (r *Recorder) note(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trace.WriteString(text)
}

func received(body []byte) string {
	var got head
	got.Write(body)
	return got.marked("< ")
}

// passing is an answer that goes on: it is recorded as it goes by.
type passing struct {
	io.ReadCloser
	recorder *Recorder
}

// Read implements io.Reader.
func (p passing) Read(piece []byte) (int, error) {
	n, err := p.ReadCloser.Read(piece)
	p.recorder.note(received(piece[:n]))
	return n, err
}

// head keeps the beginning of what is written to it. Writes never fail.
type head struct {
	text    []byte
	dropped int
}

// Write implements io.Writer.
func (h *head) Write(text []byte) (int, error) {
	kept := min(len(text), maxRecordedBytes-len(h.text))
	h.text = append(h.text, text[:kept]...)
	h.dropped += len(text) - kept
	return len(text), nil
}

func (h *head) marked(mark string) string {
	var out strings.Builder
	for line := range strings.Lines(strings.ToValidUTF8(string(h.text), "\ufffd")) {
		out.WriteString(mark + strings.TrimRight(line, "\r\n") + "\n")
	}
	if h.dropped > 0 {
		fmt.Fprintf(&out, "%s… %d more bytes\n", mark, h.dropped)
	}
	return out.String()
}
