package netio

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/netio/http1"
	"github.com/mockserver/mockserver/server/internal/target"
)

// maxUnreadBytes is how much of a body that nobody read is skipped to keep the
// connection; beyond it the connection is closed.
const maxUnreadBytes = 256 << 10

// Lingering lets a client that is still sending read an answer before the
// connection goes (RFC 9112, 9.6).
const (
	lingerTimeout  = 2 * time.Second
	maxLingerBytes = 256 << 20
)

// serveHTTP1 answers one request after the other until the connection ends.
func (c *conn) serveHTTP1() {
	for {
		head, err := c.readHead()
		c.idle.Store(false)
		if err != nil {
			c.refuse(err)
			return
		}
		if !c.exchange(&head) {
			return
		}
		c.idle.Store(true)
		if c.server.draining.Load() {
			return
		}
	}
}

// exchange answers one request; false ends the connection.
func (c *conn) exchange(head *http1.Head) (reusable bool) {
	framing, err := head.Framing()
	if err != nil {
		c.refuse(err)
		return false
	}
	settings := c.server.Settings.Get()
	asked := http1.Asked{
		Head:      head.Method == http.MethodHead,
		KeepAlive: head.KeepAlive() && !settings.AlwaysCloseSocketConnections && !c.server.draining.Load(),
	}
	body := c.requestBody(head, framing)
	path, query := target.Split(head.Target)
	for _, face := range c.server.Faces {
		if face.Owns(head.Method, path) {
			reusable := c.control(face, head, asked, body, path, query)
			return c.skip(body) && reusable
		}
	}
	return c.mock(head, asked, body, path, query)
}

// mock has the engine answer.
func (c *conn) mock(head *http1.Head, asked http1.Asked, body *requestBody, path, query string) (reusable bool) {
	request := c.request(head, path, query)
	if body.framing.HasBody() {
		if err := c.fill(request, body); err != nil {
			c.refuse(err)
			return false
		}
	}
	ctx := newRequestContext(c, body)
	defer ctx.stop()
	client := &http1Client{conn: c, asked: asked}
	c.server.Engine.Serve(ctx, request, client)
	return client.reusable(ctx)
}

func (c *conn) request(head *http1.Head, path, query string) *model.Request {
	return &model.Request{
		ID:                c.server.NewID(),
		ReceivedAt:        c.server.Clock(),
		Method:            head.Method,
		Path:              path,
		RawQuery:          query,
		Query:             target.Query(query),
		Headers:           head.Headers,
		Cookies:           decodeCookies(head.Headers),
		KeepAlive:         head.KeepAlive(),
		Secure:            c.secure,
		Protocol:          model.HTTP1,
		Local:             c.local,
		Remote:            c.remote,
		ClientCertificate: c.certificates,
	}
}

func (c *conn) fill(request *model.Request, body *requestBody) error {
	limit := c.server.Settings.Get().MaxRequestBodySize
	received, err := readBody(body, body.announced(), limit)
	if err != nil {
		return err
	}
	return fillBody(request, received, limit)
}

// refuse answers a request that cannot be understood and ends the connection
// gently. There is nobody to answer when the connection is gone or was idle.
func (c *conn) refuse(err error) {
	var refusal *http1.Error
	switch {
	case errors.As(err, &refusal):
	case errors.Is(err, io.ErrUnexpectedEOF):
		refusal = &http1.Error{Status: http.StatusBadRequest, Reason: "truncated request: the connection ended inside the headers"}
	case errors.Is(err, errSlowHead):
		refusal = &http1.Error{Status: http.StatusRequestTimeout, Reason: err.Error()}
	default:
		return
	}
	c.server.Logger.Debug("refused a request", "remote", c.remote, "status", refusal.Status, "reason", refusal.Reason)
	plan := http1.PlanReply(c.scratch[:0], &action.Reply{
		Status:  refusal.Status,
		Headers: []model.Field{{Name: "content-type", Value: "text/plain; charset=utf-8"}},
		Body:    []byte(refusal.Reason),
	}, http1.Asked{})
	if _, err := c.stream.Write(append(plan.Head, plan.Body...)); err == nil {
		c.linger()
	}
}

// linger stops sending and reads on for a while.
func (c *conn) linger() {
	if half, ok := c.stream.(interface{ CloseWrite() error }); !ok || half.CloseWrite() != nil {
		return
	}
	if c.socket.SetReadDeadline(time.Now().Add(lingerTimeout)) == nil {
		_, _ = io.Copy(io.Discard, io.LimitReader(c.in, maxLingerBytes)) // whatever it was, it was refused
	}
}

// skip reads past what a handler left of a body; false when that is too much.
func (c *conn) skip(body *requestBody) (reusable bool) {
	if body.waiting {
		c.linger()
		return false // the client was never told to send it, but may
	}
	n, err := io.CopyN(io.Discard, body, maxUnreadBytes+1)
	if n > maxUnreadBytes {
		c.linger()
	}
	return err == io.EOF
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}
