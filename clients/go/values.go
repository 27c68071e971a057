package mock

import "strings"

// Not is the pattern that matches what pattern does not.
func Not(pattern string) string {
	if rest, ok := strings.CutPrefix(pattern, "?"); ok {
		return "?!" + rest
	}
	return "!" + pattern
}

// Optional is the pattern, as the name of a header, query parameter, path
// parameter or cookie that may be absent.
func Optional(pattern string) string { return "?" + pattern }

// String is the pattern as text; that of a schema is its JSON, that of nil is
// empty.
func (m *StringMatcher) String() string {
	if m == nil {
		return ""
	}
	if text, ok := m.AsString(); ok {
		return text
	}
	raw, err := m.MarshalJSON()
	if err != nil {
		return ""
	}
	return string(raw)
}
