package journal

import (
	"context"
	"sync/atomic"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Subscription receives exchanges as they are appended.
type Subscription struct {
	C       <-chan model.Exchange // closed when the subscription ends
	c       chan model.Exchange
	dropped atomic.Uint64
}

// Subscribe delivers what is appended from now on until ctx ends. A reader
// that falls more than buffer exchanges behind misses some; see Dropped.
func (j *Journal) Subscribe(ctx context.Context, buffer int) *Subscription {
	c := make(chan model.Exchange, buffer)
	s := &Subscription{C: c, c: c}
	j.mutex.Lock()
	j.live[s] = struct{}{}
	j.mutex.Unlock()
	context.AfterFunc(ctx, func() {
		j.mutex.Lock()
		defer j.mutex.Unlock()
		delete(j.live, s)
		close(s.c)
	})
	return s
}

func (s *Subscription) offer(e model.Exchange) {
	select {
	case s.c <- e:
	default:
		s.dropped.Add(1)
	}
}

// Dropped counts the exchanges the reader missed so far.
func (s *Subscription) Dropped() uint64 { return s.dropped.Load() }
