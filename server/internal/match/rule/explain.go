package rule

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// Explain says in words why pairs do not satisfy the map.
func (m *Multi) Explain(pairs []Pair, _ *pattern.Budget) []string {
	found := ListPairs(pairs)
	if len(pairs) == 0 {
		found = "none"
	}
	return []string{Reason("multimap", m.String(), found, "multimap is not a subset")}
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
