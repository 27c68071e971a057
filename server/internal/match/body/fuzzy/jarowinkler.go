package fuzzy

// prefixScale is what each equal letter at the beginning adds, up to
// maxPrefix of them, to texts that are alike as it is.
const (
	prefixScale = 0.1
	maxPrefix   = 4
	boostFrom   = 0.7
)

// jaroWinkler is the Jaro-Winkler similarity of two texts, from 0 to 1
// (Winkler 1990). Texts beyond maxRunes are compared by equality.
func jaroWinkler(a, b []rune) float64 {
	if string(a) == string(b) {
		return 1
	}
	if len(a) == 0 || len(b) == 0 || len(a) > maxRunes || len(b) > maxRunes {
		return 0
	}
	j := jaro(a, b)
	if j < boostFrom {
		return j
	}
	return j + prefixScale*float64(commonPrefix(a, b))*(1-j)
}

func commonPrefix(a, b []rune) int {
	n := 0
	for n < min(len(a), len(b), maxPrefix) && a[n] == b[n] {
		n++
	}
	return n
}

func jaro(a, b []rune) float64 {
	fromA, fromB := matching(a, b)
	if len(fromA) == 0 {
		return 0
	}
	swapped := 0
	for i := range fromA {
		if fromA[i] != fromB[i] {
			swapped++
		}
	}
	m := float64(len(fromA))
	return (m/float64(len(a)) + m/float64(len(b)) + (m-float64(swapped)/2)/m) / 3
}

// matching returns the letters of each text that the other has nearby, in the
// order of each.
func matching(a, b []rune) (fromA, fromB []rune) {
	window := max(max(len(a), len(b))/2-1, 0)
	taken := make([]bool, len(b))
	for i, r := range a {
		for j := max(i-window, 0); j < min(i+window+1, len(b)); j++ {
			if !taken[j] && b[j] == r {
				taken[j] = true
				fromA = append(fromA, r)
				break
			}
		}
	}
	for j, r := range b {
		if taken[j] {
			fromB = append(fromB, r)
		}
	}
	return fromA, fromB
}
