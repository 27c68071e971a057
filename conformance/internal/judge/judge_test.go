package judge

import (
	"encoding/json"
	"strings"
	"testing"
)

func decode(t *testing.T, text string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestMatch(t *testing.T) {
	for _, tc := range []struct{ name, expected, actual, difference string }{
		{"equal scalar", `1`, `1`, ""},
		{"other scalar", `1`, `2`, `$: want 1, got 2`},
		{"other type", `"1"`, `1`, `$: want "1", got 1`},
		{"null", `null`, `null`, ""},
		{"object with more members", `{"a":1}`, `{"a":1,"b":2}`, ""},
		{"missing member", `{"a":1}`, `{"b":1}`, `$.a: want 1, got nothing`},
		{"member null is not missing", `{"a":null}`, `{"a":null}`, ""},
		{"not an object", `{"a":1}`, `[]`, `$: want an object, got []`},
		{"nested", `{"a":[{"b":"x"}]}`, `{"a":[{"b":"y"}]}`, `$.a[0].b: want "x", got "y"`},
		{"array of other length", `[1]`, `[1,2]`, `$: want 1 items, got 2 items: [1,2]`},
		{"array in order", `[1,2]`, `[2,1]`, "$[0]: want 1, got 2\n$[1]: want 2, got 1"},
		{"not an array", `[]`, `{}`, `$: want an array, got {}`},
		{"equals", `{"$equals":{"a":1}}`, `{"a":1}`, ""},
		{"equals with more", `{"$equals":{"a":1}}`, `{"a":1,"b":2}`, `$: want {"a":1}, got {"a":1,"b":2}`},
		{"regex", `{"$regex":"a.*c"}`, `"a\nc"`, ""},
		{"regex is whole", `{"$regex":"a"}`, `"ab"`, `$: want a string matching "a", got "ab"`},
		{"regex alternatives are whole", `{"$regex":"a|b"}`, `"ab"`, `$: want a string matching "a|b", got "ab"`},
		{"regex on a number", `{"$regex":".*"}`, `1`, `$: want a string matching ".*", got 1`},
		{"prefix", `{"$prefix":"ab"}`, `"abc"`, ""},
		{"other prefix", `{"$prefix":"b"}`, `"abc"`, `$: want a string starting "b", got "abc"`},
		{"contains text", `{"$contains":"b"}`, `"abc"`, ""},
		{"contains no such text", `{"$contains":"x"}`, `"abc"`, `$: want a string containing "x", got "abc"`},
		{"contains item", `{"$contains":{"a":1}}`, `[{"b":1},{"a":1,"c":1}]`, ""},
		{"contains no such item", `{"$contains":3}`, `[1,2]`, `$: want an item matching 3, got [1,2]`},
		{"contains nothing", `{"$contains":"x"}`, `{}`, `$: want a string containing "x", got {}`},
		{"unordered", `{"$unordered":[1,2]}`, `[2,1]`, ""},
		{"unordered uses an item once", `{"$unordered":[1,1]}`, `[1,2]`, `$: want an item matching 1, got [1,2]`},
		{"unordered length", `{"$unordered":[1]}`, `[1,2]`, `$: want an array of 1 items, got [1,2]`},
		{"length of array", `{"$length":2}`, `[1,2]`, ""},
		{"length of string", `{"$length":2}`, `"ab"`, ""},
		{"length of object", `{"$length":1}`, `{"a":1}`, ""},
		{"other length", `{"$length":1}`, `[]`, `$: want length 1, got []`},
		{"length of a number", `{"$length":1}`, `1`, `$: want length 1, got 1`},
		{"not", `{"$not":1}`, `2`, ""},
		{"not fails", `{"$not":{"a":1}}`, `{"a":1}`, `$: want anything but {"a":1}, got {"a":1}`},
		{"present", `{"a":{"$present":true}}`, `{"a":0}`, ""},
		{"present but null", `{"a":{"$present":true}}`, `{"a":null}`, `$.a: want a value, got null`},
		{"absent", `{"a":{"$absent":true}}`, `{}`, ""},
		{"absent but there", `{"a":{"$absent":true}}`, `{"a":null}`, `$.a: want nothing, got null`},
		{"absent at the top", `{"$absent":true}`, `1`, `$: want nothing, got 1`},
		{"unknown tag", `{"$nope":1}`, `1`, `$: want a known tag, got $nope`},
		{"two members are no tag", `{"$regex":"a","b":1}`, `{"$regex":"a","b":1}`, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var lines []string
			for _, difference := range Match(decode(t, tc.expected), decode(t, tc.actual)) {
				lines = append(lines, difference.String())
			}
			if got := strings.Join(lines, "\n"); got != tc.difference {
				t.Errorf("got %q, want %q", got, tc.difference)
			}
		})
	}
}

func TestMatchReportsEveryDifferenceInOrderOfName(t *testing.T) {
	got := Match(decode(t, `{"b":1,"a":1,"c":1}`), decode(t, `{"b":2,"a":2,"c":1}`))
	if len(got) != 2 || got[0].Path != "$.a" || got[1].Path != "$.b" {
		t.Errorf("got %v", got)
	}
}

func TestCheck(t *testing.T) {
	for expected, problem := range map[string]string{
		`{"a":[{"$regex":"a+"},{"$length":1},{"$present":true},{"$absent":true},{"$prefix":"x"}]}`: "",
		`{"$equals":{"$nope":1}}`:         "",
		`{"a":{"$nope":1}}`:               "$.a: unknown tag $nope",
		`[{"$regex":"("}]`:                "$[0]: error parsing regexp: missing closing ): `(?s)\\A(?:()\\z`",
		`{"$regex":1}`:                    "$: $regex does not take 1",
		`{"$length":"1"}`:                 `$: $length does not take "1"`,
		`{"$absent":false}`:               "$: $absent takes true",
		`{"$not":{"$nope":1}}`:            "$.$not: unknown tag $nope",
		`{"$length":1,"a":1}`:             "$: $length has other members beside it",
		`{"$unordered":1}`:                "$: $unordered does not take 1",
		`{"$unordered":[{"$contain":1}]}`: "$.$unordered[0]: unknown tag $contain",
	} {
		err := Check(decode(t, expected))
		if (err == nil) != (problem == "") || err != nil && err.Error() != problem {
			t.Errorf("%s: got %v, want %q", expected, err, problem)
		}
	}
}

func TestShowCutsLongValues(t *testing.T) {
	if got := Show(strings.Repeat("a", 5000)); len(got) > 4010 || !strings.HasSuffix(got, "…") {
		t.Errorf("got %d bytes", len(got))
	}
}
