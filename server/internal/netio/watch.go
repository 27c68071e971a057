package netio

import (
	"context"
	"sync"
	"time"
)

// requestContext ends when its exchange does, when the server cuts its
// connections, or when the client goes away. To notice the last, somebody has
// to read the connection: that starts with the first call of Done, so that an
// exchange nobody waits in costs nothing.
type requestContext struct {
	context.Context // the server's, cancellable
	cancel          context.CancelFunc
	conn            *conn

	mutex    sync.Mutex // guards what follows
	wanted   bool       // Done was called
	readable bool       // the body was read: what comes next is another request or the end
	stopped  bool
	watching chan struct{} // closed when the watcher has ended; nil when there is none
}

func newRequestContext(c *conn, body *requestBody) *requestContext {
	ctx := &requestContext{conn: c, readable: body.ended}
	ctx.Context, ctx.cancel = context.WithCancel(c.server.base)
	if !body.ended {
		body.onEnd = ctx.bodyRead
	}
	return ctx
}

// Done is context.Context's, and begins the watch.
func (r *requestContext) Done() <-chan struct{} {
	r.mutex.Lock()
	r.wanted = true
	r.watch()
	r.mutex.Unlock()
	return r.Context.Done()
}

func (r *requestContext) bodyRead() {
	r.mutex.Lock()
	r.readable = true
	r.watch()
	r.mutex.Unlock()
}

// watch waits for the client to send something or to go away.
func (r *requestContext) watch() {
	if !r.wanted || !r.readable || r.stopped || r.watching != nil {
		return
	}
	r.watching = make(chan struct{})
	go func() {
		defer close(r.watching)
		if _, err := r.conn.in.Peek(1); err != nil && !isTimeout(err) {
			r.cancel()
		}
	}()
}

// stop ends the watch: the connection belongs to its goroutine again.
func (r *requestContext) stop() {
	r.mutex.Lock()
	r.stopped = true
	watching := r.watching
	r.mutex.Unlock()
	if watching != nil {
		longAgo := time.Unix(1, 0)
		_ = r.conn.stream.SetReadDeadline(longAgo) // fails only when closed, which ends the watch too
		<-watching
		_ = r.conn.stream.SetReadDeadline(time.Time{})
	}
	r.cancel()
}
