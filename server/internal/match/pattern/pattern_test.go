package pattern

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestJava compares with what java.util.regex answered to the same questions.
func TestJava(t *testing.T) {
	f, err := os.Open("testdata/java.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		columns := strings.Split(lines.Text(), "\t")
		source := unquote(t, columns[1])
		p, err := Compile(source, Options{ExactCase: columns[0] != "i"})
		if wantErr := columns[2] == "E"; wantErr != (err != nil) {
			t.Errorf("line %d: %q: error %v, Java says %s", n, source, err, columns[2])
		}
		if err != nil {
			continue
		}
		for i, quoted := range columns[3:] {
			text := unquote(t, quoted)
			if want := columns[2][i] == '1'; p.Match(text, &Budget{}) != want {
				t.Errorf("line %d: %s %q on %q: Java says %v", n, columns[0], source, text, want)
			}
		}
	}
	if lines.Err() != nil {
		t.Fatal(lines.Err())
	}
}

func unquote(t *testing.T, quoted string) string {
	t.Helper()
	text, err := strconv.Unquote(quoted)
	if err != nil {
		t.Fatalf("%s: %v", quoted, err)
	}
	return text
}

func TestEngineChosen(t *testing.T) {
	tests := []struct{ source, engine string }{
		{"/abc", "glob"},
		{"/api/.*", "glob"},
		{"/api/.*/x", "glob"},
		{"/api/.+", "fast"},
		{"/v[0-9]+", "fast"},
		{"(?i)a|b", "fast"},
		{`\p{Alpha}+`, "fast"},
		{"[a-z&&[^b]]", "fast"},
		{"a$", "fast"},
		{"^a", "fast"},
		{"a{1000}", "fast"},
		{"a{1001}", "slow"},
		{"(?!x)a", "slow"},
		{`(a)\1`, "slow"},
		{"a++", "slow"},
		{"(?>a)b", "slow"},
		{"a$b?", "slow"},
	}
	for _, test := range tests {
		p, err := Compile(test.source, Options{})
		if err != nil {
			t.Fatalf("%s: %v", test.source, err)
		}
		if got := engineOf(p); got != test.engine {
			t.Errorf("%s is matched by %s, want %s", test.source, got, test.engine)
		}
	}
}

func engineOf(p *Pattern) string {
	switch {
	case p.glob != nil:
		return "glob"
	case p.fast != nil:
		return "fast"
	}
	return "slow"
}

func TestRefusals(t *testing.T) {
	tests := []struct{ source, reason string }{
		{"/a/{b}", "illegal repetition"},
		{"a{2,1}", "illegal repetition range"},
		{"*a", "dangling quantifier"},
		{"a**", "dangling quantifier"},
		{"(a", "unclosed group"},
		{"a)", "unmatched closing"},
		{"[a", "unclosed character class"},
		{"[z-a]", "illegal character range"},
		{`a\`, "ends with a backslash"},
		{`\y`, "unsupported escape"},
		{`\p{Foo}`, "unknown character property"},
		{`\k<a>`, "no group named"},
		{"(?<a>x)(?<a>y)", "used twice"},
		{"(?<=(ab)*)c", "no obvious maximum length"},
		{strings.Repeat("(", maxGroupDepth+1), "nested deeper"},
		{strings.Repeat("a", MaxLength+1), "longer than"},
	}
	for _, test := range tests {
		_, err := Compile(test.source, Options{})
		if err == nil || !strings.Contains(err.Error(), test.reason) {
			t.Errorf("%.40s: error %v, want one about %q", test.source, err, test.reason)
		}
	}
}

// CP-117: a catastrophic pattern ends as a mismatch and is paid for once.
func TestCP117_TimeLimit(t *testing.T) {
	const limit = 300 * time.Millisecond
	p, err := Compile(`(a+)+\1[bd]`, Options{Timeout: limit})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("a", 50)
	var b Budget
	start := time.Now()
	for range 100 {
		if p.Match(text+"c", &b) {
			t.Fatal("matched")
		}
	}
	if cost := time.Since(start); cost > 10*limit {
		t.Errorf("100 evaluations cost %v, want about %v in all", cost, limit)
	}
	if got := b.Exhausted(); len(got) != 1 || got[0] != p.Source() {
		t.Errorf("exhausted %q, want the pattern once", got)
	}
	if !p.Match("aab", &Budget{}) {
		t.Error("a new budget does not let the pattern match again")
	}
}

func TestTimeLimitOfStandardEngine(t *testing.T) {
	p, err := Compile(strings.Repeat("(x?y?){100}", 2)+"[ab]*[cd]", Options{Timeout: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if engineOf(p) != "fast" {
		t.Fatal("the pattern is not matched by the standard engine")
	}
	var b Budget
	if p.Match(strings.Repeat("xy", 1<<20), &b) {
		t.Error("matched")
	}
	if len(b.Exhausted()) != 1 {
		t.Error("the time limit was not reached")
	}
}

func TestRequired(t *testing.T) {
	tests := []struct {
		source         string
		prefix, suffix string
		inner          string
	}{
		{"/API/x", "/api/x", "/api/x", ""},
		{"/api/v[0-9]+/users", "/api/v", "/users", ""},
		{"/a/.*/mid/.*/z", "/a/", "/z", "/mid/"},
		{".*", "", "", ""},
		{"/a(b|c)d", "/a", "d", ""},
		{"/a(bx|by)d", "/ab", "d", ""},
		{"x(ab)+y", "xab", "aby", ""},
		{"x(ab)?y", "x", "y", ""},
		{"^/a(?!b).*$", "/a", "", ""},
		{"(?i:A)b", "ab", "ab", ""},
	}
	for _, test := range tests {
		p, err := Compile(test.source, Options{})
		if err != nil {
			t.Fatalf("%s: %v", test.source, err)
		}
		l := p.Required()
		if l.Prefix != test.prefix || l.Suffix != test.suffix || strings.Join(l.Inner, "|") != test.inner {
			t.Errorf("%s requires %+v, want %q .. %q with %q", test.source, l, test.prefix, test.suffix, test.inner)
		}
	}
}

func TestFold(t *testing.T) {
	tests := []struct {
		a, b string
		same bool
	}{
		{"abc", "ABC", true},
		{"straße", "STRASSE", false},
		{"k", "\u212a", true},
		{"σ", "ς", true},
		{"i", "İ", true},
		{"ı", "I", true},
		{"a", "b", false},
		{"ab", "a", false},
		{"\xff", "\xfe", false},
		{"é", "É", true},
	}
	for _, test := range tests {
		if got := EqualFold(test.a, test.b); got != test.same {
			t.Errorf("EqualFold(%q, %q) = %v", test.a, test.b, got)
		}
		if test.same && Fold(test.a) != Fold(test.b) {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q", test.a, Fold(test.a), test.b, Fold(test.b))
		}
	}
}
