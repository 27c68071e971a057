package pattern

import (
	"slices"
	"unicode"
)

// span is an inclusive range of characters.
type span struct{ low, high rune }

// set is a set of characters: sorted spans that neither touch nor overlap.
type set []span

// normal sorts spans and joins those that touch.
func normal(spans []span) set {
	slices.SortFunc(spans, func(a, b span) int { return int(a.low) - int(b.low) })
	joined := spans[:0]
	for _, s := range spans {
		if n := len(joined); n > 0 && s.low <= joined[n-1].high+1 {
			joined[n-1].high = max(joined[n-1].high, s.high)
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

func setOf(runes ...rune) set {
	spans := make([]span, len(runes))
	for i, r := range runes {
		spans[i] = span{r, r}
	}
	return normal(spans)
}

func spanSet(low, high rune) set { return set{{low, high}} }

// tableSet turns tables of the unicode package into a set.
func tableSet(tables ...*unicode.RangeTable) set {
	var spans []span
	for _, t := range tables {
		for _, r := range t.R16 {
			spans = appendStrided(spans, rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range t.R32 {
			spans = appendStrided(spans, rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return normal(spans)
}

func appendStrided(spans []span, low, high, stride rune) []span {
	if stride == 1 {
		return append(spans, span{low, high})
	}
	for r := low; r <= high; r += stride {
		spans = append(spans, span{r, r})
	}
	return spans
}

func (s set) union(others ...set) set {
	all := slices.Clone([]span(s))
	for _, o := range others {
		all = append(all, o...)
	}
	return normal(all)
}

func (s set) negate() set {
	var gaps set
	next := rune(0)
	for _, p := range s {
		if p.low > next {
			gaps = append(gaps, span{next, p.low - 1})
		}
		next = p.high + 1
	}
	if next <= unicode.MaxRune {
		gaps = append(gaps, span{next, unicode.MaxRune})
	}
	return gaps
}

func (s set) intersect(o set) set { return s.negate().union(o.negate()).negate() }

func (s set) contains(r rune) bool {
	_, found := slices.BinarySearchFunc(s, r, func(p span, r rune) int {
		switch {
		case p.high < r:
			return -1
		case p.low > r:
			return 1
		}
		return 0
	})
	return found
}

// single returns the only character of the set, if it has one only.
func (s set) single() (rune, bool) {
	if len(s) == 1 && s[0].low == s[0].high {
		return s[0].low, true
	}
	return 0, false
}
