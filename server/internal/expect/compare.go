package expect

import (
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Comparison says how one expectation and a request compare.
type Comparison struct {
	Expectation *model.Expectation
	match.Explanation
}

// Compare compares r with at most limit expectations in match order, and says
// how many there are that r could have met.
func (s *Store) Compare(r *match.Request, limit int) (compared []Comparison, total int) {
	t := s.try(s.current.Load(), r)
	for e := range t.snapshot.all() {
		if !t.sees(e) {
			continue
		}
		total++
		if len(compared) < limit {
			compared = append(compared, Comparison{e.expectation, e.matcher.Explain(r)})
		}
	}
	return compared, total
}
