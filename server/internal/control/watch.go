package control

import (
	"context"
	"iter"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// How far a watcher may fall behind before it misses some.
const (
	maxUnwatchedExchanges = 1024
	maxUnwatchedBytes     = 16 << 20
)

// Watched is one exchange as a watcher sees it.
type Watched struct {
	Sequence uint64 // in the journal
	Missed   uint64 // exchanges missed so far by reading too slowly
	Exchange jsontree.Value
}

// AppendLine writes w as a line of NDJSON.
func (w Watched) AppendLine(dst []byte) []byte {
	value := jsontree.ObjectOf(
		jsontree.Member{Name: "sequence", Value: jsontree.IntOf(int64(w.Sequence))},
		jsontree.Member{Name: "missed", Value: jsontree.IntOf(int64(w.Missed))},
		jsontree.Member{Name: "exchange", Value: w.Exchange},
	)
	return append(value.AppendCompact(dst), '\n')
}

// Watch returns the exchanges recorded from now on whose request document, a
// request definition, matches; an empty one matches all. They are for one
// reader, which waits for each of them, and end with ctx or with the server,
// once those are read that were recorded before.
func (s *Service) Watch(ctx context.Context, document []byte) (iter.Seq[Watched], error) {
	matcher, err := wire.ParseRequestMatcher(document)
	if err != nil {
		return nil, err
	}
	wanted, err := s.filter(matcher)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	forget := context.AfterFunc(s.serving, cancel)
	context.AfterFunc(ctx, func() { forget() })
	subscription := s.Journal.Subscribe(ctx, journal.Backlog{MaxRecords: maxUnwatchedExchanges, MaxBytes: maxUnwatchedBytes})
	return func(yield func(Watched) bool) {
		defer cancel()
		for exchange := range subscription.All() {
			if !wanted.anew().finds(exchange.Request) {
				continue
			}
			if !yield(Watched{exchange.Sequence, subscription.Dropped(), wire.ExchangeValue(exchange)}) {
				return
			}
		}
	}, nil
}
