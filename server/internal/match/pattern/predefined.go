package pattern

import (
	"errors"
	"fmt"
	"unicode"
)

// The classes that escapes and other constructs stand for.
var (
	anything        = spanSet(0, unicode.MaxRune)
	digits          = spanSet('0', '9')
	word            = normal([]span{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}})
	asciiSpace      = normal([]span{{'\t', '\r'}, {' ', ' '}})
	verticalSpace   = normal([]span{{'\n', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}})
	horizontalSpace = normal([]span{
		{'\t', '\t'}, {' ', ' '}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x180e, 0x180e},
		{0x2000, 0x200a}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000},
	})
	lineTerminators = setOf('\n', '\r', 0x85, 0x2028, 0x2029)
)

// predefined reads the rest of an escape that stands for a class; ok is false,
// and nothing consumed, when it is none.
func (p *parser) predefined() (s set, ok bool, err error) {
	c := p.raw()
	switch c {
	case 'd', 'D':
		s = p.digitClass()
	case 'w', 'W':
		s = p.wordClass()
	case 's', 'S':
		s = p.spaceClass()
	case 'h', 'H':
		s = horizontalSpace
	case 'v', 'V':
		s = verticalSpace
	case 'p', 'P':
		return p.property()
	default:
		return nil, false, nil
	}
	p.rest = p.rest[1:]
	if unicode.IsUpper(c) {
		s = s.negate()
	}
	return s, true, nil
}

func (p *parser) digitClass() set {
	if p.flags.unicodeClasses {
		return tableSet(unicode.Nd)
	}
	return digits
}

func (p *parser) wordClass() set {
	if p.flags.unicodeClasses {
		return alphabetic().union(tableSet(unicode.M, unicode.Nd, unicode.Pc, unicode.Join_Control))
	}
	return word
}

func (p *parser) spaceClass() set {
	if p.flags.unicodeClasses {
		return tableSet(unicode.White_Space)
	}
	return asciiSpace
}

// property reads \p{name}, \pL and their negations.
func (p *parser) property() (set, bool, error) {
	negated := p.raw() == 'P'
	p.rest = p.rest[1:]
	name, err := p.propertyName()
	if err != nil {
		return nil, false, err
	}
	s, ok := propertySet(name, p.flags)
	if !ok {
		return nil, false, fmt.Errorf("unknown character property %q", name)
	}
	if negated {
		s = s.negate()
	}
	return s, true, nil
}

func (p *parser) propertyName() (string, error) {
	if !p.accept("{") {
		c := p.raw()
		if c == end {
			return "", errors.New(`\p at the end of the pattern`)
		}
		p.rest = p.rest[1:]
		return string(c), nil
	}
	var name []rune
	for c := p.raw(); c != '}'; c = p.raw() {
		if c == end {
			return "", errors.New(`unclosed \p{`)
		}
		name = append(name, c)
		p.rest = p.rest[1:]
	}
	p.rest = p.rest[1:]
	if len(name) == 0 {
		return "", errors.New("empty character property")
	}
	return string(name), nil
}
