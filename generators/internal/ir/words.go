package ir

import (
	"slices"
	"strings"
	"unicode"
)

// Name is a name as lower-case words; casing belongs to emitters.
type Name []string

// Words splits a name written in any of the usual casings, or with blanks.
// A run of capitals is one word, whose last letter starts the next word when
// a lower-case letter follows: "HTTPRequest" is "http request".
func Words(s string) Name {
	var words Name
	var word []rune
	flush := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = nil
		}
	}
	runes := []rune(s)
	for i, r := range runes {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			flush()
			continue
		}
		if startsWord(runes, i) {
			flush()
		}
		word = append(word, r)
	}
	flush()
	return words
}

func startsWord(runes []rune, i int) bool {
	if i == 0 || !unicode.IsUpper(runes[i]) {
		return false
	}
	if !unicode.IsUpper(runes[i-1]) {
		return true
	}
	return i+1 < len(runes) && unicode.IsLower(runes[i+1])
}

// String joins the words with blanks.
func (n Name) String() string { return strings.Join(n, " ") }

// Plural is the name for several: "log entries".
func (n Name) Plural() Name {
	last := len(n) - 1
	word, ending := n[last], "s"
	if strings.HasSuffix(word, "y") && !strings.ContainsAny(word[len(word)-2:len(word)-1], "aeiou") {
		word, ending = strings.TrimSuffix(word, "y"), "ies"
	}
	return append(slices.Clone(n[:last]), word+ending)
}

// Snake is "http_request".
func (n Name) Snake() string { return strings.Join(n, "_") }

// ScreamingSnake is "HTTP_REQUEST".
func (n Name) ScreamingSnake() string { return strings.ToUpper(n.Snake()) }

// Pascal is "HttpRequest"; emitters that write initialisms otherwise map them.
func (n Name) Pascal() string {
	var b strings.Builder
	for _, w := range n {
		b.WriteString(strings.ToUpper(w[:1]) + w[1:])
	}
	return b.String()
}

// Camel is "httpRequest".
func (n Name) Camel() string {
	p := n.Pascal()
	if p == "" {
		return ""
	}
	return n[0] + p[len(n[0]):]
}
