package netio

import (
	"context"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/netio/http1"
)

// writeBufferBytes is up to where an answer is put together before it is
// written, and the largest scratch kept for the next one.
const writeBufferBytes = 32 << 10

// http1Client is the far end of one HTTP/1 exchange.
type http1Client struct {
	conn  *conn
	asked http1.Asked
	plan  http1.Plan
	reply *action.Reply // as sent; nil until then
	err   error         // of writing
}

// Send implements action.Client.
func (h *http1Client) Send(ctx context.Context, reply *action.Reply) error {
	h.reply = reply
	h.plan = http1.PlanReply(h.conn.scratch[:0], reply, h.asked)
	h.err = h.write(ctx)
	return h.err
}

func (h *http1Client) write(ctx context.Context) error {
	out := writer{conn: h.conn, buffer: h.plan.Head}
	if h.plan.ChunkSize == 0 {
		if err := out.add(h.plan.Body); err != nil {
			return err
		}
		return out.flush()
	}
	if err := h.writeChunks(ctx, &out); err != nil {
		return err
	}
	return out.flush()
}

func (h *http1Client) writeChunks(ctx context.Context, out *writer) error {
	delay := action.Duration(h.reply.ChunkDelay())
	for body := h.plan.Body; len(body) > 0; {
		if delay > 0 {
			if err := out.flush(); err != nil {
				return err
			}
			if err := action.Pause(ctx, delay); err != nil {
				return err
			}
		}
		size := min(h.plan.ChunkSize, len(body))
		if err := out.addChunk(body[:size]); err != nil {
			return err
		}
		body = body[size:]
	}
	return out.add([]byte(http1.LastChunk))
}

// reusable ends the exchange: it says whether another request may follow, and
// waits as long as the answer's closeSocketDelay says before it may not.
func (h *http1Client) reusable(ctx context.Context) bool {
	if h.reply == nil || h.err != nil {
		return false // not answered: the connection's end is all there is to tell
	}
	if !h.plan.Close {
		return true
	}
	if options := h.reply.Connection; options != nil {
		_ = action.Pause(ctx, action.Duration(options.CloseSocketDelay)) // it closes either way
	}
	return false
}

// writer puts an answer together and writes it in large pieces.
type writer struct {
	conn   *conn
	buffer []byte
}

func (w *writer) add(content []byte) error {
	if len(w.buffer)+len(content) <= writeBufferBytes {
		w.buffer = append(w.buffer, content...)
		return nil
	}
	if err := w.flush(); err != nil {
		return err
	}
	_, err := w.conn.stream.Write(content)
	return err
}

func (w *writer) addChunk(content []byte) error {
	w.buffer = http1.AppendChunk(w.buffer, content)
	if len(w.buffer) > writeBufferBytes {
		return w.flush()
	}
	return nil
}

func (w *writer) flush() error {
	if len(w.buffer) == 0 {
		return nil
	}
	_, err := w.conn.stream.Write(w.buffer)
	if cap(w.buffer) <= writeBufferBytes {
		w.conn.scratch = w.buffer[:0]
	}
	w.buffer = w.buffer[:0]
	return err
}
