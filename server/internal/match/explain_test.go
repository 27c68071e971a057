package match

import (
	"slices"
	"strings"
	"testing"
)

func TestExplain(t *testing.T) {
	for _, test := range []struct {
		matcher, field string
		says           []string
	}{
		{`{"method":"POST"}`, "method", []string{"POST", "GET"}},
		{`{"path":"/other"}`, "path", []string{"string or regex match failed", "/other", "/a"}},
		{`{"path":"/{x}/{y}","pathParameters":{"x":["1"]}}`, "path", []string{"the path has 1 segments, the template 2"}},
		{`{"path":"/a?q=1"}`, "path", []string{"a path is compared without the query"}},
		{`{"path":"/{id}"}`, "path", []string{"no regular expression"}},
		{`{"path":"/a "}`, "path", []string{"white space at the ends"}},
		{`{"body":"{\"A\":1}"}`, "body", []string{"upper and lower case"}},
		{`{"queryStringParameters":{"q":["2"]}}`, "queryParameters", []string{"nothing satisfies (q: 2)"}},
		{`{"headers":{"h":["1"]}}`, "headers", []string{"h is missing"}},
		{`{"headers":{"!x":[".*"]}}`, "headers", []string{"x is there"}},
		{`{"headers":{"x":["1"],"x.*":["1"]}}`, "headers", []string{"met by the same one"}},
		{`{"headers":{"x":["2"],"keyMatchStyle":"MATCHING_KEY"}}`, "headers", []string{"none of those listed"}},
		{`{"cookies":{"c":"1"}}`, "cookies", []string{"found:", "none"}},
		{`{"keepAlive":false}`, "keep-alive", []string{"boolean match failed", "false", "true"}},
		{`{"protocol":"HTTP_2"}`, "protocol", []string{"HTTP_2", "HTTP_1_1"}},
		{`{"body":"x"}`, "body", []string{"exact string match failed", "x", `{"a":1}`}},
		{`{"body":{"a":2}}`, "body", []string{`wrong value at "a", expected: 2 but was: 1`}},
		{`{"body":{"b":{"c":1}}}`, "body", []string{`missing element at "b"`}},
		{`{"body":{"type":"JSON","json":{},"matchType":"STRICT"}}`, "body", []string{`additional element at "a" with value: 1`}},
		{`{"body":{"type":"REGEX","regex":"b.*"}}`, "body", []string{"regex match failed", "b.*"}},
	} {
		r := get("/a?q=1", "x: 1")
		r.Body = []byte(`{"a":1}`)
		e := compileJSON(t, test.matcher, Options{}).Explain(NewRequest(r))
		if e.Matched {
			t.Errorf("%s matches", test.matcher)
			continue
		}
		i := slices.IndexFunc(e.Fields, func(f FieldResult) bool { return f.Name == test.field })
		if i < 0 || e.Fields[i].Matched {
			t.Errorf("%s: %s is not among the differences %+v", test.matcher, test.field, e.Fields)
			continue
		}
		text := strings.Join(e.Fields[i].Reasons, "\n")
		for _, phrase := range test.says {
			if !strings.Contains(text, phrase) {
				t.Errorf("%s: the reason does not say %q:\n%s", test.matcher, phrase, text)
			}
		}
	}
}

func TestExplainCountsEveryProperty(t *testing.T) {
	m := compileJSON(t, `{"method":"GET","path":"/b","headers":{"h":["1"]}}`, Options{})
	r := NewRequest(get("/a"))
	e := m.Explain(r)
	if len(e.Fields) != 3 || len(e.Differing()) != 2 || m.Differences(r, 9) != 2 || m.Differences(r, 1) != 1 {
		t.Errorf("fields %d, differing %d, differences %d; want 3, 2, 2", len(e.Fields), len(e.Differing()), m.Differences(r, 9))
	}
}

func TestMatchDoesNotAllocate(t *testing.T) {
	m := compileJSON(t, `{"method":"GET","path":"/a"}`, Options{})
	for _, path := range []string{"/a", "/b"} {
		r := NewRequest(get(path))
		if n := testing.AllocsPerRun(100, func() { m.Match(r) }); n > 0 {
			t.Errorf("matching %s makes %v allocations", path, n)
		}
	}
}
