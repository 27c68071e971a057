package netio

import (
	"bytes"
	"errors"
	"time"

	"github.com/mockserver/mockserver/server/internal/netio/http1"
)

// errSlowHead says that a client did not finish a head in time.
var errSlowHead = errors.New("the request line and headers did not arrive within requestHeaderTimeoutMillis")

// limitHead gives the client from now on the time that the setting
// requestHeaderTimeoutMillis allows: a new connection to say what it speaks and
// to shake hands or ask, a request that has begun to end its head.
func (c *conn) limitHead() {
	if limit := c.server.headerTimeout(); limit > 0 {
		c.hurry = c.stream.SetReadDeadline(time.Now().Add(limit)) == nil // else it is closed, which a read finds out
	}
}

// unlimit takes the deadline away again.
func (c *conn) unlimit() {
	if c.hurry {
		c.hurry = false
		_ = c.stream.SetReadDeadline(time.Time{}) // fails only when closed
	}
}

func (s *Server) headerTimeout() time.Duration {
	return time.Duration(s.Settings.Get().RequestHeaderTimeoutMillis) * time.Millisecond
}

// readHead waits for a request and reads its head. Between two requests a
// client may be silent as long as it likes; a head that is there already needs
// no deadline.
func (c *conn) readHead() (http1.Head, error) {
	if _, err := c.in.Peek(1); err != nil {
		return http1.Head{}, err
	}
	if here, _ := c.in.Peek(c.in.Buffered()); !c.hurry && !bytes.Contains(here, endOfHead) {
		c.limitHead()
	}
	head, err := c.heads.Read(c.in, c.server.Settings.Get().MaxHeaderSize)
	if err != nil && isTimeout(err) {
		err = errSlowHead
	}
	c.unlimit()
	return head, err
}

var endOfHead = []byte("\r\n\r\n")
