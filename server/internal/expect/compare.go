package expect

import (
	"cmp"
	"math"
	"slices"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Comparison says how one expectation and a request compare.
type Comparison struct {
	Expectation *model.Expectation
	// Explanation is about the request; Matched says whether the expectation
	// would answer, so that a refusal makes it false.
	match.Explanation
	// Refusals are what keeps the expectation from answering whatever the
	// request says, such as its scenario's state.
	Refusals []match.FieldResult

	distance distance
}

// MatchedFields is how many of match.FieldCount properties do not differ.
func (c *Comparison) MatchedFields() int { return max(match.FieldCount-len(c.Differing()), 0) }

// Differing returns the properties that do not match, then the refusals.
func (c *Comparison) Differing() []match.FieldResult {
	return append(c.Explanation.Differing(), c.Refusals...)
}

// Closer orders comparisons by how little keeps their expectations from
// answering: first by the properties that differ, then by the refusals.
func Closer(a, b *Comparison) int {
	return cmp.Or(
		cmp.Compare(a.distance.properties, b.distance.properties),
		cmp.Compare(a.distance.refusals, b.distance.refusals))
}

// Compare compares r with at most limit expectations, those that come closest,
// in match order, and says how many there are.
func (s *Store) Compare(r *match.Request, limit int) (compared []Comparison, total int) {
	t := s.try(s.current.Load(), r)
	for e := range t.snapshot.all() {
		if !t.over(e) {
			total++
		}
	}
	met := false
	for _, e := range t.closest(limit, total) {
		compared = append(compared, t.compare(e))
		met = met || compared[len(compared)-1].Matched
	}
	if met || len(compared) == limit {
		return compared, total
	}
	if ended := t.ended(t.over); ended != nil {
		return append(compared, t.compareEnded(ended)), total + 1
	}
	return compared, total
}

// closest returns up to limit of the total entries, in match order.
func (t *try) closest(limit, total int) []*entry {
	if total <= limit {
		return t.share(limit, t.snapshot.all(), t.living)
	}
	near := t.near()
	distances := make(map[*entry]int, len(near))
	for _, e := range near {
		distances[e] = e.matcher.Differences(t.request, match.FieldCount)
	}
	slices.SortStableFunc(near, func(a, b *entry) int { return cmp.Compare(distances[a], distances[b]) })
	near = near[:min(limit, len(near))]
	slices.SortFunc(near, compareEntries)
	return near
}

func (t *try) living(e *entry) bool { return !t.over(e) }

func (t *try) compare(e *entry) Comparison {
	c := Comparison{Expectation: e.expectation, Explanation: e.matcher.Explain(t.request), Refusals: t.refusals(e)}
	c.distance = distance{e.matcher.Differences(t.request, math.MaxInt), len(c.Refusals)}
	c.Matched = c.Matched && len(c.Refusals) == 0
	return c
}
