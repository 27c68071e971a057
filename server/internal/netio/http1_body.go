package netio

import (
	"io"

	"github.com/mockserver/mockserver/server/internal/netio/http1"
)

// requestBody is the body of the request being answered. It tells a client
// that waits for it to send as soon as somebody reads.
type requestBody struct {
	conn    *conn
	framing http1.Framing
	in      io.Reader
	waiting bool   // the client waits for 100 Continue
	ended   bool   // everything was read
	broken  bool   // the rest cannot be read: nothing can follow on the connection
	onEnd   func() // called when everything was read; may be nil
}

func (c *conn) requestBody(head *http1.Head, framing http1.Framing) *requestBody {
	body := &requestBody{conn: c, framing: framing}
	if !framing.HasBody() {
		body.ended = true
		return body
	}
	body.in = framing.Body(c.in)
	body.waiting = head.ExpectsContinue()
	return body
}

// Read implements io.Reader.
func (b *requestBody) Read(p []byte) (int, error) {
	if b.ended {
		return 0, io.EOF
	}
	if b.waiting {
		b.waiting = false
		if _, err := io.WriteString(b.conn.stream, "HTTP/1.1 100 Continue\r\n\r\n"); err != nil {
			return 0, err
		}
	}
	n, err := b.in.Read(p)
	switch {
	case err == io.EOF:
		b.ended = true
		if b.onEnd != nil {
			b.onEnd()
		}
	case err != nil:
		b.broken = true
	}
	return n, err
}

// Close implements io.Closer; what is left is skipped after the exchange.
func (b *requestBody) Close() error { return nil }

// announced is the length the client named, or -1.
func (b *requestBody) announced() int64 {
	if b.framing.Chunked {
		return -1
	}
	return b.framing.Length
}
