package expect

import (
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Nearest returns the expectation with the fewest properties that differ from
// r, the first in match order among equals, and how they compare; false when
// there is no expectation to compare with.
func (s *Store) Nearest(r *match.Request) (*model.Expectation, match.Explanation, bool) {
	o := s.options.Load()
	now := o.Clock()
	namespace, _ := r.Header(o.NamespaceHeader)
	var best *entry
	fewest := 0
	for _, e := range s.current.Load().entries {
		if !e.sees(namespace) || !e.usable(now) {
			continue
		}
		if n := e.matcher.Differences(r); best == nil || n < fewest {
			best, fewest = e, n
		}
	}
	if best == nil {
		return nil, match.Explanation{}, false
	}
	return best.expectation, best.matcher.Explain(r), true
}
