package http1

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Asked is what of a request decides how its answer is framed.
type Asked struct {
	Head      bool // the method is HEAD: no body follows
	KeepAlive bool // the client wants to use the connection again
}

// Plan is how a reply goes onto the wire.
type Plan struct {
	Head      []byte // status line and headers, the empty line included
	Body      []byte // nil when none is sent
	ChunkSize int    // bytes of each chunk; 0 sends the body as it is
	Close     bool   // close the connection afterwards
}

// PlanReply decides the framing of reply and appends its head to scratch.
// Headers go out as configured; connection and one of content-length and
// transfer-encoding are added as ConnectionOptions allow.
func PlanReply(scratch []byte, reply *action.Reply, asked Asked) Plan {
	options := reply.Connection
	if options == nil {
		options = &model.ConnectionOptions{}
	}
	w := headWriter{text: scratch, reply: reply, options: options}
	w.chunked = options.ChunkSize > 0 || isChunked(reply.Headers)
	w.statusLine()
	w.configured()
	w.connection(asked)
	w.framing()
	plan := Plan{Head: append(w.text, "\r\n"...), Close: !asked.KeepAlive}
	if options.CloseSocket != nil {
		plan.Close = *options.CloseSocket
	}
	if !asked.Head && allowsBody(reply.Code()) {
		plan.Body, plan.ChunkSize = reply.Body, w.chunkSize()
	}
	return plan
}

// headWriter appends one reply's head to text.
type headWriter struct {
	text      []byte
	reply     *action.Reply
	options   *model.ConnectionOptions
	chunked   bool
	hasLength bool // a configured Content-Length was written
}

func (w *headWriter) statusLine() {
	code := w.reply.Code()
	reason := w.reply.Reason
	if reason == "" {
		reason = http.StatusText(code)
	}
	w.text = append(w.text, "HTTP/1.1 "...)
	w.text = strconv.AppendInt(w.text, int64(code), 10)
	w.text = append(w.text, ' ')
	w.text = append(w.text, oneLine(reason)...)
	w.text = append(w.text, "\r\n"...)
}

func (w *headWriter) configured() {
	for _, field := range w.reply.Headers {
		if w.replaced(field) {
			continue
		}
		w.header(field.Name, field.Value)
	}
}

// replaced says whether a configured header gives way to one decided here.
func (w *headWriter) replaced(field model.Field) bool {
	switch len(field.Name) {
	case len("Connection"):
		return !w.options.SuppressConnectionHeader && strings.EqualFold(field.Name, "Connection")
	case len("Content-Length"):
		if !strings.EqualFold(field.Name, "Content-Length") {
			return false
		}
		drop := w.chunked || w.options.ContentLengthHeaderOverride != nil || !allowsBody(w.reply.Code())
		w.hasLength = w.hasLength || !drop
		return drop
	case len("Transfer-Encoding"):
		return w.chunked && strings.EqualFold(field.Name, "Transfer-Encoding")
	}
	return false
}

func (w *headWriter) header(name, value string) {
	w.text = append(w.text, oneLine(name)...)
	w.text = append(w.text, ": "...)
	w.text = append(w.text, oneLine(value)...)
	w.text = append(w.text, "\r\n"...)
}

func (w *headWriter) connection(asked Asked) {
	if w.options.SuppressConnectionHeader {
		return
	}
	keep := asked.KeepAlive
	if w.options.KeepAliveOverride != nil {
		keep = *w.options.KeepAliveOverride
	}
	if keep {
		w.text = append(w.text, "connection: keep-alive\r\n"...)
	} else {
		w.text = append(w.text, "connection: close\r\n"...)
	}
}

func (w *headWriter) framing() {
	length := int64(len(w.reply.Body))
	switch code := w.reply.Code(); {
	case code == http.StatusNoContent:
		return
	case w.chunked:
		w.text = append(w.text, "transfer-encoding: chunked\r\n"...)
		return
	case w.options.ContentLengthHeaderOverride != nil:
		length = *w.options.ContentLengthHeaderOverride
	case w.hasLength, w.options.SuppressContentLengthHeader:
		return
	}
	w.text = append(w.text, "content-length: "...)
	w.text = strconv.AppendInt(w.text, length, 10)
	w.text = append(w.text, "\r\n"...)
}

// chunkSize is one chunk for a whole body whose configured headers ask for
// chunks without naming their size.
func (w *headWriter) chunkSize() int {
	if w.chunked && w.options.ChunkSize == 0 {
		return max(len(w.reply.Body), 1)
	}
	return w.options.ChunkSize
}

func isChunked(headers []model.Field) bool {
	return strings.EqualFold(Get(headers, "Transfer-Encoding"), "chunked")
}

// allowsBody says whether an answer with this code may carry content
// (RFC 9110, 6.4.1). 1xx is left to whoever configures it.
func allowsBody(code int) bool {
	return code != http.StatusNoContent && code != http.StatusNotModified
}

// oneLine drops line breaks, with which a value could add headers of its own.
func oneLine(text string) string {
	if strings.IndexByte(text, '\n') < 0 && strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.NewReplacer("\r", "", "\n", "").Replace(text)
}

// AppendChunk appends one chunk (RFC 9112, 7.1).
func AppendChunk(dst, content []byte) []byte {
	dst = strconv.AppendInt(dst, int64(len(content)), 16)
	dst = append(dst, "\r\n"...)
	dst = append(dst, content...)
	return append(dst, "\r\n"...)
}

// LastChunk ends a chunked body without trailers.
const LastChunk = "0\r\n\r\n"
