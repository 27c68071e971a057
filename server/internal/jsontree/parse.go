package jsontree

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	// MaxDepth is how many arrays and objects may be nested in one another.
	MaxDepth = 500
	// MaxValues is how many values one text may hold, all arrays, objects,
	// items and member values counted. A tree takes some 100 bytes for each.
	MaxValues = 4 << 20
)

// SyntaxError says where a text stops being JSON.
type SyntaxError struct {
	Line, Column int // both start at 1; Column counts characters
	Reason       string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s at line %d, column %d", e.Reason, e.Line, e.Column)
}

// Parse reads one JSON text (RFC 8259) and nothing else, within MaxDepth and
// MaxValues. Of two equal names in
// an object the last value counts, at the place of the first. Bytes that are
// not UTF-8 become U+FFFD. Errors are *SyntaxError.
func Parse(data []byte) (Value, error) { return parse(data, false) }

// ParseLenient reads one JSON text as MockServer's control plane does, which
// also takes comments (//, /* */, #), names without quotes, single quotes,
// trailing commas, missing array items (null), leading zeros, raw control
// characters, a backslash before any character, and NaN or Infinity (read as
// strings). What follows the text is ignored. Errors are *SyntaxError.
func ParseLenient(data []byte) (Value, error) { return parse(data, true) }

func parse(data []byte, lenient bool) (Value, error) {
	p := &parser{text: strings.ToValidUTF8(string(data), string(utf8.RuneError)), lenient: lenient}
	v, err := p.document()
	if err != nil {
		return Value{}, err
	}
	return v, nil
}

// parser reads text from pos on. Its methods leave pos behind what they read,
// or at the character that is wrong.
type parser struct {
	text    string
	pos     int
	depth   int
	values  int
	lenient bool

	// The items and members read so far of every array and object that is
	// open, innermost last; each takes its own with it when it is closed.
	items   []Value
	members []Member
}

func (p *parser) document() (Value, error) {
	v, err := p.spacedValue()
	if err != nil || p.lenient {
		return v, err
	}
	if err := p.space(); err != nil {
		return v, err
	}
	if p.pos < len(p.text) {
		return v, p.unexpected("the end of the text")
	}
	return v, nil
}

func (p *parser) spacedValue() (Value, error) {
	if err := p.space(); err != nil {
		return Value{}, err
	}
	return p.value()
}

func (p *parser) value() (Value, error) {
	if err := p.countValue(); err != nil {
		return Value{}, err
	}
	switch c := p.peek(); {
	case c == '{':
		return p.nested(p.object)
	case c == '[':
		return p.nested(p.array)
	case c == '"' || c == '\'' && p.lenient:
		s, err := p.quoted()
		return StringOf(s), err
	case c == '-' || isDigit(c):
		return p.number()
	default:
		return p.word()
	}
}

func (p *parser) countValue() error {
	p.values++
	if p.values > MaxValues {
		return p.failf("more than %d values", MaxValues)
	}
	return nil
}

func (p *parser) nested(read func() (Value, error)) (Value, error) {
	if p.depth == MaxDepth {
		return Value{}, p.failf("nested deeper than %d levels", MaxDepth)
	}
	p.depth++
	v, err := read()
	p.depth--
	return v, err
}

func (p *parser) array() (Value, error) {
	p.pos++ // [
	start := len(p.items)
	for {
		if err := p.space(); err != nil {
			return Value{}, err
		}
		switch c := p.peek(); {
		case c == ']' && (len(p.items) == start || p.lenient):
			p.pos++
			return p.closeArray(start), nil
		case c == ',' && p.lenient:
			if err := p.countValue(); err != nil {
				return Value{}, err
			}
			p.pos++
			p.items = append(p.items, Value{})
			continue
		}
		item, err := p.value()
		if err != nil {
			return Value{}, err
		}
		p.items = append(p.items, item)
		if done, err := p.separator(']'); err != nil {
			return Value{}, err
		} else if done {
			return p.closeArray(start), nil
		}
	}
}

func (p *parser) closeArray(start int) Value {
	items := append(make([]Value, 0, len(p.items)-start), p.items[start:]...)
	p.items = p.items[:start]
	return Value{Kind: Array, Items: items}
}

func (p *parser) object() (Value, error) {
	p.pos++ // {
	start := len(p.members)
	for {
		if err := p.space(); err != nil {
			return Value{}, err
		}
		if p.peek() == '}' && (len(p.members) == start || p.lenient) {
			p.pos++
			return p.closeObject(start), nil
		}
		m, err := p.member()
		if err != nil {
			return Value{}, err
		}
		p.members = append(p.members, m)
		if done, err := p.separator('}'); err != nil {
			return Value{}, err
		} else if done {
			return p.closeObject(start), nil
		}
	}
}

func (p *parser) closeObject(start int) Value {
	kept := lastWins(p.members[start:])
	members := append(make([]Member, 0, len(kept)), kept...)
	p.members = p.members[:start]
	return Value{Kind: Object, Members: members}
}

func (p *parser) member() (Member, error) {
	name, err := p.name()
	if err != nil {
		return Member{}, err
	}
	if err := p.space(); err != nil {
		return Member{}, err
	}
	if p.peek() != ':' {
		return Member{}, p.unexpected("a colon between name and value")
	}
	p.pos++
	v, err := p.spacedValue()
	return Member{Name: name, Value: v}, err
}

// separator reads a comma, or closing, which ends the array or object.
func (p *parser) separator(closing byte) (done bool, err error) {
	if err := p.space(); err != nil {
		return false, err
	}
	switch p.peek() {
	case ',':
		p.pos++
		return false, nil
	case closing:
		p.pos++
		return true, nil
	}
	return false, p.unexpected(fmt.Sprintf("a comma or %q", closing))
}

// smallObject is up to how many members comparing each name with each is
// quicker than building a map.
const smallObject = 8

// lastWins keeps one member of each name: the first one's place with the last
// one's value.
func lastWins(members []Member) []Member {
	if len(members) > smallObject {
		return lastWinsIndexed(members)
	}
	kept := members[:0]
next:
	for _, m := range members {
		for i := range kept {
			if kept[i].Name == m.Name {
				kept[i].Value = m.Value
				continue next
			}
		}
		kept = append(kept, m)
	}
	return kept
}

func lastWinsIndexed(members []Member) []Member {
	places := make(map[string]int, len(members))
	kept := members[:0]
	for _, m := range members {
		if i, seen := places[m.Name]; seen {
			kept[i].Value = m.Value
			continue
		}
		places[m.Name] = len(kept)
		kept = append(kept, m)
	}
	return kept
}
