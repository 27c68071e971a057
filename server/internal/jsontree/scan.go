package jsontree

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// peek returns the byte at pos, or 0 at the end.
func (p *parser) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

func (p *parser) failf(format string, args ...any) error {
	before := p.text[:p.pos]
	lineStart := strings.LastIndexByte(before, '\n') + 1
	return &SyntaxError{
		Line:   strings.Count(before, "\n") + 1,
		Column: utf8.RuneCountInString(before[lineStart:]) + 1,
		Reason: fmt.Sprintf(format, args...),
	}
}

func (p *parser) unexpected(wanted string) error {
	if p.pos >= len(p.text) {
		return p.failf("unexpected end of the text where %s was expected", wanted)
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.pos:])
	return p.failf("unexpected character %q where %s was expected", r, wanted)
}

// space skips white space and, when lenient, comments.
func (p *parser) space() error {
	for p.pos < len(p.text) {
		switch c := p.text[p.pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			p.pos++
		case p.lenient && (c == '#' || strings.HasPrefix(p.text[p.pos:], "//")):
			p.skipLine()
		case p.lenient && strings.HasPrefix(p.text[p.pos:], "/*"):
			end := strings.Index(p.text[p.pos+2:], "*/")
			if end < 0 {
				return p.failf("comment without end")
			}
			p.pos += end + 4
		default:
			return nil
		}
	}
	return nil
}

func (p *parser) skipLine() {
	if end := strings.IndexAny(p.text[p.pos:], "\r\n"); end >= 0 {
		p.pos += end
		return
	}
	p.pos = len(p.text)
}

// number reads a number literal and keeps its spelling but for leading zeros.
func (p *parser) number() (Value, error) {
	start := p.pos
	if p.peek() == '-' {
		p.pos++
		if p.lenient && p.keyword("Infinity", "INF") {
			return StringOf("-Infinity"), nil
		}
	}
	sign, whole := p.text[start:p.pos], p.digits()
	switch {
	case whole == "":
		return Value{}, p.unexpected("a digit")
	case len(whole) > 1 && whole[0] == '0' && !p.lenient:
		p.pos -= len(whole) - 1
		return Value{}, p.failf("number with a leading zero")
	}
	tail := p.pos
	if err := p.fraction(); err != nil {
		return Value{}, err
	}
	text := p.text[start:p.pos]
	if len(whole) > 1 && whole[0] == '0' {
		whole = strings.TrimLeft(whole[:len(whole)-1], "0") + whole[len(whole)-1:]
		text = sign + whole + p.text[tail:p.pos]
	}
	return Value{Kind: Number, Text: text}, nil
}

// fraction reads the part of a number behind its whole digits.
func (p *parser) fraction() error {
	if p.peek() == '.' {
		p.pos++
		if p.digits() == "" {
			return p.unexpected("a digit behind the decimal point")
		}
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.pos++
		if c := p.peek(); c == '+' || c == '-' {
			p.pos++
		}
		if p.digits() == "" {
			return p.unexpected("a digit of the exponent")
		}
	}
	return nil
}

func (p *parser) digits() string {
	start := p.pos
	for isDigit(p.peek()) {
		p.pos++
	}
	return p.text[start:p.pos]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// word reads true, false, null and, when lenient, NaN and Infinity.
func (p *parser) word() (Value, error) {
	switch {
	case p.keyword("true"):
		return BoolOf(true), nil
	case p.keyword("false"):
		return BoolOf(false), nil
	case p.keyword("null"):
		return Value{}, nil
	case p.lenient && p.keyword("NaN"):
		return StringOf("NaN"), nil
	case p.lenient && p.keyword("Infinity"):
		return StringOf("Infinity"), nil
	}
	return Value{}, p.unexpected("a value")
}

// keyword reads one of words when nothing that could continue it follows.
func (p *parser) keyword(words ...string) bool {
	for _, w := range words {
		if !strings.HasPrefix(p.text[p.pos:], w) {
			continue
		}
		end := p.pos + len(w)
		if r, _ := utf8.DecodeRuneInString(p.text[end:]); end == len(p.text) || !isNamePart(r) {
			p.pos = end
			return true
		}
	}
	return false
}

// name reads the name of a member.
func (p *parser) name() (string, error) {
	if c := p.peek(); c == '"' || c == '\'' && p.lenient {
		return p.quoted()
	}
	if !p.lenient {
		return "", p.unexpected("a name in double quotes")
	}
	rest := p.text[p.pos:]
	end := strings.IndexFunc(rest, func(r rune) bool { return !isNamePart(r) })
	if end < 0 {
		end = len(rest)
	}
	if end == 0 {
		return "", p.unexpected("a name")
	}
	p.pos += end
	return rest[:end], nil
}

// isNamePart reports whether r may be part of a name without quotes.
func isNamePart(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_$@#*-+", r)
}
