package wire

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

const (
	keyMatchStyle         = "keyMatchStyle"
	defaultParameterStyle = "FORM_EXPLODED"
)

// ParseMultiMatcher reads a map of names to values in any of its forms; null
// asks for nothing. Errors are *ValidationError.
func ParseMultiMatcher(v jsontree.Value) (*model.MultiMatcher, error) {
	if v.Kind == jsontree.Null {
		return &model.MultiMatcher{KeyMatchStyle: model.SubSet}, nil
	}
	d := document[*model.MultiMatcher]{name: "parameters", shape: formParametersShape, read: (*reader).multi}
	return plain(d.parseTree(v, nil))
}

// multi reads headers, query, path or form parameters. Names without values
// ask for nothing and are dropped; values of equal names are put together.
func (r *reader) multi(at *place, v jsontree.Value) *model.MultiMatcher {
	b := &multiBuilder{multi: model.MultiMatcher{KeyMatchStyle: model.SubSet}}
	if style, ok := v.Get(keyMatchStyle); ok {
		b.multi.KeyMatchStyle = model.KeyMatchStyle(style.Text)
	}
	for _, e := range r.multiEntries(at, v) {
		entry := model.MultiEntry{Name: stringMatcher(e.name), ParameterStyle: e.style, Values: make([]model.StringMatcher, len(e.values))}
		for i, value := range e.values {
			entry.Values[i] = stringMatcher(value)
		}
		b.add(entry)
	}
	return &b.multi
}

// multiEntry is one name with its values as they are given.
type multiEntry struct {
	name   jsontree.Value
	values []jsontree.Value
	style  string
}

// multiEntries lists the names of the array form or of the object form.
func (r *reader) multiEntries(at *place, v jsontree.Value) []multiEntry {
	list := make([]multiEntry, 0, len(v.Items)+len(v.Members))
	for i, item := range v.Items {
		name, ok := item.Get("name")
		if !ok {
			r.refusef(at.item(i).member("name"), "is missing but it is required")
		}
		values, _ := item.Get("values")
		list = append(list, multiEntry{name: name, values: values.Items})
	}
	for _, m := range v.Members {
		if m.Name != keyMatchStyle {
			list = append(list, entryOf(m))
		}
	}
	return list
}

func entryOf(m jsontree.Member) multiEntry {
	e := multiEntry{name: jsontree.StringOf(m.Name)}
	switch m.Value.Kind {
	case jsontree.Object:
		values, _ := m.Value.Get("values")
		e.values = values.Items
		e.style = cmp.Or(text(m.Value, "parameterStyle"), defaultParameterStyle)
	case jsontree.Array:
		e.values = m.Value.Items
	default:
		e.values = []jsontree.Value{m.Value}
	}
	return e
}

func (r *reader) optionalMulti(at *place, v jsontree.Value, name string) *model.MultiMatcher {
	given, ok := v.Get(name)
	if !ok {
		return nil
	}
	m := r.multi(at.member(name), given)
	if len(m.Entries) == 0 {
		return nil
	}
	return m
}

// multiBuilder collects entries and joins those of equal names.
type multiBuilder struct {
	multi  model.MultiMatcher
	places places[model.StringMatcher] // a schema is only equal to itself
}

func (b *multiBuilder) add(e model.MultiEntry) {
	if len(e.Values) == 0 {
		return
	}
	i, seen := b.places.of(e.Name)
	if seen {
		entry := &b.multi.Entries[i]
		entry.Values = append(entry.Values, e.Values...)
		return
	}
	b.multi.Entries = append(b.multi.Entries, e)
}

// multiValue writes the object form, names in descending order. The array form
// stands in when a name is a schema, or would be read as something else.
func multiValue(m *model.MultiMatcher) jsontree.Value {
	if m == nil {
		return jsontree.ObjectOf()
	}
	for _, e := range m.Entries {
		if !isPrefixed(e.Name) || prefixed(e.Name) == keyMatchStyle {
			return multiItems(m)
		}
	}
	var o object
	if m.KeyMatchStyle == model.MatchingKey {
		o.addText(keyMatchStyle, string(m.KeyMatchStyle))
	}
	for _, e := range byNameDescending(m.Entries) {
		o.add(prefixed(e.Name), entryValue(e))
	}
	return o.value()
}

func byNameDescending(entries []model.MultiEntry) []model.MultiEntry {
	return slices.SortedStableFunc(slices.Values(entries), func(a, b model.MultiEntry) int {
		return cmp.Or(cmp.Compare(b.Name.Value, a.Name.Value), cmp.Compare(prefixed(b.Name), prefixed(a.Name)))
	})
}

// isMultiKey reports whether name may be the key of headers and parameters.
func isMultiKey(name string) bool { return isBareName(name) && !strings.HasPrefix(name, keyMatchStyle) }

// isFormKey reports whether name may be the key of the parameters of a body.
func isFormKey(name string) bool { return name != keyMatchStyle }

func entryValue(e model.MultiEntry) jsontree.Value {
	if e.ParameterStyle == "" {
		return valuesValue(e)
	}
	var o object
	o.addText("parameterStyle", e.ParameterStyle)
	o.add("values", valuesValue(e))
	return o.value()
}

func valuesValue(e model.MultiEntry) jsontree.Value {
	values := make([]jsontree.Value, len(e.Values))
	for i, v := range e.Values {
		values[i] = stringMatcherValue(v)
	}
	return jsontree.ArrayOf(values...)
}

func multiItems(m *model.MultiMatcher) jsontree.Value {
	items := make([]jsontree.Value, len(m.Entries))
	for i, e := range m.Entries {
		var o object
		o.add("name", stringMatcherValue(e.Name))
		o.add("values", valuesValue(e))
		items[i] = o.value()
	}
	return jsontree.ArrayOf(items...)
}
