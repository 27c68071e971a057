package jsonpath

import (
	"math/big"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// comparator decides about two operands.
// What it looks at is taken from the scope's steps.
type comparator func(s scope, left, right result) bool

// operators in the order they are tried: longer before what they start with.
var operators = []struct {
	token   string
	compare comparator
}{
	{"===", identical},
	{"!==", not(identical)},
	{"==", equal},
	{"!=", not(equal)},
	{"=~", matches},
	{"<=", order(func(c int) bool { return c <= 0 })},
	{">=", order(func(c int) bool { return c >= 0 })},
	{"<", order(func(c int) bool { return c < 0 })},
	{">", order(func(c int) bool { return c > 0 })},
	{"nin", not(in)},
	{"in", in},
	{"subsetof", subset},
	{"anyof", overlaps},
	{"noneof", not(overlaps)},
	{"all", all},
	{"contains", contains},
	{"size", size},
	{"empty", empty},
}

func not(c comparator) comparator {
	return func(s scope, l, r result) bool { return !c(s, l, r) }
}

// equal compares a number with the number in a text, too.
func equal(s scope, l, r result) bool {
	if !l.ok || !r.ok {
		return l.ok == r.ok
	}
	return equalValues(s, l.Value, r.Value)
}

func identical(s scope, l, r result) bool { return l.ok && r.ok && l.Kind == r.Kind && equal(s, l, r) }

func equalValues(s scope, l, r jsontree.Value) bool {
	if !s.spend(1 + min(len(l.Text), len(r.Text))/bytesPerStep) {
		return false
	}
	if isScalarText(l) && isScalarText(r) {
		if l.Text != r.Text && (l.Kind == jsontree.Number || r.Kind == jsontree.Number) {
			s.spend(stepsPerNumber)
			a, okA := number(l)
			b, okB := number(r)
			return okA && okB && a.Cmp(b) == 0
		}
		return l.Text == r.Text
	}
	if l.Kind != r.Kind || l.Text != r.Text || len(l.Items) != len(r.Items) || len(l.Members) != len(r.Members) {
		return false
	}
	return equalItems(s, l, r) && equalMembers(s, l, r)
}

func isScalarText(v jsontree.Value) bool {
	return v.Kind == jsontree.Number || v.Kind == jsontree.String
}

func equalItems(s scope, l, r jsontree.Value) bool {
	for i := range l.Items {
		if !equalValues(s, l.Items[i], r.Items[i]) {
			return false
		}
	}
	return true
}

func equalMembers(s scope, l, r jsontree.Value) bool {
	for _, m := range l.Members {
		other, ok := s.lastMember(r, m.Name)
		if !ok || !equalValues(s, m.Value, other) {
			return false
		}
	}
	return true
}

// stepsPerNumber is what an exact comparison of numbers is worth.
const stepsPerNumber = 10

// maxNumberBytes bounds the numbers that are compared exactly.
const maxNumberBytes = 400

func number(v jsontree.Value) (*big.Rat, bool) {
	if len(v.Text) > maxNumberBytes || !smallExponent(v.Text) {
		return nil, false
	}
	return new(big.Rat).SetString(v.Text)
}

// smallExponent keeps "1e999999999" from being written out.
func smallExponent(text string) bool {
	for i := range len(text) {
		if text[i] == 'e' || text[i] == 'E' {
			return len(text)-i <= 5
		}
	}
	return true
}

func order(holds func(int) bool) comparator {
	return func(_ scope, l, r result) bool {
		switch {
		case !l.ok || !r.ok:
			return false
		case l.Kind == jsontree.Number && r.Kind == jsontree.Number:
			a, okA := number(l.Value)
			b, okB := number(r.Value)
			return okA && okB && holds(a.Cmp(b))
		case l.Kind == jsontree.String && r.Kind == jsontree.String:
			return holds(strings.Compare(l.Text, r.Text))
		}
		return false
	}
}

// bytesPerStep is how much text is looked at in about the time of a step.
const bytesPerStep = 64

func (s scope) matches(re *pattern.Pattern, text string) bool {
	return s.spend(1+len(text)/bytesPerStep) && re.Match(text, s.budget)
}

// matches takes the regular expression on either side; it has to match the
// whole text.
func matches(s scope, l, r result) bool {
	re, text := r, l
	if re.regex == nil {
		re, text = l, r
	}
	if re.regex == nil || !text.ok {
		return false
	}
	switch text.Kind {
	case jsontree.String, jsontree.Number, jsontree.Bool:
		return s.matches(re.regex, text.Text)
	case jsontree.Array:
		for _, item := range text.Items {
			if isScalarText(item) && s.matches(re.regex, item.Text) {
				return true
			}
		}
	}
	return false
}

func in(s scope, l, r result) bool { return l.ok && r.ok && holdsItem(s, r.Value, l.Value) }

func holdsItem(s scope, list, item jsontree.Value) bool {
	for _, one := range list.Items {
		if equalValues(s, one, item) {
			return true
		}
	}
	return false
}

func subset(s scope, l, r result) bool {
	if l.Kind != jsontree.Array || r.Kind != jsontree.Array {
		return false
	}
	for _, item := range l.Items {
		if !holdsItem(s, r.Value, item) {
			return false
		}
	}
	return true
}

func overlaps(s scope, l, r result) bool {
	for _, item := range l.Items {
		if holdsItem(s, r.Value, item) {
			return true
		}
	}
	return false
}

func all(s scope, l, r result) bool { return l.Kind == jsontree.Array && subset(s, r, l) }

func contains(s scope, l, r result) bool {
	switch {
	case !l.ok || !r.ok:
		return false
	case l.Kind == jsontree.String && r.Kind == jsontree.String:
		return s.spend(len(l.Text)/bytesPerStep) && strings.Contains(l.Text, r.Text)
	}
	return holdsItem(s, l.Value, r.Value)
}

func size(_ scope, l, r result) bool {
	n, ok := length(l.Value)
	return l.ok && ok && r.Kind == jsontree.Number && jsontree.IntOf(int64(n)).Text == r.Text
}

func empty(_ scope, l, r result) bool {
	n, ok := length(l.Value)
	return l.ok && ok && r.Kind == jsontree.Bool && (n == 0) == (r.Text == "true")
}

func length(v jsontree.Value) (int, bool) {
	switch v.Kind {
	case jsontree.String:
		return len([]rune(v.Text)), true
	case jsontree.Array:
		return len(v.Items), true
	}
	return 0, false
}
