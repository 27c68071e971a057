package rule

import (
	"fmt"
	"slices"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Multi compares a map of names to values: headers, parameters, parts.
type Multi struct {
	entries  []entry
	matchKey bool
	required int  // pairs that need an actual pair of their own
	styled   bool // some entry's values have to be taken apart
}

type entry struct {
	name   *Text
	values []*Value
	// alternatives are the values accepted under MATCHING_KEY.
	alternatives []*Value
	list         *Value   // the value whose schema is one of arrays
	split        splitter // nil for values that stand alone
	deep         bool     // the values are members, under names of their own
}

// NewMulti compiles m; nil for a matcher that accepts everything.
func NewMulti(m *model.MultiMatcher, o Options) (*Multi, error) {
	if m == nil {
		return nil, nil
	}
	multi := &Multi{matchKey: m.KeyMatchStyle == model.MatchingKey}
	for _, e := range m.Entries {
		compiled, err := newEntry(e, o)
		if err != nil {
			return nil, err
		}
		if len(compiled.values) > 0 {
			multi.entries = append(multi.entries, compiled)
			multi.required += compiled.required()
			multi.styled = multi.styled || compiled.split != nil
		}
	}
	if len(multi.entries) == 0 {
		return nil, nil
	}
	if multi.matchKey {
		multi.shareValues()
	}
	return multi, nil
}

// shareValues lets a name that is a pattern also accept the values listed for
// the names it covers.
func (m *Multi) shareValues() {
	shared := make([][]*Value, len(m.entries))
	var budget pattern.Budget
	for i := range m.entries {
		for j := range m.entries {
			if i != j && m.entries[i].name.MatchStored(m.entries[j].name.model, &budget) {
				shared[i] = append(shared[i], m.entries[j].values...)
			}
		}
	}
	for i := range shared {
		m.entries[i].alternatives = append(slices.Clone(m.entries[i].values), shared[i]...)
	}
}

func newEntry(e model.MultiEntry, o Options) (entry, error) {
	name, err := NewText(e.Name, o)
	if err != nil {
		return entry{}, fmt.Errorf("name: %w", err)
	}
	compiled := entry{name: name, split: newSplitter(e.ParameterStyle, e.Name.Value)}
	for i, v := range e.Values {
		value, err := NewValue(v, o)
		if err != nil {
			return entry{}, fmt.Errorf("%s[%d]: %w", e.Name.Value, i, err)
		}
		compiled.values = append(compiled.values, value)
		if value.schema != nil && value.schema.WantsArray() {
			compiled.list = value
		}
		compiled.deep = compiled.deep || e.ParameterStyle == deepObject && v.Schema != nil
	}
	return compiled, nil
}

// required counts the pairs of the entry that an actual pair must stand for:
// not the optional ones, nor those that only forbid a name.
func (e *entry) required() int {
	if e.name.model.Optional || e.deep {
		return 0
	}
	n := 0
	for _, v := range e.values {
		if !e.name.model.Not || v.model.Not {
			n++
		}
	}
	return n
}

// Match reports whether pairs satisfy the map.
func (m *Multi) Match(pairs []Pair, b *pattern.Budget) bool {
	if m.styled {
		pairs = m.expand(pairs, b)
	}
	switch {
	case len(pairs) == 0:
		return m.allowsNone()
	case m.matchKey:
		return m.matchKeys(pairs, b)
	default:
		return m.matchSubset(pairs, b)
	}
}

// allowsNone reports whether an empty map is fine: every name negated, or
// every one optional.
func (m *Multi) allowsNone() bool {
	negated, optional := true, true
	for i := range m.entries {
		negated = negated && m.entries[i].name.model.Not
		optional = optional && m.entries[i].name.model.Optional
	}
	return negated || optional
}

// matchSubset wants every pair of the matcher among the actual ones, and as
// many distinct actual pairs as the matcher has required ones.
func (m *Multi) matchSubset(pairs []Pair, b *pattern.Budget) bool {
	var hit hits
	for i := range m.entries {
		e := &m.entries[i]
		if e.deep {
			if !e.matchDeep(pairs, b) {
				return false
			}
			continue
		}
		if e.name.model.Not && e.forbidden(pairs, b) {
			return false
		}
		for _, v := range e.values {
			if !e.hitBy(v, pairs, &hit, b) && !e.excused(pairs, b) {
				return false
			}
		}
	}
	return hit.count >= m.required
}

// hitBy marks the pairs that satisfy (name, v) and reports whether any does.
func (e *entry) hitBy(v *Value, pairs []Pair, hit *hits, b *pattern.Budget) bool {
	found := false
	for i := range pairs {
		if pairs[i].matchName(e.name, b) && pairs[i].matchValue(v, b) {
			hit.add(i)
			found = true
		}
	}
	return found
}

// excused reports whether the entry is optional and absent.
func (e *entry) excused(pairs []Pair, b *pattern.Budget) bool {
	return e.name.model.Optional && !e.present(pairs, b)
}

func (e *entry) present(pairs []Pair, b *pattern.Budget) bool {
	for i := range pairs {
		if pairs[i].matchName(e.name, b) {
			return true
		}
	}
	return false
}

// forbidden reports whether the name that the entry negates is there.
func (e *entry) forbidden(pairs []Pair, b *pattern.Budget) bool {
	for i := range pairs {
		if !pairs[i].nameNegated() && e.name.holds(pairs[i].Name, b) {
			return true
		}
	}
	return false
}

// matchKeys wants every actual value under each name to be one of those listed.
func (m *Multi) matchKeys(pairs []Pair, b *pattern.Budget) bool {
	for i := range m.entries {
		if !m.entries[i].matchKey(pairs, b) {
			return false
		}
	}
	return true
}

func (e *entry) matchKey(pairs []Pair, b *pattern.Budget) bool {
	switch {
	case e.deep:
		return e.matchDeep(pairs, b)
	case e.name.model.Not:
		return !e.forbidden(pairs, b)
	}
	var values []string
	present, all := false, true
	for i := range pairs {
		if !pairs[i].matchName(e.name, b) {
			continue
		}
		present = true
		all = all && e.accepts(&pairs[i], b)
		if e.list != nil {
			values = append(values, pairs[i].Value)
		}
	}
	if !present {
		return e.name.model.Optional
	}
	return all || e.list != nil && e.list.schema.MatchList(values, b) != e.list.model.Not
}

// accepts reports whether any of the alternatives matches.
func (e *entry) accepts(p *Pair, b *pattern.Budget) bool {
	for _, v := range e.alternatives {
		if p.matchValue(v, b) {
			return true
		}
	}
	return false
}

// hits counts distinct indexes; the first 64 cost no allocation.
type hits struct {
	low   uint64
	high  map[int]bool
	count int
}

func (h *hits) add(i int) {
	if h.has(i) {
		return
	}
	h.count++
	if i < 64 {
		h.low |= 1 << i
		return
	}
	if h.high == nil {
		h.high = make(map[int]bool)
	}
	h.high[i] = true
}

func (h *hits) has(i int) bool {
	if i < 64 {
		return h.low&(1<<i) != 0
	}
	return h.high[i]
}
