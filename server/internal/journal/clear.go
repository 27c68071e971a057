package journal

import (
	"slices"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Clear removes the exchanges whose request wanted accepts, and the log
// entries of such requests or about a definition that the second function
// accepts, which may be nil for none. A nil wanted removes all that carry a
// request or a definition. Appends go on while wanted looks through what there
// is.
func (j *Journal) Clear(wanted func(*model.Request) bool, about func(*model.RequestMatcher) bool) {
	j.clearing.Lock()
	defer j.clearing.Unlock()
	c := &clearance{wanted: wanted, about: about, keep: make(map[uint64]bool)}
	c.catchUp(j)
	j.mutex.Lock()
	defer j.mutex.Unlock()
	c.look(j.viewLocked())
	j.tape.keep(c.keep)
	j.entries = c.entries(j.entries)
	if wanted == nil {
		j.lost = Loss{} // what is lost would be gone now as well
	}
	j.cleared++
	j.announce()
}

// clearance decides what one Clear keeps.
type clearance struct {
	wanted func(*model.Request) bool
	about  func(*model.RequestMatcher) bool
	seen   uint64 // every exchange up to this number is decided
	keep   map[uint64]bool
}

// fewLeft is how many undecided exchanges may be looked at under the lock.
const fewLeft = 200

// catchUp decides about nearly all exchanges without holding up appends.
func (c *clearance) catchUp(j *Journal) {
	for {
		j.mutex.RLock()
		v := j.viewLocked()
		j.mutex.RUnlock()
		before := c.seen
		c.look(v)
		if v.Last-before <= fewLeft {
			return
		}
	}
}

// look decides about the exchanges of v that are new.
func (c *clearance) look(v View) {
	if c.wanted == nil {
		c.seen = v.Last
		return
	}
	for e := range v.Since(c.seen) {
		if !c.wanted(e.Request) {
			c.keep[e.Sequence] = true
		}
	}
	c.seen = v.Last
}

// entries returns the log entries that stay.
func (c *clearance) entries(all []Entry) []Entry {
	var left []Entry
	for _, e := range all {
		if !c.removes(&e) {
			left = append(left, e)
		}
	}
	return left
}

func (c *clearance) removes(e *Entry) bool {
	switch {
	case c.wanted == nil:
		return e.Request != nil || e.About != nil
	case e.Request != nil:
		return c.wanted(e.Request)
	default:
		return c.about != nil && slices.ContainsFunc(e.About, c.about)
	}
}
