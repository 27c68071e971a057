package expect

import (
	"math"

	"github.com/mockserver/mockserver/server/internal/match"
)

// Nearest compares r, which no expectation answered, with the expectation that
// comes closest, the first in match order among equals; false when there is no
// expectation to compare with. In a large store it looks at some hundred that
// come close: see near. One that is over is only named when nothing else about
// it differs.
func (s *Store) Nearest(r *match.Request) (Comparison, bool) {
	t := s.try(s.current.Load(), r)
	best, fewest := t.nearest()
	if fewest.properties > 0 {
		if over := t.ended(t.hidden); over != nil {
			return t.compareEnded(over), true
		}
	}
	if best == nil {
		return Comparison{}, false
	}
	c := t.compare(best)
	if c.Matched {
		c.Refusals = unlucky(c.Expectation)
		c.Matched = len(c.Refusals) == 0
	}
	return c, true
}

// hidden reports whether near leaves the entry out.
func (t *try) hidden(e *entry) bool { return !t.sees(e) }

// distance is how much keeps an expectation from answering.
type distance struct{ properties, refusals int }

func (t *try) nearest() (best *entry, fewest distance) {
	fewest = distance{math.MaxInt - 1, math.MaxInt}
	for _, e := range t.near() {
		properties := e.matcher.Differences(t.request, fewest.properties+1)
		if properties > fewest.properties {
			continue
		}
		refusals := len(t.refusals(e))
		if properties < fewest.properties || refusals < fewest.refusals {
			best, fewest = e, distance{properties, refusals}
		}
	}
	return best, fewest
}
