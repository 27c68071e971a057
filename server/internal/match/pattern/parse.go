package pattern

import (
	"errors"
	"fmt"
	"strings"
)

// flags are Java's inline flags.
type flags struct {
	ignoreCase, unicodeCase bool // i, u
	dotAll, multiline       bool // s, m
	comments, unixLines     bool // x, d
	unicodeClasses          bool // U
}

func (f flags) casing() casing {
	switch {
	case !f.ignoreCase:
		return exactCase
	case f.unicodeCase || f.unicodeClasses:
		return unicodeCase
	}
	return asciiCase
}

// maxGroupDepth keeps nested groups from exhausting the stack.
const maxGroupDepth = 500

// parser reads a pattern of Java's dialect.
type parser struct {
	rest   []rune
	quoted bool // between \Q and \E
	flags  flags
	groups int // capturing groups opened so far
	names  map[string]int
	depth  int
}

// parse reads source under f.
func parse(source string, f flags) (*node, error) {
	p := &parser{rest: []rune(source), flags: f, names: make(map[string]int)}
	n, err := p.alternation()
	if err != nil {
		return nil, err
	}
	if len(p.rest) > 0 {
		return nil, errors.New("unmatched closing ')'")
	}
	return n, nil
}

const end rune = -1

// peek returns the next character that counts, end at the end. Quoting marks
// and, in comments mode, white space and comments are skipped.
func (p *parser) peek() rune {
	p.skipQuoteMarks()
	if p.flags.comments && !p.quoted {
		p.skipComments()
	}
	if len(p.rest) == 0 {
		return end
	}
	return p.rest[0]
}

// skipQuoteMarks steps over \Q and \E.
func (p *parser) skipQuoteMarks() {
	for len(p.rest) >= 2 && p.rest[0] == '\\' {
		switch {
		case !p.quoted && p.rest[1] == 'Q':
			p.quoted = true
		case p.quoted && p.rest[1] == 'E':
			p.quoted = false
		default:
			return
		}
		p.rest = p.rest[2:]
	}
}

func (p *parser) skipComments() {
	for len(p.rest) > 0 {
		switch c := p.rest[0]; {
		case asciiSpace.contains(c):
			p.rest = p.rest[1:]
		case c == '#':
			p.skipLine()
		default:
			p.skipQuoteMarks()
			return
		}
	}
}

func (p *parser) skipLine() {
	for len(p.rest) > 0 && !lineTerminators.contains(p.rest[0]) {
		p.rest = p.rest[1:]
	}
}

// next consumes and returns the next character.
func (p *parser) next() rune {
	c := p.peek()
	if c != end {
		p.rest = p.rest[1:]
	}
	return c
}

// accept consumes text if it comes next, unquoted.
func (p *parser) accept(text string) bool {
	if p.quoted || !strings.HasPrefix(string(p.rest[:min(len(p.rest), len(text))]), text) {
		return false
	}
	p.rest = p.rest[len([]rune(text)):]
	return true
}

// special returns the next character when it may have a meaning; end when
// there is none or it is quoted.
func (p *parser) special() rune {
	c := p.peek()
	if p.quoted {
		return end
	}
	return c
}

// alternation reads branches up to a closing parenthesis or the end.
func (p *parser) alternation() (*node, error) {
	var branches []*node
	for {
		branch, err := p.sequence()
		if err != nil {
			return nil, err
		}
		branches = append(branches, branch)
		if p.special() != '|' {
			break
		}
		p.next()
	}
	if len(branches) == 1 {
		return branches[0], nil
	}
	return &node{kind: alternate, subs: branches}, nil
}

// sequence reads one branch.
func (p *parser) sequence() (*node, error) {
	n := &node{kind: concat}
	for {
		if p.peek() == end {
			return n, nil
		}
		if c := p.special(); c == '|' || c == ')' {
			return n, nil
		}
		item, err := p.item()
		if err != nil {
			return nil, err
		}
		if item == nil { // flags alone
			continue
		}
		item, err = p.quantified(item)
		if err != nil {
			return nil, err
		}
		n.subs = append(n.subs, item)
	}
}

// item reads one element without its quantifier.
func (p *parser) item() (*node, error) {
	switch c := p.special(); c {
	case '(':
		return p.group()
	case '[':
		return p.class()
	case '\\':
		return p.escape()
	case '*', '+', '?':
		return nil, fmt.Errorf("dangling quantifier %q", c)
	case '{': // repeats nothing
		return &node{kind: empty}, nil
	case '.':
		p.next()
		return charNode(p.anyChar()), nil
	case '^':
		p.next()
		return p.caret(), nil
	case '$':
		p.next()
		return p.dollar(), nil
	}
	return p.literal(p.next()), nil
}

func (p *parser) literal(c rune) *node {
	return &node{kind: char, set: p.flags.casing().equivalents(c), literal: c}
}

func charNode(s set) *node { return &node{kind: char, set: s, literal: -1} }

func (p *parser) anyChar() set {
	switch {
	case p.flags.dotAll:
		return anything
	case p.flags.unixLines:
		return setOf('\n').negate()
	}
	return lineTerminators.negate()
}

func (p *parser) caret() *node {
	if p.flags.multiline {
		return &node{kind: lineStart, unixLines: p.flags.unixLines}
	}
	return &node{kind: textStart}
}

func (p *parser) dollar() *node {
	if p.flags.multiline {
		return &node{kind: lineEnd, unixLines: p.flags.unixLines}
	}
	return &node{kind: lastLineEnd, unixLines: p.flags.unixLines}
}

// quantified reads the quantifier of n, if there is one.
func (p *parser) quantified(n *node) (*node, error) {
	r := &node{kind: repeat, subs: []*node{n}, most: unbounded}
	switch p.special() {
	case '?':
		r.most = 1
	case '*':
	case '+':
		r.least = 1
	case '{':
		if err := p.bounds(r); err != nil {
			return nil, err
		}
		return p.greed(r), nil
	default:
		return n, nil
	}
	p.next()
	return p.greed(r), nil
}

func (p *parser) greed(r *node) *node {
	switch p.special() {
	case '?':
		r.greed = lazy
	case '+':
		r.greed = possessive
	default:
		return r
	}
	p.next()
	return r
}

// bounds reads {n}, {n,} or {n,m}.
func (p *parser) bounds(r *node) error {
	p.next()
	least, ok := p.decimal()
	if !ok {
		return errors.New("illegal repetition: '{' without a number")
	}
	r.least, r.most = least, least
	if p.special() == ',' {
		p.next()
		r.most = unbounded
		if p.special() != '}' {
			if r.most, ok = p.decimal(); !ok {
				return errors.New("illegal repetition: no upper limit after ','")
			}
		}
	}
	if p.special() != '}' {
		return errors.New("unclosed repetition")
	}
	p.next()
	if r.most < r.least {
		return fmt.Errorf("illegal repetition range {%d,%d}", r.least, r.most)
	}
	return nil
}

func (p *parser) decimal() (int, bool) {
	n, digits := 0, 0
	for c := p.special(); '0' <= c && c <= '9'; c = p.special() {
		n = n*10 + int(c-'0')
		digits++
		if n >= unbounded {
			return 0, false
		}
		p.next()
	}
	return n, digits > 0
}
