package wire

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// parseStringMatcher reads the prefixed spelling of a string matcher: "!" for
// not and "?" for optional, in either order.
func parseStringMatcher(s string) model.StringMatcher {
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

// stringMatcher reads a prefixed string, or an object, whose value is literal.
func stringMatcher(v jsontree.Value) model.StringMatcher {
	if v.Kind != jsontree.Object {
		return parseStringMatcher(v.Text)
	}
	m := model.StringMatcher{
		Not:            flag(v, "not"),
		Optional:       flag(v, "optional"),
		ParameterStyle: text(v, "parameterStyle"),
	}
	if schema, ok := v.Get("schema"); ok {
		m.Schema = &schema
	} else {
		m.Value = text(v, "value")
	}
	return m
}

func optionalMatcher(v jsontree.Value, member string) *model.StringMatcher {
	given, ok := v.Get(member)
	if !ok {
		return nil
	}
	m := stringMatcher(given)
	return &m
}

// unlessBlank is m, or nil when it would match anything.
func unlessBlank(m *model.StringMatcher) *model.StringMatcher {
	if m == nil || m.Schema == nil && strings.TrimSpace(m.Value) == "" {
		return nil
	}
	return m
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

// isPrefixed reports whether the prefixed spelling of m means m.
func isPrefixed(m model.StringMatcher) bool { return parseStringMatcher(prefixed(m)) == m }

func stringMatcherValue(m model.StringMatcher) jsontree.Value {
	if isPrefixed(m) {
		return jsontree.StringOf(prefixed(m))
	}
	var o object
	if m.Not || m.Schema == nil && m.ParameterStyle == "" {
		o.add("not", jsontree.BoolOf(m.Not))
	}
	o.addTrue("optional", m.Optional)
	o.addText("parameterStyle", m.ParameterStyle)
	o.addText("value", m.Value)
	if m.Schema != nil {
		o.add("schema", *m.Schema)
	}
	return o.value()
}
