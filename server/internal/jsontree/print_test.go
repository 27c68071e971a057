package jsontree

import "testing"

func TestAppendPretty(t *testing.T) {
	v, err := Parse([]byte(`{"a":[{"b":1},{"c":[]},2,"x"],"d":{},"e":"\u001f\u007f\/<é\u2028"}`))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "a" : [ {
    "b" : 1
  }, {
    "c" : [ ]
  }, 2, "x" ],
  "d" : { },
  "e" : "\u001F` + "\x7f/<é\u2028" + `"
}`
	if got := string(v.AppendPretty(nil)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestConstructors(t *testing.T) {
	v := ObjectOf(
		Member{"s", StringOf("\b\f\r\t\xff")},
		Member{"n", IntOf(-5)},
		Member{"b", ArrayOf(BoolOf(true), BoolOf(false), Value{})},
	)
	const want = `{"s":"\b\f\r\t�","n":-5,"b":[true,false,null]}`
	if got := string(v.AppendCompact(nil)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if n, ok := v.Get("n"); !ok || !n.Equal(IntOf(-5)) {
		t.Errorf("Get(n) = %v, %v", n, ok)
	}
	if _, ok := v.Get("x"); ok {
		t.Error("Get(x) found a member")
	}
}
