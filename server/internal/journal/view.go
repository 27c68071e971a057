package journal

import (
	"iter"
	"slices"

	"github.com/mockserver/mockserver/server/internal/model"
)

// View is the journal at one moment.
type View struct {
	Entries []Entry // oldest first
	Lost    Loss
	Cleared uint64 // how often Clear and Reset have been called
	Last    uint64 // the sequence number given out last
	Bounds  Options
	// Changed is closed when the journal has changed since.
	Changed <-chan struct{}

	windows []window
}

// View returns the journal as it is now.
func (j *Journal) View() View {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if j.changed == nil {
		j.changed = make(chan struct{})
	}
	v := j.viewLocked()
	v.Entries, v.Changed = slices.Clone(j.entries), j.changed
	return v
}

// viewLocked is a View of the exchanges alone.
func (j *Journal) viewLocked() View {
	return View{
		Lost: j.lost, Cleared: j.cleared, Last: j.sequence, Bounds: j.options, windows: j.tape.windows(),
	}
}

// Len returns how many exchanges there are.
func (v *View) Len() int {
	n := 0
	for _, w := range v.windows {
		n += len(w.records)
	}
	return n
}

// Exchanges yields the exchanges, oldest first. What it yields is the caller's.
func (v *View) Exchanges() iter.Seq[*model.Exchange] { return v.Since(0) }

// Since yields the exchanges with a higher sequence number, oldest first.
func (v *View) Since(sequence uint64) iter.Seq[*model.Exchange] {
	return func(yield func(*model.Exchange) bool) {
		for _, w := range v.windows {
			for i := w.after(sequence); i < len(w.records); i++ {
				if !yield(w.exchange(i)) {
					return
				}
			}
		}
	}
}

// Exchanges returns the exchanges wanted accepts, oldest first; nil wants all.
func (j *Journal) Exchanges(wanted func(*model.Exchange) bool) []model.Exchange {
	j.mutex.RLock()
	v := j.viewLocked()
	j.mutex.RUnlock()
	var found []model.Exchange
	for e := range v.Exchanges() {
		if wanted == nil || wanted(e) {
			found = append(found, *e)
		}
	}
	return found
}
