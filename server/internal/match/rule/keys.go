package rule

import "github.com/mockserver/mockserver/server/internal/match/pattern"

// Keys lists pairs each of which is among the received ones, case aside, when
// the map is satisfied. Their names and values are in the form of pattern.Fold.
func (m *Multi) Keys() []Pair {
	if m.styled {
		return nil
	}
	var keys []Pair
	for i := range m.entries {
		e := &m.entries[i]
		name, ok := e.name.only()
		if !ok || e.deep || e.name.model.Optional {
			continue
		}
		for _, v := range e.demanded(m.matchKey) {
			if value, ok := v.only(); ok {
				keys = append(keys, Pair{Name: name, Value: value})
			}
		}
	}
	return keys
}

// demanded are the values of the entry that must all be there.
func (e *entry) demanded(matchKey bool) []*Value {
	switch {
	case !matchKey:
		return e.values
	case len(e.alternatives) == 1:
		return e.alternatives
	}
	return nil
}

// only returns the one text the rule accepts, case aside, in the form of
// pattern.Fold; false when it accepts others.
func (t *Text) only() (string, bool) {
	if t.unbounded() || t.pattern != nil {
		return "", false
	}
	return pattern.Fold(t.model.Value), true
}

// only is as Text's.
func (v *Value) only() (string, bool) {
	if v.number != nil || v.accept != nil {
		return "", false
	}
	return v.Text.only()
}
