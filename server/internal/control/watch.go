package control

import (
	"context"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// watchBuffer is how many exchanges a watcher may fall behind before it misses
// some.
const watchBuffer = 1024

// Watched is one exchange as a watcher sees it.
type Watched struct {
	Sequence uint64 // in the journal
	Exchange jsontree.Value
	Missed   uint64 // exchanges missed so far by reading too slowly
}

// Watch sends every exchange recorded from now on whose request document, a
// request definition, matches; an empty one matches all. It returns when ctx
// ends, send fails or the server stops. begun is called once nothing can be missed any more.
func (s *Service) Watch(ctx context.Context, document []byte, begun func() error, send func(Watched) error) error {
	matcher, err := wire.ParseRequestMatcher(document)
	if err != nil {
		return err
	}
	wanted, err := s.filter(matcher)
	if err != nil {
		return err
	}
	subscription := s.Journal.Subscribe(ctx, watchBuffer)
	if err := begun(); err != nil {
		return err
	}
	for {
		select {
		case <-s.retired:
			return nil
		case exchange, more := <-subscription.C:
			if !more {
				return context.Cause(ctx)
			}
			if !wanted.finds(exchange.Request) {
				continue
			}
			err := send(Watched{exchange.Sequence, wire.ExchangeValue(&exchange), subscription.Dropped()})
			if err != nil {
				return err
			}
		}
	}
}
