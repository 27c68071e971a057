package journal

import (
	"sort"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

const (
	minSegment = 16 << 10  // bytes of the first segment
	maxSegment = 256 << 10 // bytes of a segment, but for a request that needs more
	// maxSegmentRecords bounds the records of a segment.
	maxSegmentRecords = 1 << 12
)

// segment is a run of requests as bytes, with what else is known of each.
// Both slices only grow.
type segment struct {
	data    []byte
	records []record
}

// record is one exchange; its request lies in the segment's data.
type record struct {
	sequence      uint64
	completed     int64 // nanoseconds since 1970
	outcome       model.Outcome
	expectationID string // when it is not that of the expectation
	shared        *shared
	closest       *model.Mismatch
	nearest       *held  // closest's expectation
	start, size   uint32 // of the request in data
	bytes         int64  // what the record costs, but for what is held
}

// recordBytes is about the size of a record itself.
const recordBytes = 96

// window is what a reader was shown of a segment.
type window struct {
	data    []byte
	records []record
}

// after returns the index of the first record with a higher sequence number.
func (w *window) after(sequence uint64) int {
	return sort.Search(len(w.records), func(i int) bool { return w.records[i].sequence > sequence })
}

// exchange makes the exchange of record i.
func (w *window) exchange(i int) *model.Exchange {
	r := &w.records[i]
	e := &struct {
		exchange model.Exchange
		request  model.Request
	}{}
	decodeRequest(w.data[r.start:r.start+r.size], &e.request)
	e.exchange = model.Exchange{
		Sequence: r.sequence, Request: &e.request, Outcome: r.outcome, ExpectationID: r.expectationID,
		Expectation: r.shared.expectation, Response: r.shared.response,
		Closest: r.closest, CompletedAt: time.Unix(0, r.completed),
	}
	if r.expectationID == "" {
		e.exchange.ExpectationID = r.shared.id
	}
	return &e.exchange
}
