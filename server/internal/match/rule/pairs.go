package rule

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Pair is one name with one value under test.
type Pair struct {
	Name, Value string
	Stored      *StoredPair // set when the pair is a stored matcher's, not a received one
}

// StoredPair is a pair of a stored matcher, for filters.
type StoredPair struct{ Name, Value model.StringMatcher }

// PairsOf turns received fields into pairs.
func PairsOf(fields []model.Field) []Pair {
	pairs := make([]Pair, len(fields))
	for i, f := range fields {
		pairs[i] = Pair{Name: f.Name, Value: f.Value}
	}
	return pairs
}

// StoredPairs turns a stored matcher's entries into pairs.
func StoredPairs(m *model.MultiMatcher) []Pair {
	if m == nil {
		return nil
	}
	var pairs []Pair
	for _, e := range m.Entries {
		for _, v := range e.Values {
			pairs = append(pairs, storedPair(e.Name, v))
		}
	}
	return pairs
}

// StoredCookies turns a stored matcher's cookies into pairs.
func StoredCookies(cookies []model.CookieMatcher) []Pair {
	pairs := make([]Pair, len(cookies))
	for i, c := range cookies {
		pairs[i] = storedPair(c.Name, c.Value)
	}
	return pairs
}

func storedPair(name, value model.StringMatcher) Pair {
	return Pair{Name: name.Value, Value: value.Value, Stored: &StoredPair{Name: name, Value: value}}
}

// matchName reports whether the pair's name satisfies t.
func (p *Pair) matchName(t *Text, b *pattern.Budget) bool {
	if p.Stored != nil {
		return t.MatchStored(p.Stored.Name, b)
	}
	return t.Match(p.Name, b)
}

// matchValue reports whether the pair's value satisfies v.
func (p *Pair) matchValue(v *Value, b *pattern.Budget) bool {
	if p.Stored != nil {
		return v.matchStored(p.Stored.Value, b)
	}
	return v.Match(p.Value, b)
}

func (p *Pair) nameNegated() bool { return p.Stored != nil && p.Stored.Name.Not }

func (p *Pair) String() string { return p.Name + ": " + p.Value }

// ListPairs lays out pairs for people.
func ListPairs(pairs []Pair) string {
	texts := make([]string, len(pairs))
	for i := range pairs {
		texts[i] = "(" + pairs[i].String() + ")"
	}
	return "[" + strings.Join(texts, ", ") + "]"
}
