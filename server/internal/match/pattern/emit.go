package pattern

import (
	"fmt"
	"strings"
	"unicode"
)

// dialect writes what the two engines spell differently.
type dialect struct {
	fast bool // for the standard engine: no constructs that need backtracking
	out  strings.Builder
}

// write returns n as a whole-text pattern. For the fast engine ok is false
// when n needs backtracking.
func write(n *node, fast bool) (text string, ok bool) {
	d := &dialect{fast: fast}
	d.out.WriteString(`\A(?:`)
	ok = d.node(n, true)
	d.out.WriteString(`)\z`)
	return d.out.String(), ok
}

// node writes n; tail says that nothing follows it.
func (d *dialect) node(n *node, tail bool) bool {
	switch n.kind {
	case empty:
		d.out.WriteString("(?:)")
	case char:
		d.set(n.set)
	case concat:
		return d.concat(n.subs, tail)
	case alternate:
		return d.alternate(n.subs, tail)
	case group:
		d.out.WriteByte('(')
		defer d.out.WriteByte(')')
		return d.node(n.subs[0], tail)
	case repeat:
		return d.repeat(n)
	case textStart:
		d.out.WriteString(`\A`)
	case textEnd:
		d.out.WriteString(`\z`)
	case never:
		d.out.WriteString(d.choose(`[^\x00-\x{10FFFF}]`, `(?!)`))
	case lastLineEnd:
		if tail { // the whole text has to match, so this is its end
			d.out.WriteString(`\z`)
			return true
		}
		return d.slow(n)
	case wordEdge:
		d.out.WriteString(d.choose(`\b`, slowEdge))
	case notWordEdge:
		d.out.WriteString(d.choose(`\B`, slowNotAnEdge))
	default:
		return d.slow(n)
	}
	return true
}

func (d *dialect) choose(fast, slow string) string {
	if d.fast {
		return fast
	}
	return slow
}

// The edges of words, of ASCII letters, digits and underlines as in Java.
const (
	asciiWord     = `[0-9A-Z_a-z]`
	slowEdge      = `(?:(?<=` + asciiWord + `)(?!` + asciiWord + `)|(?<!` + asciiWord + `)(?=` + asciiWord + `))`
	slowNotAnEdge = `(?:(?<=` + asciiWord + `)(?=` + asciiWord + `)|(?<!` + asciiWord + `)(?!` + asciiWord + `))`
)

func (d *dialect) concat(subs []*node, tail bool) bool {
	for i, s := range subs {
		if !d.node(s, tail && i == len(subs)-1) {
			return false
		}
	}
	return true
}

func (d *dialect) alternate(subs []*node, tail bool) bool {
	d.out.WriteString("(?:")
	for i, s := range subs {
		if i > 0 {
			d.out.WriteByte('|')
		}
		if !d.node(s, tail) {
			return false
		}
	}
	d.out.WriteByte(')')
	return true
}

// maxFastRepeat is the highest count the standard engine takes.
const maxFastRepeat = 1000

func (d *dialect) repeat(n *node) bool {
	if d.fast && (n.greed == possessive || n.least > maxFastRepeat || n.most != unbounded && n.most > maxFastRepeat) {
		return false
	}
	if n.greed == possessive {
		d.out.WriteString("(?>")
		defer d.out.WriteByte(')')
	}
	d.out.WriteString("(?:")
	if !d.node(n.subs[0], false) {
		return false
	}
	d.out.WriteString(")" + bounds(n))
	if n.greed == lazy {
		d.out.WriteByte('?')
	}
	return true
}

func bounds(n *node) string {
	switch {
	case n.least == 0 && n.most == 1:
		return "?"
	case n.least == 0 && n.most == unbounded:
		return "*"
	case n.least == 1 && n.most == unbounded:
		return "+"
	case n.most == unbounded:
		return fmt.Sprintf("{%d,}", n.least)
	}
	return fmt.Sprintf("{%d,%d}", n.least, n.most)
}

// slow writes what only the backtracking engine has.
func (d *dialect) slow(n *node) bool {
	if d.fast {
		return false
	}
	switch n.kind {
	case atomic:
		d.enclose("(?>", n.subs[0])
	case look:
		d.enclose(lookOpening(n), n.subs[0])
	case backRef:
		d.out.WriteString(reference(n))
	case lastLineEnd:
		d.out.WriteString(`(?=` + lineTerminator(n) + `?\z)`)
	case lineStart:
		d.out.WriteString(`(?:\A|(?<=` + lineTerminatorBefore(n) + `))(?!\z)`)
	case lineEnd:
		d.out.WriteString(`(?=` + lineTerminator(n) + `|\z)`)
	}
	return true
}

func (d *dialect) enclose(opening string, sub *node) {
	d.out.WriteString(opening)
	d.node(sub, false)
	d.out.WriteByte(')')
}

func lookOpening(n *node) string {
	opening := "(?"
	if n.behind {
		opening += "<"
	}
	if n.not {
		return opening + "!"
	}
	return opening + "="
}

func reference(n *node) string {
	if n.casing == exactCase {
		return fmt.Sprintf(`(?:\%d)`, n.number)
	}
	return fmt.Sprintf(`(?i:\%d)`, n.number)
}

// lineTerminator matches one line terminator, not from the middle of a pair.
func lineTerminator(n *node) string {
	if n.unixLines {
		return `\n`
	}
	return `(?:\r\n|(?<!\r)\n|[\r\u0085\u2028\u2029])`
}

// lineTerminatorBefore matches the end of a line terminator.
func lineTerminatorBefore(n *node) string {
	if n.unixLines {
		return `\n`
	}
	return `\n|\r(?!\n)|[\u0085\u2028\u2029]`
}

func (d *dialect) set(s set) {
	switch r, one := s.single(); {
	case one:
		d.rune(r)
	case len(s) == 0:
		d.out.WriteString(d.choose(`[^\x00-\x{10FFFF}]`, `(?!)`))
	case len(s) == 1 && s[0] == anything[0]:
		d.out.WriteString(`(?s:.)`)
	default:
		d.out.WriteByte('[')
		for _, p := range s {
			d.rune(p.low)
			if p.high > p.low {
				d.out.WriteByte('-')
				d.rune(p.high)
			}
		}
		d.out.WriteByte(']')
	}
}

// meaningful lists the ASCII signs that either engine reads as more than themselves.
const meaningful = `\^$.|?*+()[]{}-&#/`

// rune writes one character so that it has no meaning.
func (d *dialect) rune(r rune) {
	switch {
	case r > ' ' && r < unicode.MaxASCII && strings.ContainsRune(meaningful, r):
		d.out.WriteString(`\` + string(r))
	case r > ' ' && r < unicode.MaxASCII:
		d.out.WriteRune(r)
	case d.fast:
		fmt.Fprintf(&d.out, `\x{%X}`, r)
	case r <= 0xffff:
		fmt.Fprintf(&d.out, `\u%04X`, r)
	default:
		d.out.WriteRune(r)
	}
}
