package jsonpath

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// parser reads one path; the first error sticks.
type parser struct {
	text  string
	at    int
	depth int
	err   error
}

// maxDepth bounds the nesting of filters and brackets in one path.
const maxDepth = 64

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("position %d: "+format, append([]any{p.at}, args...)...)
	}
	p.at = len(p.text)
}

func (p *parser) enter() bool {
	p.depth++
	if p.depth > maxDepth {
		p.fail("nested deeper than %d", maxDepth)
	}
	return p.err == nil
}

func (p *parser) leave() { p.depth-- }

func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) skipBlanks() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

func (p *parser) accept(token string) bool {
	p.skipBlanks()
	if strings.HasPrefix(p.text[p.at:], token) {
		p.at += len(token)
		return true
	}
	return false
}

func (p *parser) expect(token string) {
	if !p.accept(token) {
		p.fail("%q expected", token)
	}
}

// path reads "$" or "@" and the segments after it.
func (p *parser) path() *Path {
	if len(p.text) > MaxLength {
		p.fail("path longer than %d bytes", MaxLength)
		return nil
	}
	p.at++
	path := &Path{}
	for p.err == nil && p.segment(path) {
	}
	path.definite = isDefinite(path.segments)
	path.takeWhole()
	return path
}

// takeWhole sets a function aside that ends a path which descends.
func (p *Path) takeWhole() {
	last := len(p.segments) - 1
	if last < 1 {
		return
	}
	f, isFunction := p.segments[last].(function)
	if _, descends := p.segments[0].(descent); descends && isFunction {
		p.segments, p.whole = p.segments[:last], &f
	}
}

// segment reads one more segment and tells whether there was one. Blanks may
// stand before it.
func (p *parser) segment(path *Path) bool {
	end := p.at
	if p.skipBlanks(); p.peek() != '.' && p.peek() != '[' {
		p.at = end
		return false
	}
	add := func(s segment) { path.segments = append(path.segments, s) }
	switch {
	case strings.HasPrefix(p.text[p.at:], ".."):
		p.at += 2
		add(descent{})
		if p.peek() != '[' {
			add(p.dotted())
		}
	case p.peek() == '.':
		p.at++
		add(p.dotted())
	case p.peek() == '[':
		add(p.bracket())
	default:
		return false
	}
	return p.err == nil
}

// dotted reads what follows a dot: a name, "*" or a function call.
func (p *parser) dotted() segment {
	if p.peek() == '*' {
		p.at++
		return wildcard{}
	}
	start := p.at
	for p.at < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		if strings.ContainsRune(".[ ()<>=!&|,]}\t\r\n~", r) {
			break
		}
		p.at += size
	}
	name := p.text[start:p.at]
	if name == "" {
		p.fail("a name is expected")
	}
	if p.peek() == '(' {
		return p.call(name)
	}
	return names{name}
}

func (p *parser) bracket() segment {
	p.at++
	if !p.enter() {
		return wildcard{}
	}
	defer p.leave()
	p.skipBlanks()
	var s segment
	switch c := p.peek(); {
	case c == '*':
		p.at++
		s = wildcard{}
	case c == '\'' || c == '"':
		s = p.quotedNames()
	case c == '?':
		s = p.filter()
	default:
		s = p.positions()
	}
	p.expect("]")
	return s
}

func (p *parser) quotedNames() segment {
	var list names
	for {
		p.skipBlanks()
		list = append(list, p.quoted())
		if p.err != nil || !p.accept(",") {
			return list
		}
	}
}

// quoted reads a text in single or double quotes, with backslash escapes.
func (p *parser) quoted() string {
	quote := p.peek()
	if quote != '\'' && quote != '"' {
		p.fail("a quoted text is expected")
		return ""
	}
	var b strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		c := p.text[p.at]
		switch {
		case c == quote:
			p.at++
			return b.String()
		case c == '\\' && p.at+1 < len(p.text):
			p.at++
			p.escaped(&b)
		default:
			b.WriteByte(c)
		}
	}
	p.fail("the quote is not closed")
	return ""
}

func (p *parser) escaped(b *strings.Builder) {
	switch c := p.text[p.at]; c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r':
		b.WriteByte('\r')
	case 'b':
		b.WriteByte('\b')
	case 'f':
		b.WriteByte('\f')
	case 'u':
		if p.at+4 < len(p.text) {
			if n, err := strconv.ParseUint(p.text[p.at+1:p.at+5], 16, 16); err == nil {
				b.WriteRune(rune(n))
				p.at += 4
				return
			}
		}
		p.fail("four hexadecimal digits are expected after \\u")
	default:
		b.WriteByte(c)
	}
}

// positions reads "1", "0,2" or "from:to"; a step after it changes nothing.
func (p *parser) positions() segment {
	first := p.integer()
	if p.accept(":") {
		s := slice{first, p.integer()}
		if p.accept(":") {
			p.integer()
		}
		return s
	}
	if first == nil {
		p.fail("an index, a quoted name, * or ?() is expected")
		return wildcard{}
	}
	list := indexes{*first}
	for p.err == nil && p.accept(",") {
		next := p.integer()
		if next == nil {
			p.fail("an index is expected")
			return list
		}
		list = append(list, *next)
	}
	return list
}

func (p *parser) integer() *int {
	p.skipBlanks()
	start := p.at
	if p.peek() == '-' {
		p.at++
	}
	for p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9' {
		p.at++
	}
	if start == p.at {
		return nil
	}
	n, err := strconv.Atoi(p.text[start:p.at])
	if err != nil {
		p.fail("%q is no index", p.text[start:p.at])
	}
	return &n
}
