package wire

import (
	"cmp"
	"slices"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

const (
	keyMatchStyle         = "keyMatchStyle"
	defaultParameterStyle = "FORM_EXPLODED"
)

// multi reads headers, query, path or form parameters in their object or array
// form. Names without values ask for nothing and are dropped.
func (r *reader) multi(at *place, v jsontree.Value) *model.MultiMatcher {
	m := &model.MultiMatcher{KeyMatchStyle: model.SubSet}
	for i, item := range v.Items {
		m.Entries = r.appendEntry(m.Entries, r.multiItem(at.item(i), item))
	}
	for _, member := range v.Members {
		if member.Name == keyMatchStyle {
			m.KeyMatchStyle = model.KeyMatchStyle(member.Value.Text)
			continue
		}
		m.Entries = r.appendEntry(m.Entries, r.multiMember(member))
	}
	return m
}

func (r *reader) appendEntry(entries []model.MultiEntry, e model.MultiEntry) []model.MultiEntry {
	if len(e.Values) == 0 {
		return entries
	}
	return append(entries, e)
}

func (r *reader) multiItem(at *place, item jsontree.Value) model.MultiEntry {
	name, ok := item.Get("name")
	if !ok {
		r.refusef(at, "has no name")
	}
	values, _ := item.Get("values")
	return model.MultiEntry{Name: r.stringMatcher(name), Values: r.stringMatchers(values)}
}

func (r *reader) multiMember(m jsontree.Member) model.MultiEntry {
	e := model.MultiEntry{Name: ParseStringMatcher(m.Name)}
	switch m.Value.Kind {
	case jsontree.Object:
		values, _ := m.Value.Get("values")
		e.Values = r.stringMatchers(values)
		e.ParameterStyle = cmp.Or(text(m.Value, "parameterStyle"), defaultParameterStyle)
	case jsontree.Array:
		e.Values = r.stringMatchers(m.Value)
	default:
		e.Values = []model.StringMatcher{r.stringMatcher(m.Value)}
	}
	return e
}

func (r *reader) stringMatchers(v jsontree.Value) []model.StringMatcher {
	list := make([]model.StringMatcher, len(v.Items))
	for i, item := range v.Items {
		list[i] = r.stringMatcher(item)
	}
	return list
}

// multiValue writes the object form, names in descending order.
func multiValue(m *model.MultiMatcher) jsontree.Value {
	if m == nil {
		return jsontree.ObjectOf()
	}
	var o object
	if m.KeyMatchStyle == model.MatchingKey {
		o.addText(keyMatchStyle, string(m.KeyMatchStyle))
	}
	start := len(o.members)
	for _, e := range m.Entries {
		o.add(prefixed(e.Name), entryValue(e))
	}
	descending(o.members[start:])
	return o.value()
}

func entryValue(e model.MultiEntry) jsontree.Value {
	values := make([]jsontree.Value, len(e.Values))
	for i, v := range e.Values {
		values[i] = stringMatcherValue(v)
	}
	list := jsontree.ArrayOf(values...)
	if e.ParameterStyle == "" {
		return list
	}
	var o object
	o.addText("parameterStyle", e.ParameterStyle)
	o.add("values", list)
	return o.value()
}

func descending(members []jsontree.Member) {
	slices.SortStableFunc(members, func(a, b jsontree.Member) int { return cmp.Compare(b.Name, a.Name) })
}

func (r *reader) cookies(at *place, v jsontree.Value) []model.CookieMatcher {
	var list []model.CookieMatcher
	for i, item := range v.Items {
		name, ok := item.Get("name")
		if !ok {
			r.refusef(at.item(i), "has no name")
		}
		value, _ := item.Get("value")
		list = append(list, model.CookieMatcher{Name: r.stringMatcher(name), Value: r.stringMatcher(value)})
	}
	for _, m := range v.Members {
		list = append(list, model.CookieMatcher{Name: ParseStringMatcher(m.Name), Value: r.stringMatcher(m.Value)})
	}
	return list
}

func cookiesValue(cookies []model.CookieMatcher) jsontree.Value {
	var o object
	for _, c := range cookies {
		o.add(prefixed(c.Name), stringMatcherValue(c.Value))
	}
	descending(o.members)
	return o.value()
}

func ascending(members []jsontree.Member) {
	slices.SortStableFunc(members, func(a, b jsontree.Member) int { return cmp.Compare(a.Name, b.Name) })
}
