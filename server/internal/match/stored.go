package match

import (
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// definition is a stored matcher as the object of a filter.
type definition struct {
	model   *model.RequestMatcher
	options Options
	budget  *pattern.Budget
}

// MatchDefinition reports whether the filter finds an expectation by its
// request matcher; one that matches every request is always found.
func (m *Matcher) MatchDefinition(stored *model.RequestMatcher, o Options, budget *pattern.Budget) bool {
	if stored == nil {
		return true
	}
	if o.Bodies == nil {
		o.Bodies = Bodies()
	}
	d := &definition{model: stored, options: o, budget: budget}
	for _, f := range m.order {
		if !f.matchStored(d) {
			return m.not != stored.Not
		}
	}
	return m.not == stored.Not
}

// matchStoredText compares a rule with a stored property; an absent one is
// satisfied.
func matchStoredText(t *rule.Text, stored *model.StringMatcher, b *pattern.Budget) bool {
	return stored == nil || t.MatchStored(*stored, b)
}
