package pattern

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// special lists the characters that mean something in a pattern.
const special = `\^$.|?*+()[]{}`

// IsLiteral reports whether source holds no character with a meaning, so that
// as a pattern it matches nothing but itself.
func IsLiteral(source string) bool { return !strings.ContainsAny(source, special) }

// EqualFold reports whether a and b are equal but for case, as Java compares
// text: character by character, without the mappings that change lengths.
func EqualFold(a, b string) bool {
	if a == b {
		return true
	}
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if foldRune(x) != foldRune(y) || x == utf8.RuneError && a[:n] != b[:m] {
			return false
		}
		a, b = a[n:], b[m:]
	}
	return a == b
}

// Fold returns the form shared by all texts that are EqualFold.
func Fold(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.Map(foldRune, s)
		}
	}
	return s
}

func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}
