package journal

import "github.com/mockserver/mockserver/server/internal/model"

// tape holds the exchanges in order, in segments. Bytes once written stay as
// they are, so that readers need no lock for what they were shown.
type tape struct {
	segments []*segment
	first    int // records at the front of the first segment that are dropped
	count    int
	bytes    int64
	shared   map[answer]*shared
	held     map[any]*held // answers and expectations, by pointer
}

func newTape() tape {
	return tape{shared: make(map[answer]*shared), held: make(map[any]*held)}
}

// append writes e at the end.
func (t *tape) append(e *model.Exchange) {
	s := t.room(requestSize(e.Request))
	r := record{
		sequence: e.Sequence, completed: e.CompletedAt.UnixNano(), outcome: e.Outcome, closest: e.Closest,
		shared: t.share(answer{e.Expectation, e.Response}), start: uint32(len(s.data)),
	}
	if r.shared.id != e.ExpectationID {
		r.expectationID = e.ExpectationID
	}
	if e.Closest != nil {
		r.nearest = hold(t, e.Closest.Expectation, expectationBytes)
	}
	s.data = appendRequest(s.data, e.Request)
	r.size = uint32(len(s.data)) - r.start
	r.bytes = int64(r.size) + recordBytes + mismatchBytes(e.Closest)
	s.records = append(s.records, r)
	t.count++
	t.bytes += r.bytes
}

// room returns the segment to write size bytes to.
func (t *tape) room(size int) *segment {
	if n := len(t.segments); n > 0 {
		if last := t.segments[n-1]; cap(last.data)-len(last.data) >= size && len(last.records) < maxSegmentRecords {
			return last
		}
	}
	s := &segment{data: make([]byte, 0, max(size, t.segmentSize()))}
	t.segments = append(t.segments, s)
	return s
}

// segmentSize grows with the tape, so that a short one stays small.
func (t *tape) segmentSize() int {
	return min(minSegment<<min(len(t.segments), 16), maxSegment)
}

// dropFirst drops the oldest record.
func (t *tape) dropFirst() {
	s := t.segments[0]
	t.release(&s.records[t.first])
	if t.first++; t.first == len(s.records) {
		t.segments[0] = nil
		t.segments = t.segments[1:]
		t.first = 0
	}
}

// release gives back what a record costs.
func (t *tape) release(r *record) {
	t.count--
	t.bytes -= r.bytes
	t.unshare(r.shared)
	t.drop(r.nearest)
}

// keep drops every record but those chosen. Segments that lose none stay, of
// the others the rest is copied.
func (t *tape) keep(chosen map[uint64]bool) {
	old, first := t.segments, t.first
	t.segments, t.first = nil, 0
	for _, s := range old {
		records := s.records[first:]
		first = 0
		kept := t.choose(records, chosen)
		if len(kept) == len(records) {
			t.segments = append(t.segments, &segment{data: s.data[:len(s.data):len(s.data)], records: kept})
		} else {
			t.copy(s.data, kept)
		}
	}
}

// choose returns the chosen records and releases the others.
func (t *tape) choose(records []record, chosen map[uint64]bool) []record {
	kept := make([]record, 0, len(records))
	for i := range records {
		if chosen[records[i].sequence] {
			kept = append(kept, records[i])
		} else {
			t.release(&records[i])
		}
	}
	return kept
}

// copy writes records at the end whose requests lie in data.
func (t *tape) copy(data []byte, records []record) {
	for _, r := range records {
		s := t.room(int(r.size))
		request := data[r.start : r.start+r.size]
		r.start = uint32(len(s.data))
		s.data = append(s.data, request...)
		s.records = append(s.records, r)
	}
}

// windows shows the records as they are now.
func (t *tape) windows() []window {
	windows := make([]window, len(t.segments))
	for i, s := range t.segments {
		windows[i] = window{s.data, s.records}
	}
	if len(windows) > 0 {
		windows[0].records = windows[0].records[t.first:]
	}
	return windows
}
