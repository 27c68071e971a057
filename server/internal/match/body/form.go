package body

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/mockserver/mockserver/server/internal/match/rule"
)

// Form returns the parameters of a form body, decoded: separated by '&', and
// by ';' if semicolon. A value with a broken escape stays as received; bytes
// that are no UTF-8 become U+FFFD.
func (c *Content) Form(semicolon bool) []rule.Pair {
	if c.form == nil {
		c.form = parseForm(c.Text(), semicolon)
	}
	return c.form
}

func parseForm(text string, semicolon bool) []rule.Pair {
	separates := func(r rune) bool { return r == '&' || semicolon && r == ';' }
	pairs := []rule.Pair{}
	for part := range strings.FieldsFuncSeq(text, separates) {
		name, value, _ := strings.Cut(part, "=")
		pairs = append(pairs, rule.Pair{Name: unescape(name), Value: unescape(value)})
	}
	return pairs
}

func unescape(text string) string {
	if decoded, err := url.QueryUnescape(text); err == nil {
		return strings.ToValidUTF8(decoded, string(utf8.RuneError))
	}
	return text
}
