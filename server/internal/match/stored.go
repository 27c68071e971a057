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
// request matcher; one that matches every request, and a conditional one, is
// always found.
func (m *Matcher) MatchDefinition(stored *model.RequestMatcher, o Options, budget *pattern.Budget) bool {
	if stored == nil || stored.Conditional != nil {
		return true
	}
	return m.matchStored(&definition{model: stored, options: o, budget: budget})
}

// matchStored compares with one definition; two negated ones by what they
// negate. An OpenAPI definition is found by any of the requests it means.
func (m *Matcher) matchStored(d *definition) bool {
	if d.model.OpenAPI == nil {
		return m.holdsStored(d) == (m.not == d.model.Not)
	}
	found := m.same(d.model.OpenAPI)
	for _, one := range d.expanded() {
		found = found || m.holdsStored(one)
	}
	return found == (m.not == d.model.Not)
}

func (m *Matcher) holdsStored(d *definition) bool {
	if m.compound != nil {
		return m.compound.matchStored(d)
	}
	for _, f := range m.order {
		if !f.matchStored(d) {
			return false
		}
	}
	return true
}

// matchStoredText compares a rule with a stored property; an absent one is
// satisfied.
func matchStoredText(t *rule.Text, stored *model.StringMatcher, b *pattern.Budget) bool {
	return stored == nil || t.MatchStored(*stored, b)
}
