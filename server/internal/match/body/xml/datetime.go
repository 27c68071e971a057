package xml

import (
	"strings"
	"time"
)

// dateTimes are the forms that isDateTime takes without a pattern of its own.
// Seconds may have a fraction in all of them.
var dateTimes = []string{
	"2006-1-2",
	"2006-1-2T15:4:5", "2006-1-2T15:4:5Z0700", "2006-1-2T15:4:5Z07:00",
	"2006-1-2 15:4:5", "2006-1-2 15:4:5Z0700", "2006-1-2 15:4:5Z07:00",
}

// isDateTime reports whether text is a date, with or without a time: in the
// form that pattern describes in the language of Java's SimpleDateFormat, or
// without one in ISO 8601.
func isDateTime(text, pattern string) bool {
	layouts := dateTimes
	if pattern != "" {
		layout, ok := layoutOf(pattern)
		if !ok {
			return false
		}
		layouts = []string{layout}
	}
	for _, layout := range layouts {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

// layoutOf is a SimpleDateFormat pattern as package time writes it; false where
// it says something that cannot be written so.
func layoutOf(pattern string) (layout string, ok bool) {
	var out strings.Builder
	for pattern != "" {
		var part string
		if part, pattern, ok = nextPart(pattern); !ok {
			return "", false
		}
		out.WriteString(part)
	}
	return out.String(), true
}

// nextPart writes the run of one letter, the quoted text or the character that
// pattern starts with.
func nextPart(pattern string) (part, rest string, ok bool) {
	first := pattern[0]
	switch {
	case first == '\'':
		part, rest, ok = strings.Cut(pattern[1:], "'")
		if part == "" {
			part = "'" // written twice
		}
		return part, rest, ok
	case strings.HasPrefix(pattern, ".S"): // a fraction is read after the seconds anyway
		return "", strings.TrimLeft(pattern[1:], "S"), true
	case first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z':
		rest = strings.TrimLeft(pattern, string(first))
		part, ok = letters(first, len(pattern)-len(rest))
		return part, rest, ok
	}
	return pattern[:1], pattern[1:], true
}

// letters writes a run of n times the same pattern letter.
func letters(letter byte, n int) (string, bool) {
	forms, known := map[byte][]string{ // by length, the last for what is longer
		'y': {"2006", "06", "2006"}, 'M': {"1", "1", "Jan", "January"}, 'd': {"2"}, 'E': {"Mon", "Mon", "Mon", "Monday"},
		'H': {"15"}, 'h': {"3"}, 'm': {"4"}, 's': {"5"}, 'a': {"PM"},
		'Z': {"-0700"}, 'X': {"Z07", "Z0700", "Z07:00"}, 'z': {"MST"},
	}[letter]
	if !known {
		return "", false
	}
	return forms[min(n, len(forms))-1], true
}
