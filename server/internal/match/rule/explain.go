package rule

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// Explain says in words why pairs do not satisfy the map.
func (m *Multi) Explain(pairs []Pair, b *pattern.Budget) []string {
	found := ListPairs(pairs)
	if len(pairs) == 0 {
		found = "none"
	}
	if m.styled {
		pairs = m.expand(pairs, b)
	}
	var because []string
	for i := range m.entries {
		because = append(because, m.entries[i].unmet(pairs, m.matchKey, b)...)
	}
	if len(because) == 0 {
		because = []string{fmt.Sprintf("%d entries are asked for and some of them are met by the same one", m.required)}
	}
	return []string{Reason("multimap", m.String(), found, because...)}
}

// unmet says what about the entry is not satisfied.
func (e *entry) unmet(pairs []Pair, matchKey bool, b *pattern.Budget) []string {
	name := e.name.prefixed()
	switch {
	case e.deep:
		if e.matchDeep(pairs, b) {
			return nil
		}
		return []string{fmt.Sprintf("the members of %s are not as its schema says", name)}
	case e.name.model.Not && e.forbidden(pairs, b):
		return []string{fmt.Sprintf("%s is there", e.name.model.Value)}
	case !e.name.model.Not && !e.present(pairs, b):
		if e.name.model.Optional {
			return nil
		}
		return []string{fmt.Sprintf("%s is missing", name)}
	case matchKey:
		if e.matchKey(pairs, b) {
			return nil
		}
		return []string{fmt.Sprintf("a value of %s is none of those listed", name)}
	}
	return e.unmetValues(pairs, b)
}

func (e *entry) unmetValues(pairs []Pair, b *pattern.Budget) []string {
	var because []string
	for _, v := range e.values {
		if !e.hitBy(v, pairs, &hits{}, b) {
			because = append(because, fmt.Sprintf("nothing satisfies (%s: %s)", e.name.prefixed(), v.Expected()))
			because = append(because, v.pattern.Late(b)...)
		}
	}
	return because
}

// String lists the pairs asked for.
func (m *Multi) String() string {
	var texts []string
	for i := range m.entries {
		e := &m.entries[i]
		for _, v := range e.values {
			texts = append(texts, "("+e.name.prefixed()+": "+v.Expected()+")")
		}
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// prefixed returns a name with its prefixes.
func (t *Text) prefixed() string {
	if t.model.Optional {
		return "?" + t.Expected()
	}
	return t.Expected()
}
