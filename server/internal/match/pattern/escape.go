package pattern

import (
	"errors"
	"fmt"
	"unicode"
	"unicode/utf16"
)

// escape reads what a backslash introduces outside a class.
func (p *parser) escape() (*node, error) {
	p.next()
	if s, ok, err := p.predefined(); ok || err != nil {
		return charNode(s), err
	}
	switch c := p.raw(); c {
	case 'A', 'G':
		return p.consume(&node{kind: textStart}), nil
	case 'z':
		return p.consume(&node{kind: textEnd}), nil
	case 'Z':
		return p.consume(&node{kind: lastLineEnd, unixLines: p.flags.unixLines}), nil
	case 'b':
		return p.consume(&node{kind: wordEdge}), nil
	case 'B':
		return p.consume(&node{kind: notWordEdge}), nil
	case 'R':
		return p.consume(lineBreak()), nil
	case 'X':
		return p.consume(grapheme()), nil
	case 'k':
		return p.namedReference()
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return p.reference(), nil
	}
	c, err := p.escapedChar()
	if err != nil {
		return nil, err
	}
	return p.literal(c), nil
}

// raw returns the next character as it stands, end at the end.
func (p *parser) raw() rune {
	if len(p.rest) == 0 {
		return end
	}
	return p.rest[0]
}

func (p *parser) consume(n *node) *node {
	p.rest = p.rest[1:]
	return n
}

// lineBreak is \R.
func lineBreak() *node {
	pair := &node{kind: concat, subs: []*node{charNode(setOf('\r')), charNode(setOf('\n'))}}
	return &node{kind: alternate, subs: []*node{pair, charNode(verticalSpace)}}
}

// grapheme is \X: a line break, a control, or a character with the marks that
// belong to it.
func grapheme() *node {
	controls := tableSet(unicode.Cc, unicode.Zl, unicode.Zp)
	marks := charNode(tableSet(unicode.M).union(setOf('\u200d')))
	marked := &node{kind: concat, subs: []*node{
		charNode(controls.negate()), {kind: repeat, subs: []*node{marks}, most: unbounded},
	}}
	pair := lineBreak().subs[0]
	return &node{kind: atomic, subs: []*node{{kind: alternate, subs: []*node{pair, charNode(controls), marked}}}}
}

// reference reads the digits of \1: as many as make the number of a group
// that was opened before.
func (p *parser) reference() *node {
	number := int(p.raw() - '0')
	p.rest = p.rest[1:]
	for c := p.raw(); '0' <= c && c <= '9'; c = p.raw() {
		longer := number*10 + int(c-'0')
		if longer > p.groups {
			break
		}
		number = longer
		p.rest = p.rest[1:]
	}
	return p.backReference(number)
}

// backReference refers to a group; to one that was not opened it never matches.
func (p *parser) backReference(number int) *node {
	if number > p.groups {
		return &node{kind: never}
	}
	return &node{kind: backRef, number: number, casing: p.flags.casing()}
}

func (p *parser) namedReference() (*node, error) {
	p.rest = p.rest[1:]
	if !p.accept("<") {
		return nil, errors.New(`\k is not followed by '<'`)
	}
	name, err := p.groupName()
	if err != nil {
		return nil, err
	}
	number, ok := p.names[name]
	if !ok {
		return nil, fmt.Errorf("there is no group named %q before the reference to it", name)
	}
	return p.backReference(number), nil
}

// escapedChar reads an escape that stands for one character.
func (p *parser) escapedChar() (rune, error) {
	c := p.raw()
	if c == end {
		return 0, errors.New("the pattern ends with a backslash")
	}
	p.rest = p.rest[1:]
	switch c {
	case '0':
		return p.octal()
	case 'x':
		return p.hex()
	case 'u':
		return p.utf16()
	case 'c':
		return p.control()
	case 'a':
		return '\a', nil
	case 'e':
		return '\x1b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	}
	if isASCIILetter(c) || '0' <= c && c <= '9' {
		return 0, fmt.Errorf(`unsupported escape \%c`, c)
	}
	return c, nil
}

// octal reads \0n, \0nn or \0mnn with m at most 3.
func (p *parser) octal() (rune, error) {
	value, digits := rune(0), 0
	for c := p.raw(); '0' <= c && c <= '7' && digits < 3 && value*8+c-'0' <= 0o377; c = p.raw() {
		value = value*8 + c - '0'
		digits++
		p.rest = p.rest[1:]
	}
	if digits == 0 {
		return 0, errors.New(`\0 is not followed by an octal digit`)
	}
	return value, nil
}

// hex reads \xhh or \x{h...h}.
func (p *parser) hex() (rune, error) {
	if !p.accept("{") {
		return p.hexDigits(2)
	}
	value, digits := rune(0), 0
	for d := hexDigit(p.raw()); d >= 0; d = hexDigit(p.raw()) {
		if value = value<<4 | d; value > unicode.MaxRune {
			return 0, errors.New("a character code is beyond Unicode")
		}
		digits++
		p.rest = p.rest[1:]
	}
	if digits == 0 || !p.accept("}") {
		return 0, errors.New(`unclosed \x{`)
	}
	return value, nil
}

// utf16 reads \uhhhh, and the second half of a surrogate pair.
func (p *parser) utf16() (rune, error) {
	first, err := p.hexDigits(4)
	if err != nil || !utf16.IsSurrogate(first) {
		return first, err
	}
	before := p.rest
	if p.accept(`\u`) {
		if second, err := p.hexDigits(4); err == nil {
			if r := utf16.DecodeRune(first, second); r != unicode.ReplacementChar {
				return r, nil
			}
		}
	}
	p.rest = before
	return first, nil
}

func (p *parser) hexDigits(count int) (rune, error) {
	value := rune(0)
	for range count {
		d := hexDigit(p.raw())
		if d < 0 {
			return 0, fmt.Errorf("an escape asks for %d hexadecimal digits", count)
		}
		value = value<<4 | d
		p.rest = p.rest[1:]
	}
	return value, nil
}

func hexDigit(c rune) rune {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return -1
}

// control reads \cX.
func (p *parser) control() (rune, error) {
	c := p.raw()
	if c == end {
		return 0, errors.New(`\c at the end of the pattern`)
	}
	p.rest = p.rest[1:]
	return c ^ 64, nil
}
