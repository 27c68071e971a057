package journal

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Under load and with bounds that change, every moment's journal accounts for
// all that was appended, in order, and so does a subscription.
func TestLossesAddUpUnderLoad(t *testing.T) {
	const writers, each = 4, 3000
	j := New(Options{MaxRecords: 200, MaxBytes: 100_000})
	ctx, cancel := context.WithCancel(t.Context())
	subscription := j.Subscribe(ctx, Backlog{MaxRecords: 50, MaxBytes: 20_000})
	var received, warned atomic.Uint64
	j.onFirstLoss = func() { warned.Add(1) }
	var writing, reading sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				j.Append(model.Exchange{Request: &model.Request{Path: fmt.Sprint(w), Body: make([]byte, i%1500)}})
				if i%500 == w {
					j.SetBounds(Options{MaxRecords: 100 + i%300, MaxBytes: 50_000 + int64(i)*20})
				}
			}
		})
	}
	reading.Go(func() {
		for _, more := subscription.Next(nil); more; _, more = subscription.Next(nil) {
			received.Add(1)
		}
	})
	done := make(chan struct{})
	reading.Go(func() {
		for {
			checkAccount(t, j)
			select {
			case <-done:
				return
			default:
			}
		}
	})
	writing.Wait()
	close(done)
	cancel()
	reading.Wait()
	checkAccount(t, j)
	if got := received.Load() + subscription.Dropped(); got != writers*each {
		t.Errorf("%d of %d were received or missed", got, writers*each)
	}
	if lost := j.Lost(); lost.ForBytes == 0 || lost.ForBytes == lost.Exchanges || warned.Load() != 1 {
		t.Errorf("lost %+v, warned %d times", lost, warned.Load())
	}
}

// checkAccount checks a journal of exchanges that were never cleared.
func checkAccount(t *testing.T, j *Journal) {
	t.Helper()
	v := j.View()
	next := v.Lost.Exchanges + 1
	for e := range v.Exchanges() {
		if e.Sequence != next {
			t.Errorf("%d comes where %d was due", e.Sequence, next)
		}
		next++
	}
	if next != v.Last+1 {
		t.Errorf("the last is %d of %d", next-1, v.Last)
	}
}
