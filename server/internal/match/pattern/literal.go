package pattern

import (
	"strings"
	"unicode/utf8"
)

// Literals is text that whatever a pattern matches must hold, in the form Fold
// gives. It serves to rule patterns out without evaluating them.
type Literals struct {
	Prefix, Suffix string   // what every match begins and ends with
	Inner          []string // what every match holds somewhere
	Exact          bool     // Prefix is all there is to match, but for case
}

// admit reports whether text begins and ends as every match must.
func (l *Literals) admit(text string) bool {
	return hasFoldPrefix(text, l.Prefix) && hasFoldSuffix(text, l.Suffix)
}

func hasFoldPrefix(text, folded string) bool {
	_, ok := cutFoldPrefix(text, folded)
	return ok
}

// cutFoldPrefix removes folded, which is in the form of Fold, from the front.
func cutFoldPrefix(text, folded string) (string, bool) {
	for folded != "" {
		if text == "" {
			return "", false
		}
		x, n := utf8.DecodeRuneInString(text)
		y, m := utf8.DecodeRuneInString(folded)
		if foldRune(x) != y {
			return "", false
		}
		text, folded = text[n:], folded[m:]
	}
	return text, true
}

func hasFoldSuffix(text, folded string) bool {
	for folded != "" {
		if text == "" {
			return false
		}
		x, n := utf8.DecodeLastRuneInString(text)
		y, m := utf8.DecodeLastRuneInString(folded)
		if foldRune(x) != y {
			return false
		}
		text, folded = text[:len(text)-n], folded[:len(folded)-m]
	}
	return true
}

// literalsOf reads the required text off a tree.
func literalsOf(n *node) Literals {
	switch n.kind {
	case char:
		if r, ok := foldedChar(n.set); ok {
			return exactly(string(r))
		}
		return Literals{}
	case concat:
		return concatLiterals(n.subs)
	case alternate:
		return alternateLiterals(n.subs)
	case group, atomic:
		return literalsOf(n.subs[0])
	case repeat:
		return repeatLiterals(n)
	case backRef:
		return Literals{}
	}
	return exactly("") // consumes nothing
}

func exactly(text string) Literals { return Literals{Prefix: text, Suffix: text, Exact: true} }

// foldedChar returns the one letter, case aside, that s stands for.
func foldedChar(s set) (rune, bool) {
	const mostCases = 6
	count := rune(0)
	for _, p := range s {
		count += p.high - p.low + 1
		if count > mostCases {
			return 0, false
		}
	}
	if count == 0 {
		return 0, false
	}
	folded := foldRune(s[0].low)
	for _, p := range s {
		for r := p.low; r <= p.high; r++ {
			if foldRune(r) != folded {
				return 0, false
			}
		}
	}
	return folded, true
}

func concatLiterals(subs []*node) Literals {
	whole := exactly("")
	for _, s := range subs {
		whole = joinLiterals(whole, literalsOf(s))
	}
	return whole
}

// joinLiterals is what holds for a followed by b.
func joinLiterals(a, b Literals) Literals {
	joined := Literals{Prefix: a.Prefix, Suffix: b.Suffix, Exact: a.Exact && b.Exact}
	joined.Inner = append(append(joined.Inner, a.Inner...), b.Inner...)
	if a.Exact {
		joined.Prefix = a.Prefix + b.Prefix
	}
	if b.Exact {
		joined.Suffix = a.Suffix + b.Suffix
	}
	if !a.Exact && !b.Exact {
		joined.Inner = appendText(joined.Inner, a.Suffix+b.Prefix)
	}
	return joined
}

func appendText(list []string, text string) []string {
	if text == "" {
		return list
	}
	return append(list, text)
}

// alternateLiterals keeps what all branches begin and end with.
func alternateLiterals(subs []*node) Literals {
	whole := literalsOf(subs[0])
	whole.Inner = nil
	for _, s := range subs[1:] {
		branch := literalsOf(s)
		whole.Exact = whole.Exact && branch.Exact && whole.Prefix == branch.Prefix
		whole.Prefix = commonPrefix(whole.Prefix, branch.Prefix)
		whole.Suffix = commonSuffix(whole.Suffix, branch.Suffix)
	}
	return whole
}

func repeatLiterals(n *node) Literals {
	once := literalsOf(n.subs[0])
	switch {
	case n.least == 0:
		return Literals{}
	case n.least == 1 && n.most == 1:
		return once
	}
	once.Exact = once.Exact && once.Prefix == ""
	return once
}

func commonPrefix(a, b string) string {
	for !strings.HasPrefix(b, a) {
		_, n := utf8.DecodeLastRuneInString(a)
		a = a[:len(a)-n]
	}
	return a
}

func commonSuffix(a, b string) string {
	for !strings.HasSuffix(b, a) {
		_, n := utf8.DecodeRuneInString(a)
		a = a[n:]
	}
	return a
}
