package jsontree

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// quoted reads a string; the quote at pos ends it too. Without escapes the
// result is a slice of the text.
func (p *parser) quoted() (string, error) {
	quote := p.text[p.pos]
	p.pos++
	start := p.pos
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; {
		case c == quote:
			p.pos++
			return p.text[start : p.pos-1], nil
		case c == '\\':
			return p.escaped(start, quote)
		case c < ' ' && !p.lenient:
			return "", p.failf("control character in a string")
		default:
			p.pos++
		}
	}
	return "", p.failf("string without end")
}

// escaped reads the rest of a string that began at start and has an escape at pos.
func (p *parser) escaped(start int, quote byte) (string, error) {
	var b strings.Builder
	b.WriteString(p.text[start:p.pos])
	for p.pos < len(p.text) {
		c := p.text[p.pos]
		switch {
		case c == quote:
			p.pos++
			return b.String(), nil
		case c == '\\':
			p.pos++
			r, err := p.escape()
			if err != nil {
				return "", err
			}
			b.WriteRune(r)
		case c < ' ' && !p.lenient:
			return "", p.failf("control character in a string")
		default:
			b.WriteByte(c)
			p.pos++
		}
	}
	return "", p.failf("string without end")
}

var escapes = map[byte]rune{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// escape reads what follows a backslash.
func (p *parser) escape() (rune, error) {
	c := p.peek()
	if c == 'u' {
		return p.unicodeEscape()
	}
	if r, ok := escapes[c]; ok {
		p.pos++
		return r, nil
	}
	if !p.lenient || p.pos >= len(p.text) {
		return 0, p.unexpected("an escape")
	}
	r, size := utf8.DecodeRuneInString(p.text[p.pos:])
	p.pos += size
	return r, nil
}

// unicodeEscape reads uXXXX, and the second half of a surrogate pair with it.
// A half without the other becomes U+FFFD.
func (p *parser) unicodeEscape() (rune, error) {
	first, err := p.hex()
	if err != nil || !utf16.IsSurrogate(first) {
		return first, err
	}
	before := p.pos
	if strings.HasPrefix(p.text[p.pos:], `\u`) {
		p.pos++
		second, err := p.hex()
		if err != nil {
			return 0, err
		}
		if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
			return r, nil
		}
		p.pos = before
	}
	return utf8.RuneError, nil
}

func (p *parser) hex() (rune, error) {
	p.pos++ // u
	if len(p.text)-p.pos < 4 {
		return 0, p.failf("escape without four hexadecimal digits")
	}
	n, err := strconv.ParseUint(p.text[p.pos:p.pos+4], 16, 16)
	if err != nil {
		return 0, p.failf("escape without four hexadecimal digits")
	}
	p.pos += 4
	return rune(n), nil
}
