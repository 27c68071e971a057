package match

import (
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// PathKey says which paths a matcher can accept, for an index: those whose
// folded form (pattern.Fold) is Literal, and those that hold what Required
// says. With neither, any path.
type PathKey struct {
	Literal  string
	Required *pattern.Literals
}

// PathKeys returns what the matcher demands of a path: to satisfy one of the
// keys. There are none when no path can. A request without a path satisfies
// every matcher.
func (m *Matcher) PathKeys() []PathKey {
	if m.not {
		return []PathKey{{}}
	}
	if m.compound != nil {
		return m.compound.pathKeys()
	}
	f := m.pathField()
	if f == nil {
		return []PathKey{{}}
	}
	return []PathKey{{Literal: f.text.Literal(), Required: f.text.Required()}}
}

func (m *Matcher) pathField() *pathField {
	for _, f := range m.fields {
		if path, ok := f.(*pathField); ok {
			return path
		}
	}
	return nil
}

// FoldedPath returns the path in the form of PathKey.Literal.
func (r *Request) FoldedPath() string { return pattern.Fold(r.model.Path) }
