package graphql

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
)

// costPerByte bounds what a byte of a query costs in memory.
const costPerByte = 2000

var queries = []string{
	"query Q($a: Int = 1) { user(id: $a) @include(if: true) { ...f, name # c\n } } fragment f on User { id ... on X { y } }",
	`{ a(b: "x\"y, z", c: """block " text""", d: [1, {e: E}]) }`, "mutation{a}", "{ ...f } fragment f on A { ...f b }", "{", "\"", `"""`,
}

// FuzzNormalise: what is normalised stays as it is.
func FuzzNormalise(f *testing.F) {
	for _, q := range queries {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, query string) {
		var once string
		costtest.Bound(t, len(query), costPerByte, func() { once = normalise(query) })
		if twice := normalise(once); twice != once {
			t.Fatalf("%q becomes %q, then %q", query, once, twice)
		}
		if len(once) > len(query) {
			t.Fatalf("%q grows to %q", query, once)
		}
	})
}

// FuzzParse: a query means the same when it is normalised, and covers itself.
func FuzzParse(f *testing.F) {
	for _, q := range queries {
		f.Add(q, "Q")
	}
	f.Fuzz(func(t *testing.T, query, name string) {
		var op *operation
		var ok bool
		costtest.Bound(t, len(query), costPerByte, func() { op, ok = parse(query, name) })
		if !ok {
			return
		}
		if !op.covers(op.fields) {
			t.Fatalf("%q does not cover itself", query)
		}
		again, ok := parse(normalise(query), name)
		if !ok || again.kind != op.kind || again.name != op.name || !again.covers(op.fields) || !op.covers(again.fields) {
			t.Fatalf("%q is %+v; normalised to %q it is %+v", query, op, normalise(query), again)
		}
	})
}
