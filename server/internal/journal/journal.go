// Package journal records what was received and answered. It is bounded by
// count and by bytes, says what it dropped, and is linearizable: a read sees
// every append that returned before it began.
//
// A recorded request is a run of bytes in a segment (segment.go, codec.go), so
// that many cost little memory and nothing to the garbage collector; it becomes
// a model.Request again when somebody reads it. Start at Journal.Append and
// Journal.View.
package journal

import (
	"sync"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Defaults of the bounds.
const (
	DefaultMaxRecords    = 100_000
	DefaultMaxBytes      = 64 << 20
	DefaultMaxLogEntries = 10_000
)

// Options configure a Journal. When a bound is reached the oldest go; the
// newest exchange is kept whatever its size.
type Options struct {
	MaxRecords    int   // exchanges kept; 0 means DefaultMaxRecords
	MaxBytes      int64 // their size in memory, answers included; 0 means DefaultMaxBytes
	MaxLogEntries int   // log entries kept, beside the exchanges; 0 means DefaultMaxLogEntries
}

func (o Options) withDefaults() Options {
	if o.MaxRecords == 0 {
		o.MaxRecords = DefaultMaxRecords
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxLogEntries == 0 {
		o.MaxLogEntries = DefaultMaxLogEntries
	}
	return o
}

// Journal is safe for concurrent use.
type Journal struct {
	clearing sync.Mutex // held by whoever takes records out; before mutex

	mutex    sync.RWMutex
	options  Options
	sequence uint64
	tape     tape
	entries  []Entry
	lost     Loss
	cleared  uint64        // how often records were taken out on demand
	changed  chan struct{} // closed at the next change; nil while nobody waits
	live     map[*Subscription]struct{}

	onFirstLoss func() // may be nil
}

// New returns an empty journal.
func New(o Options) *Journal {
	return &Journal{options: o.withDefaults(), tape: newTape(), live: make(map[*Subscription]struct{})}
}

// SetBounds changes the bounds at once.
func (j *Journal) SetBounds(o Options) {
	j.mutex.Lock()
	j.options = o.withDefaults()
	first := j.trim()
	j.mutex.Unlock()
	j.tell(first)
}

// Append records an exchange and returns its sequence number. The caller does
// not modify what e points to afterwards.
func (j *Journal) Append(e model.Exchange) uint64 {
	first := j.append(&e)
	j.tell(first)
	return e.Sequence
}

func (j *Journal) append(e *model.Exchange) (firstLoss bool) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.sequence++
	e.Sequence = j.sequence
	j.tape.append(e)
	firstLoss = j.trim()
	for s := range j.live {
		s.offer(e)
	}
	j.announce()
	return firstLoss
}

// announce wakes whoever waits for a change.
func (j *Journal) announce() {
	if j.changed != nil {
		close(j.changed)
		j.changed = nil
	}
}

// Reset empties the journal and forgets its losses. Sequence numbers go on.
func (j *Journal) Reset() {
	j.clearing.Lock()
	defer j.clearing.Unlock()
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.tape, j.entries, j.lost = newTape(), nil, Loss{}
	j.cleared++
	j.announce()
}
