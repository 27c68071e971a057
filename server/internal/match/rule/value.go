package rule

import (
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Value compares one value of a map: as Text does, and by numeric operators
// ("> 5") and media types ("accept:text/html") besides.
type Value struct {
	Text
	number *comparison
	accept *mediaRange
}

// NewValue compiles m.
func NewValue(m model.StringMatcher, o Options) (*Value, error) {
	text, err := NewText(m, o)
	if err != nil {
		return nil, err
	}
	v := &Value{Text: *text}
	if m.Schema == nil {
		v.number = parseComparison(m.Value)
		v.accept = parseAccept(m.Value)
	}
	return v, nil
}

// Match reports whether actual satisfies the value.
func (v *Value) Match(actual string, b *pattern.Budget) bool {
	return v.holds(actual, b) != v.model.Not
}

func (v *Value) holds(actual string, b *pattern.Budget) bool {
	switch {
	case v.number != nil && v.number.holds(actual):
		return true
	case v.accept != nil && v.accept.acceptedBy(actual):
		return true
	}
	return v.Text.holds(actual, b)
}

func (v *Value) matchStored(stored model.StringMatcher, b *pattern.Budget) bool {
	if stored.Schema == nil && !stored.Not {
		return v.Match(stored.Value, b)
	}
	return v.MatchStored(stored, b)
}
