package jsonpath

import "strings"

// test is a filter's condition.
type test interface{ holds(scope) bool }

type anyOf []test

func (t anyOf) holds(s scope) bool {
	for _, one := range t {
		if one.holds(s) {
			return true
		}
	}
	return false
}

type allOf []test

func (t allOf) holds(s scope) bool {
	for _, one := range t {
		if !one.holds(s) {
			return false
		}
	}
	return true
}

type negation struct{ inner test }

func (t negation) holds(s scope) bool { return !t.inner.holds(s) }

// existence is an operand alone: a path holds when it leads somewhere, a
// literal never.
type existence struct{ operand operand }

func (t existence) holds(s scope) bool {
	_, isPath := t.operand.(*pathOperand)
	return isPath && t.operand.value(s).ok
}

// comparison is two operands with an operator between them.
type comparison struct {
	left, right operand
	compare     comparator
}

func (t comparison) holds(s scope) bool { return t.compare(s, t.left.value(s), t.right.value(s)) }

// filter reads "?(..)" or, as RFC 9535 has it, "?.."; several of them, with
// commas between, all have to hold.
func (p *parser) filter() segment {
	var all allOf
	for {
		p.expect("?")
		all = append(all, p.disjunction())
		if p.err != nil || !p.accept(",") {
			return filter{all}
		}
	}
}

func (p *parser) disjunction() test {
	if !p.enter() {
		return anyOf{}
	}
	defer p.leave()
	any := anyOf{p.conjunction()}
	for p.err == nil && p.accept("||") {
		any = append(any, p.conjunction())
	}
	return any
}

func (p *parser) conjunction() test {
	all := allOf{p.condition()}
	for p.err == nil && p.accept("&&") {
		all = append(all, p.condition())
	}
	return all
}

func (p *parser) condition() test {
	p.skipBlanks()
	if p.peek() == '!' {
		p.at++
		return negation{p.condition()}
	}
	if p.peek() == '(' {
		p.at++
		inner := p.disjunction()
		p.expect(")")
		return inner
	}
	left := p.operand()
	compare := p.operator()
	if compare == nil {
		return existence{left}
	}
	return comparison{left, p.operand(), compare}
}

// operator reads an operator, or nothing.
func (p *parser) operator() comparator {
	p.skipBlanks()
	rest := p.text[p.at:]
	for _, o := range operators {
		if len(rest) < len(o.token) || !strings.EqualFold(rest[:len(o.token)], o.token) {
			continue
		}
		if isWord(o.token) && len(rest) > len(o.token) && isWordByte(rest[len(o.token)]) {
			continue
		}
		p.at += len(o.token)
		return o.compare
	}
	return nil
}

func isWord(token string) bool { return isWordByte(token[0]) }

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
