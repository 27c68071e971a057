// Package journal records what was received and answered. It is bounded by
// count and by bytes, says what it dropped, and is linearizable: a read sees
// every append that returned before it began.
package journal

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Defaults of the bounds.
const (
	DefaultMaxRecords    = 100_000
	DefaultMaxBytes      = 64 << 20
	DefaultMaxLogEntries = 10_000
)

// Options configure a Journal.
type Options struct {
	MaxRecords    int   // exchanges kept; 0 means DefaultMaxRecords
	MaxBytes      int64 // their size in memory; 0 means DefaultMaxBytes
	MaxLogEntries int   // log entries kept, beside the exchanges; 0 means DefaultMaxLogEntries
}

// Entry is one line of the event log other than those that every exchange
// brings.
type Entry struct {
	Sequence      uint64 // place among exchanges and entries
	At            time.Time
	Level         string // TRACE, DEBUG, INFO, WARN, ERROR
	Type          string // CREATED_EXPECTATION, CLEARED, ...
	CorrelationID string
	Request       *model.Request
	ExpectationID string
	Format        string // the message, "{}" standing for an argument
	// Arguments makes what stands in their places, when somebody reads the
	// entry; nil when the message has none.
	Arguments func() []jsontree.Value
}

// Journal is safe for concurrent use.
type Journal struct {
	mutex     sync.RWMutex
	options   Options
	sequence  uint64
	exchanges []model.Exchange
	entries   []Entry
	evicted   uint64
	changed   chan struct{} // closed at the next change
	live      map[*Subscription]struct{}
}

// New returns an empty journal.
func New(o Options) *Journal {
	j := &Journal{changed: make(chan struct{}), live: make(map[*Subscription]struct{})}
	j.SetBounds(o)
	return j
}

// SetBounds changes the bounds at once.
func (j *Journal) SetBounds(o Options) {
	if o.MaxRecords == 0 {
		o.MaxRecords = DefaultMaxRecords
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxLogEntries == 0 {
		o.MaxLogEntries = DefaultMaxLogEntries
	}
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.options = o
	j.trim()
}

// Append records an exchange and returns its sequence number. The caller does
// not modify what e points to afterwards.
func (j *Journal) Append(e model.Exchange) uint64 {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.sequence++
	e.Sequence = j.sequence
	j.exchanges = append(j.exchanges, e)
	j.trim()
	for s := range j.live {
		s.offer(e)
	}
	j.announce()
	return e.Sequence
}

// Log records a log entry and returns its sequence number.
func (j *Journal) Log(e Entry) uint64 {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.sequence++
	e.Sequence = j.sequence
	j.entries = append(j.entries, e)
	j.trim()
	return e.Sequence
}

func (j *Journal) trim() {
	if n := len(j.exchanges) - j.options.MaxRecords; n > 0 {
		j.exchanges = slices.Clone(j.exchanges[n:])
		j.evicted += uint64(n)
	}
	if n := len(j.entries) - j.options.MaxLogEntries; n > 0 {
		j.entries = slices.Clone(j.entries[n:])
	}
}

func (j *Journal) announce() {
	close(j.changed)
	j.changed = make(chan struct{})
}

// View is the journal at one moment.
type View struct {
	Exchanges []model.Exchange // oldest first
	Entries   []Entry          // oldest first
	Evicted   uint64           // exchanges dropped for room since the last reset
	Bounds    Options
	// Changed is closed when the journal has changed since.
	Changed <-chan struct{}
}

// View returns the journal as it is now.
func (j *Journal) View() View {
	j.mutex.RLock()
	defer j.mutex.RUnlock()
	return View{
		Exchanges: slices.Clone(j.exchanges), Entries: slices.Clone(j.entries),
		Evicted: j.evicted, Bounds: j.options, Changed: j.changed,
	}
}

// Exchanges returns the exchanges wanted accepts, oldest first; nil wants all.
func (j *Journal) Exchanges(wanted func(*model.Exchange) bool) []model.Exchange {
	found := j.View().Exchanges
	if wanted == nil {
		return found
	}
	return slices.DeleteFunc(found, func(e model.Exchange) bool { return !wanted(&e) })
}

// Evicted counts the exchanges dropped for room since the last reset.
func (j *Journal) Evicted() uint64 {
	j.mutex.RLock()
	defer j.mutex.RUnlock()
	return j.evicted
}

// Clear removes the exchanges that wanted accepts, and the log entries of
// their requests; nil wants all that carry a request.
func (j *Journal) Clear(wanted func(*model.Request) bool) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.exchanges = slices.DeleteFunc(slices.Clone(j.exchanges), func(e model.Exchange) bool {
		return wanted == nil || wanted(e.Request)
	})
	j.entries = slices.DeleteFunc(slices.Clone(j.entries), func(e Entry) bool {
		return e.Request != nil && (wanted == nil || wanted(e.Request))
	})
	j.announce()
}

// Reset empties the journal and its eviction count. Sequence numbers go on.
func (j *Journal) Reset() {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.exchanges, j.entries, j.evicted = nil, nil, 0
	j.announce()
}

// Subscription receives exchanges as they are appended.
type Subscription struct {
	C       <-chan model.Exchange // closed when the subscription ends
	c       chan model.Exchange
	mutex   sync.Mutex
	dropped uint64
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
		s.mutex.Lock()
		s.dropped++
		s.mutex.Unlock()
	}
}

// Dropped counts the exchanges the reader missed so far.
func (s *Subscription) Dropped() uint64 {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.dropped
}
