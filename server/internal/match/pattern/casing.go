package pattern

import "unicode"

// casing says which letters count as equal.
type casing uint8

const (
	exactCase   casing = iota
	asciiCase          // Java's CASE_INSENSITIVE alone
	unicodeCase        // with UNICODE_CASE
)

// The two letters whose case mappings leave Unicode's folding orbits.
const (
	dottedI  = 'İ'
	dotlessI = 'ı'
)

// The letters beyond ASCII that Unicode folds into it.
const (
	longS  = 'ſ'
	kelvin = '\u212a'
)

// equivalents returns the characters that equal r under c.
func (c casing) equivalents(r rune) set {
	switch {
	case c == exactCase:
		return setOf(r)
	case c == asciiCase:
		return setOf(r, swapASCII(r))
	}
	same := []rune{r}
	for _, c := range append(orbit(r), unicode.ToUpper(r), unicode.ToLower(r), 'i', 'I', dottedI, dotlessI) {
		if foldRune(c) == foldRune(r) {
			same = append(same, c)
		}
	}
	return setOf(same...)
}

// orbit returns the characters Unicode folds together with r.
func orbit(r rune) []rune {
	var others []rune
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		others = append(others, f)
	}
	return others
}

// closure adds to a range the characters whose upper case, or the lower case
// of that, lies in it.
func (c casing) closure(low, high rune) set {
	s := spanSet(low, high)
	switch {
	case c == exactCase:
		return s
	case c == asciiCase:
		return s.union(asciiClosure(low, high))
	}
	each := eachCased
	if high <= unicode.MaxASCII {
		each = eachFoldedToASCII
	}
	var more []span
	each(func(r rune) {
		up := unicode.ToUpper(r)
		if s.contains(up) || s.contains(unicode.ToLower(up)) {
			more = append(more, span{r, r})
		}
	})
	return s.union(normal(more))
}

func asciiClosure(low, high rune) set {
	var more []span
	for r := max(low, 'A'); r <= min(high, 'z'); r++ {
		more = append(more, span{swapASCII(r), swapASCII(r)})
	}
	return normal(more)
}

func swapASCII(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z':
		return r - 'a' + 'A'
	case 'A' <= r && r <= 'Z':
		return r - 'A' + 'a'
	}
	return r
}

// eachFoldedToASCII calls f for every character that has a case in ASCII.
func eachFoldedToASCII(f func(rune)) {
	for r := 'A'; r <= 'Z'; r++ {
		f(r)
		f(swapASCII(r))
	}
	for _, r := range [...]rune{dottedI, dotlessI, longS, kelvin} {
		f(r)
	}
}

// eachCased calls f for every character that has a case mapping.
func eachCased(f func(rune)) {
	for _, r := range unicode.CaseRanges {
		for c := rune(r.Lo); c <= rune(r.Hi); c++ {
			f(c)
		}
	}
}
