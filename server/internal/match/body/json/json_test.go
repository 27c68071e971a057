package json

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// FuzzMatch compares two documents both ways: whatever they are, a document
// satisfies itself, what is equal holds what is asked, and where nothing
// differs nothing is told.
func FuzzMatch(f *testing.F) {
	for _, seed := range [][2]string{
		{`{"a":[1,{"b":null}],"c":"x"}`, `{"c":"x","a":[{"b":null},1,2]}`},
		{`["${json-unit.any-number}",1]`, `[1,2]`},
		{`[1.0,1e0,-0,1e400]`, `[1,10e-1,0]`},
		{`{"a":"${json-unit.regex}[a-z]+"}`, `{"a":"abc"}`},
		{`[[],[[]],[1,[2]]]`, `[[1,[2]],[[]],[]]`},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, expected, actual string) {
		want, err := jsontree.Parse([]byte(expected))
		if err != nil {
			return
		}
		got, err := jsontree.Parse([]byte(actual))
		if err != nil {
			return
		}
		strict, lenient := compiled(want, rules{strict: true}), compiled(want, rules{})
		if strict == nil || lenient == nil {
			return
		}
		if !strings.Contains(expected, "json-unit") && !(satisfies(strict, want) && satisfies(lenient, want)) {
			t.Fatalf("%s does not satisfy itself", expected)
		}
		if satisfies(strict, got) && !satisfies(lenient, got) {
			t.Fatalf("%s equals %s but does not hold it", actual, expected)
		}
		if told := lenient.differences(&got, &pattern.Budget{}); satisfies(lenient, got) != (len(told) == 0) {
			t.Fatalf("%s and %s: the differences are %q", expected, actual, told)
		}
	})
}

func compiled(v jsontree.Value, r rules) *matcher {
	m := &matcher{rules: r}
	var err error
	if m.want, err = m.rules.compile(v); err != nil {
		return nil
	}
	return m
}

func satisfies(m *matcher, v jsontree.Value) bool {
	return m.rules.match(m.want, &v, &pattern.Budget{})
}

func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		a, b           string
		equal, byValue bool
	}{
		{"1", "1", true, true}, {"1", "1.0", false, true}, {"1.0", "1.00", true, true}, {"1.0", "1e0", true, true},
		{"100", "1e2", false, true}, {"0", "-0", true, true}, {"0.0", "-0.0", true, true}, {"0", "0.0", false, true},
		{"-1", "1", false, false}, {"1e400", "10e399", true, true}, {"0.001", "1e-3", true, true}, {"10", "1", false, false},
		{"12345678901234567890", "12345678901234567891", false, false}, {"1e99999999999", "1e99999999999", true, true},
		{"1e99999999999", "1e99999999998", false, false},
	} {
		a, b := parseNumber(test.a), parseNumber(test.b)
		if a.equal(b, false) != test.equal || a.equal(b, true) != test.byValue {
			t.Errorf("%s and %s: %v, by value %v", test.a, test.b, a.equal(b, false), a.equal(b, true))
		}
	}
}
