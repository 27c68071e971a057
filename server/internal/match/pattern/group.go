package pattern

import (
	"errors"
	"fmt"
)

// group reads a parenthesis of any sort; nil for one that only sets flags.
func (p *parser) group() (*node, error) {
	p.next()
	if p.depth++; p.depth > maxGroupDepth {
		return nil, fmt.Errorf("groups are nested deeper than %d", maxGroupDepth)
	}
	defer func() { p.depth-- }()
	if p.accept("?") {
		return p.specialGroup()
	}
	return p.capture("")
}

// specialGroup reads what follows "(?".
func (p *parser) specialGroup() (*node, error) {
	switch {
	case p.accept(":"):
		return p.enclosed()
	case p.accept("="):
		return p.look(false, false)
	case p.accept("!"):
		return p.look(false, true)
	case p.accept("<="):
		return p.look(true, false)
	case p.accept("<!"):
		return p.look(true, true)
	case p.accept(">"):
		sub, err := p.enclosed()
		return &node{kind: atomic, subs: []*node{sub}}, err
	case p.accept("<"):
		name, err := p.groupName()
		if err != nil {
			return nil, err
		}
		return p.capture(name)
	}
	return p.flagGroup()
}

// enclosed reads up to the closing parenthesis; flags set inside end there.
func (p *parser) enclosed() (*node, error) {
	outer := p.flags
	n, err := p.alternation()
	if err != nil {
		return nil, err
	}
	if p.special() != ')' {
		return nil, errors.New("unclosed group")
	}
	p.next()
	p.flags = outer
	return n, nil
}

func (p *parser) capture(name string) (*node, error) {
	p.groups++
	number := p.groups
	if name != "" {
		if _, taken := p.names[name]; taken {
			return nil, fmt.Errorf("the group name %q is used twice", name)
		}
		p.names[name] = number
	}
	sub, err := p.enclosed()
	return &node{kind: group, subs: []*node{sub}, number: number}, err
}

func (p *parser) look(behind, not bool) (*node, error) {
	sub, err := p.enclosed()
	if err != nil {
		return nil, err
	}
	if behind && sub.longest() >= unbounded {
		return nil, errors.New("a look-behind has no obvious maximum length")
	}
	return &node{kind: look, subs: []*node{sub}, behind: behind, not: not}, nil
}

// groupName reads a name and its '>'.
func (p *parser) groupName() (string, error) {
	var name []rune
	for {
		switch c := p.next(); {
		case isASCIILetter(c), len(name) > 0 && '0' <= c && c <= '9':
			name = append(name, c)
		case c == '>' && len(name) > 0:
			return string(name), nil
		default:
			return "", errors.New("a group name consists of letters and digits and ends with '>'")
		}
	}
}

func isASCIILetter(c rune) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// flagGroup reads "(?i-s)", which holds to the end of the group around it, or
// "(?i-s:...)".
func (p *parser) flagGroup() (*node, error) {
	outer := p.flags
	set, err := p.flagLetters()
	if err != nil {
		return nil, err
	}
	switch p.next() {
	case ')':
		p.flags = set
		return nil, nil
	case ':':
		p.flags = set
		n, err := p.enclosed()
		p.flags = outer
		return n, err
	}
	return nil, errors.New("unknown kind of group or flag")
}

func (p *parser) flagLetters() (flags, error) {
	f, on := p.flags, true
	for {
		c := p.peek()
		if c == '-' && on {
			on = false
		} else if !f.set(c, on) {
			return f, nil
		}
		p.next()
	}
}

// set switches the flag of a letter and reports whether there is such a flag.
func (f *flags) set(letter rune, on bool) bool {
	switch letter {
	case 'i':
		f.ignoreCase = on
	case 'u':
		f.unicodeCase = on
	case 's':
		f.dotAll = on
	case 'm':
		f.multiline = on
	case 'x':
		f.comments = on
	case 'd':
		f.unixLines = on
	case 'U':
		f.unicodeClasses = on
	default:
		return false
	}
	return true
}
