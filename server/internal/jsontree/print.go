package jsontree

import (
	"strings"
	"unicode/utf8"
)

const indent = "  "

// AppendPretty appends v in the layout of MockServer's answers: two blanks per
// level, a blank on both sides of the colon, arrays on the line of their
// brackets.
func (v Value) AppendPretty(dst []byte) []byte { return appendPretty(dst, v, 0) }

// AppendPrettyAt is AppendPretty for a value inside as many objects as level.
func (v Value) AppendPrettyAt(dst []byte, level int) []byte { return appendPretty(dst, v, level) }

func appendPretty(dst []byte, v Value, level int) []byte {
	switch v.Kind {
	case Array:
		dst = append(dst, "[ "...)
		for i, item := range v.Items {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = appendPretty(dst, item, level)
		}
		if len(v.Items) > 0 {
			dst = append(dst, ' ')
		}
		return append(dst, ']')
	case Object:
		return appendPrettyObject(dst, v.Members, level)
	default:
		return appendScalar(dst, v)
	}
}

func appendPrettyObject(dst []byte, members []Member, level int) []byte {
	if len(members) == 0 {
		return append(dst, "{ }"...)
	}
	dst = append(dst, '{')
	for i, m := range members {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendLine(dst, level+1)
		dst = appendString(dst, m.Name)
		dst = append(dst, " : "...)
		dst = appendPretty(dst, m.Value, level+1)
	}
	return append(appendLine(dst, level), '}')
}

func appendLine(dst []byte, level int) []byte {
	dst = append(dst, '\n')
	for range level {
		dst = append(dst, indent...)
	}
	return dst
}

// AppendCompact appends v without white space.
func (v Value) AppendCompact(dst []byte) []byte {
	switch v.Kind {
	case Array:
		dst = append(dst, '[')
		for i, item := range v.Items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = item.AppendCompact(dst)
		}
		return append(dst, ']')
	case Object:
		dst = append(dst, '{')
		for i, m := range v.Members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(appendString(dst, m.Name), ':')
			dst = m.Value.AppendCompact(dst)
		}
		return append(dst, '}')
	default:
		return appendScalar(dst, v)
	}
}

func appendScalar(dst []byte, v Value) []byte {
	switch v.Kind {
	case String:
		return appendString(dst, v.Text)
	case Number, Bool:
		return append(dst, v.Text...)
	default:
		return append(dst, "null"...)
	}
}

const hexDigits = "0123456789ABCDEF"

// appendString appends s in quotes. Only what RFC 8259 asks for is escaped;
// bytes that are not UTF-8 become U+FFFD.
func appendString(dst []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, string(utf8.RuneError))
	}
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		dst = appendEscape(dst, c)
		start = i + 1
	}
	return append(append(dst, s[start:]...), '"')
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
}
