package journal

import (
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Entry is one line of the event log other than those that every exchange
// brings.
type Entry struct {
	Sequence      uint64 // place among exchanges and entries
	At            time.Time
	Level         string // TRACE, DEBUG, INFO, WARN, ERROR
	Type          string // CREATED_EXPECTATION, CLEARED, ...
	CorrelationID string
	Request       *model.Request
	About         []*model.RequestMatcher // the definitions it tells of, of expectations or asked about
	ExpectationID string
	Format        string // the message, "{}" standing for an argument
	// Arguments makes what stands in their places, when somebody reads the
	// entry; nil when the message has none.
	Arguments func() []jsontree.Value
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
