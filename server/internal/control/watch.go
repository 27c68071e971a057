package control

import (
	"context"
	"iter"
	"time"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// pulse is after how long a silence a watcher is told that there was nothing,
// so that nobody between takes the connection for dead, and a caller that is
// gone is noticed.
const pulse = 20 * time.Second

// How far a watcher may fall behind before it misses some.
const (
	maxUnwatchedExchanges = 1024
	maxUnwatchedBytes     = 16 << 20
)

// Watched is one exchange as a watcher sees it, or a sign of life.
type Watched struct {
	Sequence uint64 // in the journal, from 1; 0 in a sign of life, which holds nothing else
	Missed   uint64 // exchanges missed so far by reading too slowly
	Exchange jsontree.Value
}

// AppendLine writes w as a line of NDJSON, or a sign of life as a blank before
// the next line, which JSON permits.
func (w Watched) AppendLine(dst []byte) []byte {
	if w.Sequence == 0 {
		return append(dst, ' ')
	}
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
// once those are read that were recorded before. Signs of life stand between
// them.
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
		for going := true; going; {
			exchange, more := subscription.Next(s.After(pulse))
			switch {
			case !more:
				return
			case exchange == nil:
				going = yield(Watched{})
			case wanted.anew().finds(exchange.Request):
				going = yield(Watched{exchange.Sequence, subscription.Dropped(), wire.ExchangeValue(exchange)})
			}
		}
	}, nil
}
