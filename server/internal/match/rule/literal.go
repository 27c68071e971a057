package rule

import "github.com/mockserver/mockserver/server/internal/match/pattern"

// Literal accepts one text. The zero Literal accepts any.
type Literal struct {
	text      string
	exactCase bool
}

// AsLiteral returns what decides as the rule does, but for an empty text, which
// a Literal accepts; false when the rule is no literal.
func (t *Text) AsLiteral() (Literal, bool) {
	if t.unbounded() || t.pattern != nil {
		return Literal{}, false
	}
	return Literal{t.model.Value, t.options.Pattern.ExactCase}, true
}

// Accepts reports whether actual is the text, or empty.
func (l *Literal) Accepts(actual string) bool {
	switch {
	case l.text == "" || actual == "":
		return true
	case l.exactCase:
		return actual == l.text
	default:
		return pattern.EqualFold(actual, l.text)
	}
}
