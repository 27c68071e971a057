package pattern

import (
	"strings"
	"unicode/utf8"
)

// glob is a pattern of literals with ".*" between them, by far the commonest
// sort: it is matched without an engine.
type glob struct {
	exact bool     // letters match their own case alone
	parts []string // what lies between the stars; one part means no star
}

// globOf returns n as a glob; nil when it is none.
func globOf(n *node) *glob {
	g := &glob{exact: true}
	var part strings.Builder
	cased := false // whether a letter has said how case counts
	for _, item := range sequenceOf(n) {
		switch {
		case isStar(item):
			g.parts = append(g.parts, part.String())
			part.Reset()
		case item.kind == char && item.literal >= 0:
			_, one := item.set.single()
			if one && foldsAlone(item.literal) {
				part.WriteRune(item.literal)
				continue
			}
			if cased && g.exact != one || !one && !foldsWhole(item) {
				return nil
			}
			cased, g.exact = true, one
			part.WriteRune(item.literal)
		default:
			return nil
		}
	}
	g.parts = append(g.parts, part.String())
	if g.innerLength() > maxInner {
		return nil
	}
	if !g.exact {
		for i := range g.parts {
			g.parts[i] = Fold(g.parts[i])
		}
	}
	return g
}

// maxInner bounds what a glob searches for between two stars, in bytes: the
// search is the simplest there is.
const maxInner = 32

func (g *glob) innerLength() int {
	total := 0
	for i := 1; i < len(g.parts)-1; i++ {
		total += len(g.parts[i])
	}
	return total
}

func sequenceOf(n *node) []*node {
	if n.kind == concat {
		return n.subs
	}
	return []*node{n}
}

func isStar(n *node) bool {
	return n.kind == repeat && n.least == 0 && n.most == unbounded && n.greed != possessive &&
		n.subs[0].kind == char && len(n.subs[0].set) == 1 && n.subs[0].set[0] == anything[0]
}

// foldsAlone reports whether no other character equals r but for case.
func foldsAlone(r rune) bool {
	_, one := unicodeCase.equivalents(r).single()
	return one
}

// foldsWhole reports whether the set is all that equals the literal but for case.
func foldsWhole(n *node) bool {
	whole := unicodeCase.equivalents(n.literal)
	if len(whole) != len(n.set) {
		return false
	}
	for i := range whole {
		if whole[i] != n.set[i] {
			return false
		}
	}
	return true
}

func (g *glob) match(text string) bool {
	rest, ok := g.cutPrefix(text, g.parts[0])
	if !ok {
		return false
	}
	if len(g.parts) == 1 {
		return rest == ""
	}
	last := len(g.parts) - 1
	for _, part := range g.parts[1:last] {
		if rest, ok = g.cutFirst(rest, part); !ok {
			return false
		}
	}
	return g.hasSuffix(rest, g.parts[last])
}

func (g *glob) cutPrefix(text, part string) (string, bool) {
	if g.exact {
		return strings.CutPrefix(text, part)
	}
	return cutFoldPrefix(text, part)
}

func (g *glob) hasSuffix(text, part string) bool {
	if g.exact {
		return strings.HasSuffix(text, part)
	}
	return hasFoldSuffix(text, part)
}

// cutFirst returns what follows the first place that holds part.
func (g *glob) cutFirst(text, part string) (string, bool) {
	if g.exact {
		_, after, ok := strings.Cut(text, part)
		return after, ok
	}
	for {
		if rest, ok := cutFoldPrefix(text, part); ok {
			return rest, true
		}
		if text == "" {
			return "", false
		}
		_, n := utf8.DecodeRuneInString(text)
		text = text[n:]
	}
}
