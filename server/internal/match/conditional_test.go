package match

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

func TestCP166_Conditional(t *testing.T) {
	const full = `{"if":{"path":"/a"},"then":{"method":"GET"},"else":{"path":"/b"}}`
	const negated = `{"if":{"path":"/a"},"then":{"method":"GET"},"not":true}`
	const nested = `{"if":{"path":"/a"},"then":{"if":{"method":"GET"},"then":{"path":"/a"}},"else":{"path":"/c"}}`
	runCases(t, Options{}, []matchCase{
		{full, get("/a"), true},
		{full, get("/b"), true},
		{full, get("/c"), false},
		{full, with(get("/a"), func(r *model.Request) { r.Method = "PUT" }), false},
		{`{"if":{"path":"/a"},"then":{"method":"POST"}}`, get("/b"), true},
		{`{"if":{"path":"/a"},"else":{"path":"/b"}}`, get("/a"), true},
		{`{"if":{"path":"/a"}}`, get("/z"), true},
		{negated, get("/a"), false},
		{negated, get("/b"), false},
		{nested, get("/a"), true},
		{nested, get("/b"), false},
		{nested, get("/c"), true},
	})
}

func TestCP240_ConditionalFilters(t *testing.T) {
	o := Options{ControlPlane: true}
	runCases(t, o, []matchCase{
		{`{"if":{"path":"/a"},"then":{"method":"GET"},"else":{"path":"/b"}}`, get("/b"), true},
	})
	for _, test := range []struct {
		filter, stored string
		want           bool
	}{
		{`{"path":"/zzz"}`, `{"if":{"path":"/a"}}`, true}, // always listed
		{`{"if":{"path":"/a"},"then":{"method":"GET"}}`, `{"path":"/a","method":"GET"}`, true},
		{`{"if":{"path":"/a"},"then":{"method":"GET"}}`, `{"path":"/a","method":"PUT"}`, false},
		{`{"if":{"path":"/a"},"then":{"method":"GET"}}`, `{"path":"/b"}`, true},
	} {
		stored, err := wire.ParseRequestMatcher([]byte(test.stored))
		if err != nil {
			t.Fatal(err)
		}
		if got := compileJSON(t, test.filter, o).MatchDefinition(stored, o, &pattern.Budget{}); got != test.want {
			t.Errorf("%s finds %s: %v", test.filter, test.stored, got)
		}
	}
}

func TestConditionalRefusalNamesTheBranch(t *testing.T) {
	parsed, err := wire.ParseRequestMatcher([]byte(`{"if":{"path":"/a"},"then":{"headers":{"a":[{"schema":{"$ref":"http://example.com/x.json"}}]}}}`))
	if err != nil {
		t.Fatal(err)
	}
	_, err = Compile(parsed, Options{})
	if refusal, ok := err.(*Error); !ok || refusal.Field != "then.headers" {
		t.Errorf("error %v, want one naming then.headers", err)
	}
}
