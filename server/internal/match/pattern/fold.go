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
	n := foldedPrefix(a, b)
	a, b = a[n:], b[n:]
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

// foldedPrefix returns how many bytes a and b have in common but for the case
// of ASCII letters.
func foldedPrefix(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		x, y := a[i], b[i]
		if x|y >= utf8.RuneSelf || x != y && lowerASCII(x) != lowerASCII(y) {
			return i
		}
	}
	return n
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
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
