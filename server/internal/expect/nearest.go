package expect

import (
	"math"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Nearest returns the expectation with the fewest properties that differ from
// r, the first in match order among equals, and how they compare; false when
// there is no expectation to compare with. In a large store it looks at some
// hundred that come close: see near.
func (s *Store) Nearest(r *match.Request) (*model.Expectation, match.Explanation, bool) {
	t := s.try(s.current.Load(), r)
	var best *entry
	fewest := math.MaxInt
	for _, e := range t.near() {
		if n := e.matcher.Differences(r, fewest); n < fewest {
			best, fewest = e, n
		}
	}
	if best == nil {
		return nil, match.Explanation{}, false
	}
	return best.expectation, best.matcher.Explain(r), true
}
