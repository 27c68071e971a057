package pattern

import (
	"errors"
	"fmt"
)

// class reads "[...]".
func (p *parser) class() (*node, error) {
	s, err := p.bracket()
	return charNode(s), err
}

// bracket reads a class from its '[' to its ']'.
func (p *parser) bracket() (set, error) {
	p.next()
	if p.depth++; p.depth > maxGroupDepth {
		return nil, fmt.Errorf("classes are nested deeper than %d", maxGroupDepth)
	}
	defer func() { p.depth-- }()
	negated := p.accept("^")
	s, err := p.intersection()
	if err != nil {
		return nil, err
	}
	p.next() // the ']' that ended it
	if negated {
		s = s.negate()
	}
	return s, nil
}

// intersection reads operands joined by "&&" up to the closing bracket. An
// operand without items leaves the others as they are.
func (p *parser) intersection() (set, error) {
	var whole set
	some := false
	for first := true; ; first = false {
		s, filled, err := p.union(first)
		switch {
		case err != nil:
			return nil, err
		case filled && some:
			whole = whole.intersect(s)
		case filled:
			whole, some = s, true
		}
		if !p.accept("&&") {
			break
		}
	}
	if !some {
		return nil, errors.New("a character class names no character")
	}
	return whole, nil
}

// union reads items up to "&&" or the closing bracket, which in first place
// is an item itself.
func (p *parser) union(first bool) (s set, filled bool, err error) {
	for {
		c := p.peek()
		switch {
		case c == end:
			return nil, false, errors.New("unclosed character class")
		case p.special() == ']' && (filled || !first), p.atIntersection():
			return s, filled, nil
		}
		item, err := p.classItem()
		if err != nil {
			return nil, false, err
		}
		s, filled = s.union(item), true
	}
}

func (p *parser) atIntersection() bool {
	return p.special() == '&' && len(p.rest) > 1 && p.rest[1] == '&'
}

// classItem reads a nested class, a predefined one, a character or a range.
func (p *parser) classItem() (set, error) {
	if p.special() == '[' {
		return p.bracket()
	}
	low, s, err := p.classChar()
	if err != nil || s != nil {
		return s, err
	}
	if p.special() != '-' || p.endsRange() {
		return p.flags.casing().equivalents(low), nil
	}
	p.next()
	high, s, err := p.classChar()
	switch {
	case err != nil:
		return nil, err
	case s != nil || high < low:
		return nil, errors.New("illegal character range")
	}
	return p.flags.casing().closure(low, high), nil
}

// endsRange reports whether the '-' that comes next is a character of its own.
func (p *parser) endsRange() bool {
	return len(p.rest) > 1 && (p.rest[1] == ']' || p.rest[1] == '[')
}

// classChar reads one character, or a predefined class.
func (p *parser) classChar() (rune, set, error) {
	if p.special() != '\\' {
		c := p.next()
		if c == end {
			return 0, nil, errors.New("unclosed character class")
		}
		return c, nil, nil
	}
	p.next()
	if s, ok, err := p.predefined(); ok || err != nil {
		return 0, s, err
	}
	c, err := p.escapedChar()
	return c, nil, err
}
