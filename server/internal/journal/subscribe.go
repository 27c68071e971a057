package journal

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Subscription receives exchanges as they are appended.
type Subscription struct {
	bounds  Backlog
	queue   chan queued
	bytes   atomic.Int64 // of what waits in queue
	dropped atomic.Uint64
}

// Backlog bounds how far a subscription's reader may fall behind before it
// misses exchanges. One exchange always fits, whatever its size.
type Backlog struct {
	MaxRecords int   // exchanges that wait
	MaxBytes   int64 // their size in memory, answers included
}

type queued struct {
	exchange model.Exchange
	bytes    int64
}

// Subscribe delivers what is appended from now on until ctx ends. What exceeds
// the bounds is dropped; see Dropped.
func (j *Journal) Subscribe(ctx context.Context, bounds Backlog) *Subscription {
	s := &Subscription{bounds: bounds, queue: make(chan queued, bounds.MaxRecords)}
	j.mutex.Lock()
	j.live[s] = struct{}{}
	j.mutex.Unlock()
	context.AfterFunc(ctx, func() {
		j.mutex.Lock()
		defer j.mutex.Unlock()
		delete(j.live, s)
		close(s.queue)
	})
	return s
}

// Next waits for the next exchange, or until wake says something: then it
// returns nil. There is no more once the subscription's context has ended and
// what was waiting then is read. It is for one reader.
func (s *Subscription) Next(wake <-chan time.Time) (e *model.Exchange, more bool) {
	select {
	case q, more := <-s.queue:
		s.bytes.Add(-q.bytes)
		return &q.exchange, more
	case <-wake:
		return nil, true
	}
}

// offer queues an exchange unless that exceeds the bounds. Only one goroutine
// at a time offers.
func (s *Subscription) offer(e *model.Exchange) {
	q := queued{*e, exchangeBytes(e)}
	if waiting := s.bytes.Load(); waiting > 0 && waiting+q.bytes > s.bounds.MaxBytes {
		s.dropped.Add(1)
		return
	}
	s.bytes.Add(q.bytes) // before the reader can take it off again
	select {
	case s.queue <- q:
	default:
		s.bytes.Add(-q.bytes)
		s.dropped.Add(1)
	}
}

// exchangeBytes is about how much memory an exchange takes that nobody else
// holds.
func exchangeBytes(e *model.Exchange) int64 {
	n := int64(requestSize(e.Request))
	if e.Response != nil {
		n += responseBytes(e.Response)
	}
	return n
}

// Dropped counts the exchanges the reader missed so far.
func (s *Subscription) Dropped() uint64 { return s.dropped.Load() }
