package jsonpath

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

func store(t testing.TB) jsontree.Value {
	t.Helper()
	data, err := os.ReadFile("testdata/store.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsontree.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// known are the paths where this dialect differs from Jayway's on purpose.
var known = map[string]string{
	"$.tags[?(@.t all ['x','y'])]": "Jayway fails on a list written in the path",
	"$.store[":                     "Jayway takes an unfinished path for a finished one",
	"$ .store":                     "Jayway has no blanks between segments, RFC 9535 has",
	"$.store .book":                "Jayway has no blanks between segments, RFC 9535 has",
	"$.store.book[?(@.price<10)&&(@.price>1)]": "Jayway wants parentheses around a whole filter, RFC 9535 does not",
}

// selects is how a JSON_PATH body decides: a list has to hold something, any
// other value has not to be null.
func selects(root jsontree.Value, text string) bool {
	p, err := Compile(text)
	if err != nil {
		return false
	}
	v, ok, _ := p.Read(root, &pattern.Budget{})
	if v.Kind == jsontree.Array {
		return ok && len(v.Items) > 0
	}
	return ok && v.Kind != jsontree.Null
}

func TestJayway(t *testing.T) {
	root := store(t)
	table, err := os.ReadFile("testdata/jayway.txt")
	if err != nil {
		t.Fatal(err)
	}
	used := 0
	for line := range strings.Lines(string(table)) {
		verdict, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		agrees := selects(root, text) == (verdict == "match")
		reason, differs := known[text]
		switch {
		case !agrees && !differs:
			t.Errorf("%s: Jayway says %s", text, verdict)
		case agrees && differs:
			t.Errorf("%s: listed as different (%s), but it agrees", text, reason)
		case differs:
			used++
		}
	}
	if used != len(known) {
		t.Errorf("%d known differences, of which %d are in the table", len(known), used)
	}
}

func TestRead(t *testing.T) {
	root := store(t)
	for text, want := range map[string]string{
		"$.store.bicycle.color":                       `"red"`,
		"$.store.book[0,3].price":                     `[8.95,22.99]`,
		"$.store.book[-2:].title":                     `["Moby Dick","The Lord of the Rings"]`,
		"$.store.book[0:3:2].price":                   `[8.95,12.99,8.99]`,
		"$.store.book[0]['title','price']":            `{"title":"Sayings of the Century","price":8.95}`,
		"$.store.book[2]['isbn','missing']":           `{"isbn":"0-553-21311-3"}`,
		"$..price":                                    `[8.95,12.99,8.99,22.99,19.95]`,
		"$..book[2].author":                           `["Herman Melville"]`,
		"$.store.book[?(@.price < 9)].price":          `[8.95,8.99]`,
		"$.store.book[?(@.isbn)][0]":                  `[]`,
		"$..price.sum()":                              `73.87`,
		"$.numbers.stddev()":                          `0.816496580927726`,
		"$.texts.concat('-', 'c')":                    `"ab-c"`,
		"$.store.keys()":                              `["book","bicycle"]`,
		"$..[?(@.a == 2)]":                            `[{"a":2,"b":2}]`,
		"$['quo\\'te']":                               `3`,
		"$['\\u0062ig']":                              `12345678901234567890`,
		"big":                                         `12345678901234567890`,
		"$.nested[*][0]":                              `[1,3]`,
		"$.nested..[0]":                               `[[1,2],1,3,4]`,
		"$.store.book[?(@.price == $.none)]":          `[]`,
		"$.store.book[?(@.price<10 && @.isbn)].price": `[8.99]`,
	} {
		p, err := Compile(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		v, _, _ := p.Read(root, &pattern.Budget{})
		if got := string(v.AppendCompact(nil)); got != want {
			t.Errorf("%s = %s, want %s", text, got, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"$.":                                  "position 2: a name is expected",
		"$.a[":                                "an index, a quoted name, * or ?() is expected",
		"$.a['b":                              "the quote is not closed",
		"$.a[?(@.b ==)]":                      "a path, a text, a number",
		"$.a[?(@.b =~ /c)]":                   "the regular expression is not closed",
		"$.a.nothing()":                       "function nothing() is not known",
		"$.a b":                               `unexpected "b"`,
		"$.a[1,]":                             "an index is expected",
		"$.a[99999999999999999999]":           "is no index",
		"$" + strings.Repeat("[?(@", 100):     "nested deeper than 64",
		"$." + strings.Repeat("a", MaxLength): "path longer than 8192 bytes",
		"$.a[?(" + strings.Repeat("(", 200) + "@.b" + "]": "nested deeper than 64",
		"$.a[?(@.b == [1, )]":                             "position",
	} {
		if _, err := Compile(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: got %v, want %q", text, err, want)
		}
	}
}

// costPerByte bounds what a byte of a path costs in memory, reading included.
const costPerByte = 1 << 20

func FuzzCompileAndRead(f *testing.F) {
	table, err := os.ReadFile("testdata/jayway.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if _, text, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			f.Add(text)
		}
	}
	root := store(f)
	f.Fuzz(func(t *testing.T, text string) {
		costtest.Bound(t, len(text), costPerByte, func() {
			p, err := Compile(text)
			if err != nil {
				if err.Error() == "" {
					t.Errorf("%q is refused without a word", text)
				}
				return
			}
			budget := &pattern.Budget{}
			first, found, _ := p.Read(root, budget)
			again, foundAgain, _ := p.Read(root, budget)
			if len(budget.Exhausted()) == 0 && (found != foundAgain || !first.Equal(again)) {
				t.Errorf("%q is %v, then %v", text, first, again)
			}
		})
	})
}

// A regular expression that is slow on each of many texts costs its limit once.
func TestSlowExpressionCostsItsLimitOnce(t *testing.T) {
	p, err := Compile(`$[?(@ =~ /(a+)+\1b/)]`)
	if err != nil {
		t.Fatal(err)
	}
	slow := make([]jsontree.Value, 50)
	for i := range slow {
		slow[i] = jsontree.StringOf(strings.Repeat("a", 60) + strings.Repeat("c", i+1) + "b")
	}
	budget := &pattern.Budget{}
	costtest.Bound(t, 0, 0, func() {
		if found, _, _ := p.Read(jsontree.ArrayOf(slow...), budget); len(found.Items) > 0 {
			t.Errorf("%d texts match", len(found.Items))
		}
	})
	if got := budget.Exhausted(); len(got) != 1 {
		t.Errorf("exhausted are %q", got)
	}
}

// Paths that would look at everything for each of many values end; a document
// may be as large as it likes for those that do not.
func TestReadingEnds(t *testing.T) {
	items := make([]jsontree.Value, 200_000)
	for i := range items {
		items[i] = jsontree.ObjectOf(jsontree.Member{Name: "a", Value: jsontree.IntOf(int64(i))})
	}
	root := jsontree.ObjectOf(jsontree.Member{Name: "list", Value: jsontree.ArrayOf(items...)}, jsontree.Member{Name: "text", Value: jsontree.StringOf(strings.Repeat("x", 1<<20))})
	for text, want := range map[string]error{
		"$..a": nil, "$.list[?(@.a == 199999)]": nil, "$.list.length()": nil,
		"$.list[?(@.a in $.list)]": ErrTooLong, "$.list[?(@.a == $.list[-1].b.length() || $.list.length() == 1)]": ErrTooLong,
		"$.list[?($.text contains 'y')]": ErrTooLong, "$.list[?($.text =~ /.*y/)]": ErrTooLong, "$..*..*..*..*": ErrTooLong,
		"$.list[?($.list != $.list)]": ErrTooLong,
	} {
		p, err := Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if _, _, err := p.Read(root, &pattern.Budget{}); err != want {
			t.Errorf("%s: %v", text, err)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s took %v", text, took)
		}
	}
}
