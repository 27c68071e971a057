package curl

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// quoted is text as one word of a POSIX shell.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// quotedIfNeeded leaves words of letters, digits and dashes as they are.
func quotedIfNeeded(text string) string {
	for _, c := range text {
		if (c < 'a' || 'z' < c) && (c < 'A' || 'Z' < c) && (c < '0' || '9' < c) && c != '-' {
			return quoted(text)
		}
	}
	return text
}

// asArgument says whether content can stand on a command line.
func asArgument(content []byte) bool {
	return len(content) <= maxArgumentBytes && utf8.Valid(content) && !strings.ContainsRune(string(content), 0)
}

// printed is content as the format of the shell's printf, which writes it.
func printed(content []byte) string {
	var out strings.Builder
	out.WriteByte('\'')
	for _, c := range content {
		switch {
		case c == '%':
			out.WriteString("%%")
		case c == '\\':
			out.WriteString(`\\`)
		case c < ' ' || c > '~' || c == '\'' || c == '-':
			fmt.Fprintf(&out, `\%03o`, c)
		default:
			out.WriteByte(c)
		}
	}
	out.WriteByte('\'')
	return out.String()
}
