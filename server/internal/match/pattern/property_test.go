package pattern

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/mockserver/mockserver/server/internal/costtest"
	"pgregory.net/rapid"
)

// pieces are parts of patterns, valid ones and broken ones once joined.
var pieces = []string{
	"a", "b", "K", "i", "ß", "é", "/", "-", ".", ".*", ".+", "[a-c]", "[^a]", "[a-z&&[^b]]", "[a-c[x-z]]",
	`\d`, `\w`, `\s`, `\W`, `\S`, `\D`, `\b`, `\B`, "^", "$", "(", "(?:", "(?=", "(?!", "(?<=", "(?>", "(?<n>",
	")", "|", "*", "+", "?", "*?", "+?", "*+", "++", "{2}", "{1,2}", "{0,}", "{", "[", `\1`, `\k<n>`, `\p{Alpha}`,
	`\p{L}`, `\p{Lu}`, `\p{IsAlphabetic}`, `\P{L}`, `\Q.*\E`, `\R`, `\h`, `\n`, `\x41`, `\u0062`, "(?i)", "(?-i)",
	"(?s)", "(?m)", "(?x)", " ", "#", "\n", "0",
}

var letters = []string{
	"a", "b", "c", "A", "K", "\u212a", "i", "I", "İ", "ı", "ß", "é", "É", "/", "-", ".", "0", "_", " ", "\n", "\r", "\u2028", "x", "😀",
}

func drawJoined(t *rapid.T, from []string, most int, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(from), 0, most).Draw(t, label), "")
}

// drawPattern draws a pattern with its parentheses closed.
func drawPattern(t *rapid.T) string {
	source := drawJoined(t, pieces, 8, "pattern")
	if missing := strings.Count(source, "(") - strings.Count(source, ")"); missing > 0 {
		source += strings.Repeat(")", missing)
	}
	return source
}

// TestEnginesAgree writes each pattern that both engines can take for both.
func TestEnginesAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := flags{dotAll: true, ignoreCase: rapid.Bool().Draw(t, "ignore case")}
		f.unicodeCase = f.ignoreCase
		tree, err := parse(drawPattern(t), f)
		if err != nil {
			return
		}
		fastText, ok := write(tree, true)
		if !ok {
			return
		}
		fast, err := regexp.Compile(fastText)
		if err != nil {
			t.Fatalf("%s: %v", fastText, err)
		}
		slowText, _ := write(tree, false)
		slow, err := regexp2.Compile(slowText)
		if err != nil {
			t.Fatalf("%s: %v", slowText, err)
		}
		for range 8 {
			text := drawJoined(t, letters, 5, "text")
			got, err := slow.MatchString(text)
			if err != nil {
				t.Fatal(err)
			}
			if want := fast.MatchString(text); got != want {
				t.Fatalf("%q: %s says %v, %s says %v", text, fastText, want, slowText, got)
			}
		}
	})
}

// TestShortcutsAgree compares globs and required literals with the engine alone.
func TestShortcutsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := drawPattern(t)
		p, err := Compile(source, Options{ExactCase: rapid.Bool().Draw(t, "exact")})
		if err != nil {
			return
		}
		plain, err := engineAlone(p)
		if err != nil {
			t.Fatalf("%q: %v", source, err)
		}
		for range 8 {
			text := drawJoined(t, letters, 5, "text")
			want := plain.Match(text, &Budget{})
			if got := p.Match(text, &Budget{}); got != want {
				t.Fatalf("%q on %q: %v, the engine says %v", source, text, got, want)
			}
			if want && !holds(p.Required(), Fold(text)) {
				t.Fatalf("%q matches %q without %+v", source, text, p.Required())
			}
		}
	})
}

// engineAlone compiles p's pattern without shortcuts.
func engineAlone(p *Pattern) (*Pattern, error) {
	tree, err := parse(p.source, p.flags)
	if err != nil {
		return nil, err
	}
	plain := &Pattern{source: p.source, timeout: p.timeout}
	return plain, plain.compile(tree)
}

func holds(l Literals, folded string) bool {
	for _, inner := range l.Inner {
		if !strings.Contains(folded, inner) {
			return false
		}
	}
	return strings.HasPrefix(folded, l.Prefix) && strings.HasSuffix(folded, l.Suffix)
}

// costPerByte bounds what a byte of a pattern or a text costs in memory:
// repetitions are written out, and so are large classes.
const costPerByte = 2 << 20

// FuzzCompile: a pattern is refused in words or decides in time, and no match
// is without the text it requires.
func FuzzCompile(f *testing.F) {
	for _, p := range pieces {
		f.Add(p, "aaaa")
	}
	f.Add(`^/(?!admin)[\w&&[^\d]]+(?<x>a{1,3}?)\k<x>\p{IsLatin}*+$`, "/user")
	f.Fuzz(func(t *testing.T, source, text string) {
		costtest.Bound(t, len(source)+len(text), costPerByte, func() {
			p, err := Compile(source, Options{Timeout: 50 * time.Millisecond})
			if err != nil {
				if err.Error() == "" {
					t.Errorf("%q is refused without a word", source)
				}
				return
			}
			if p.Match(text, &Budget{}) && !holds(p.Required(), Fold(text)) {
				t.Errorf("%q matches %q without %+v", source, text, p.Required())
			}
		})
	})
}

// TestClosureShortcut compares the short way for ASCII ranges with the long one.
func TestClosureShortcut(t *testing.T) {
	eachCased(func(r rune) {
		if folded := foldRune(r); folded < 0x80 && r >= 0x80 {
			found := false
			eachFoldedToASCII(func(known rune) { found = found || known == r })
			if !found {
				t.Errorf("%q folds to %q, which the short way does not know", r, folded)
			}
		}
	})
}
