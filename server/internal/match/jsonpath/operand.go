package jsonpath

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// result is what an operand comes to; ok is false where a path leads nowhere.
type result struct {
	jsontree.Value
	ok    bool
	regex *pattern.Pattern
}

// operand is one side of a comparison.
type operand interface{ value(scope) result }

type literal struct{ result }

func (o literal) value(scope) result { return o.result }

// pathOperand starts at the filtered node, or at the root of the document.
type pathOperand struct {
	path *Path
	root bool
}

func (o *pathOperand) value(s scope) result {
	if o.root {
		s = s.at(s.root)
	}
	v, ok := o.path.read(s)
	if ok && !o.path.definite && len(v.Items) == 0 {
		ok = false
	}
	return result{Value: v, ok: ok}
}

func (p *parser) operand() operand {
	p.skipBlanks()
	switch c := p.peek(); {
	case c == '@' || c == '$':
		return p.pathOperand(c == '$')
	case c == '\'' || c == '"':
		return literal{result{Value: jsontree.StringOf(p.quoted()), ok: true}}
	case c == '/':
		return p.regex()
	case c == '[' || c == '{':
		return p.jsonLiteral()
	}
	return p.word()
}

func (p *parser) pathOperand(root bool) operand {
	if !p.enter() {
		return literal{}
	}
	defer p.leave()
	return &pathOperand{path: p.path(), root: root}
}

// word reads a number, true, false or null.
func (p *parser) word() operand {
	start := p.at
	for p.at < len(p.text) && (isWordByte(p.text[p.at]) || strings.IndexByte("+-.", p.text[p.at]) >= 0) {
		p.at++
	}
	v, err := jsontree.Parse([]byte(p.text[start:p.at]))
	if err != nil {
		p.at = start
		p.fail("a path, a text, a number, true, false, null, a list or /regex/ is expected")
	}
	return literal{result{Value: v, ok: true}}
}

// jsonLiteral reads a list or an object, in which texts may be in single quotes.
func (p *parser) jsonLiteral() operand {
	start, depth := p.at, 0
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case '\'', '"':
			p.quoted()
			continue
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		p.at++
		if depth == 0 {
			break
		}
	}
	v, err := jsontree.ParseLenient([]byte(p.text[start:p.at]))
	if err != nil {
		p.fail("%v", err)
	}
	return literal{result{Value: v, ok: true}}
}

// regex reads /pattern/flags; of the flags only i changes what matches here.
func (p *parser) regex() operand {
	start := p.at + 1
	end := start
	for end < len(p.text) && p.text[end] != '/' {
		if p.text[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(p.text) {
		p.fail("the regular expression is not closed")
		return literal{}
	}
	source := strings.ReplaceAll(p.text[start:end], `\/`, "/")
	p.at = end + 1
	flags := p.at
	for isWordByte(p.peek()) {
		p.at++
	}
	re, err := pattern.Compile(source, pattern.Options{ExactCase: !strings.Contains(p.text[flags:p.at], "i")})
	if err != nil {
		p.fail("%v", err)
	}
	return literal{result{ok: true, regex: re}}
}
