package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ParseStringMatcher reads the prefixed spelling of a string matcher: "!" for
// not and "?" for optional, in either order.
func ParseStringMatcher(s string) model.StringMatcher {
	var m model.StringMatcher
	for len(s) > 0 {
		switch {
		case s[0] == '!' && !m.Not:
			m.Not = true
		case s[0] == '?' && !m.Optional:
			m.Optional = true
		default:
			m.Value = s
			return m
		}
		s = s[1:]
	}
	return m
}

func (r *reader) stringMatcher(v jsontree.Value) model.StringMatcher {
	if v.Kind != jsontree.Object {
		return ParseStringMatcher(v.Text)
	}
	m := ParseStringMatcher(text(v, "value"))
	m.Not = m.Not || flag(v, "not")
	m.Optional = m.Optional || flag(v, "optional")
	m.ParameterStyle = text(v, "parameterStyle")
	if schema, ok := v.Get("schema"); ok {
		m.Schema = &schema
	}
	return m
}

func (r *reader) stringMatcherMember(v jsontree.Value, member string) *model.StringMatcher {
	given, ok := v.Get(member)
	if !ok {
		return nil
	}
	m := r.stringMatcher(given)
	return &m
}

// prefixed is the spelling of a matcher without schema: "?" before "!".
func prefixed(m model.StringMatcher) string {
	s := m.Value
	if m.Not {
		s = "!" + s
	}
	if m.Optional {
		s = "?" + s
	}
	return s
}

func stringMatcherValue(m model.StringMatcher) jsontree.Value {
	if m.Schema == nil && m.ParameterStyle == "" {
		return jsontree.StringOf(prefixed(m))
	}
	var o object
	o.addTrue("not", m.Not)
	o.addTrue("optional", m.Optional)
	o.addText("value", m.Value)
	if m.Schema != nil {
		o.add("schema", *m.Schema)
	}
	o.addText("parameterStyle", m.ParameterStyle)
	return o.value()
}
