package match

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Filters over recorded requests (the control plane's way of matching).
func TestFilterRequests(t *testing.T) {
	runCases(t, Options{ControlPlane: true, ExactCase: true}, []matchCase{
		{`{"path":"/A"}`, get("/a"), true}, // never exact in case
		{`{"path":"/a.*"}`, get("/abc"), true},
		{`{"path":"/abc"}`, get("/a.c"), true}, // what is stored is tried as the pattern
		{`{"path":"/abc"}`, get("/x"), false},
		{`{"headers":{"h":["vx"]}}`, get("/", "h: v."), true},
		{`{"method":"GET","not":true}`, get("/"), false},
	})
}

// Filters over expectations, by the matcher that is stored.
func TestFilterExpectations(t *testing.T) {
	for _, test := range []struct {
		filter, stored string
		want           bool
	}{
		{`{"path":"/some_path"}`, `{"path":"/some_path.*"}`, true},
		{`{"path":"/a.*"}`, `{"path":"/ab"}`, true},
		{`{"path":"/a"}`, `{"path":"/b"}`, false},
		{`{"path":"/a"}`, `{}`, true},
		{`{"path":"/a"}`, `{"method":"GET"}`, true},
		{`{"path":"/a"}`, `{"path":"!/a"}`, false},
		{`{"path":"!/a"}`, `{"path":"!/a"}`, true},
		{`{"method":"GET","path":"/a"}`, `{"method":"POST","path":"/a"}`, false},
		{`{"headers":{"h":["1"]}}`, `{"headers":{"h":["1"],"g":["2"]}}`, true},
		{`{"headers":{"h":["1"]}}`, `{"path":"/a"}`, false},
		{`{"headers":{"!h":[".*"]}}`, `{"path":"/a"}`, true},
		{`{"cookies":{"c":"1"}}`, `{"cookies":{"c":"1"}}`, true},
		{`{"secure":true}`, `{"path":"/a"}`, false},
		{`{"secure":true}`, `{"secure":true}`, true},
		{`{"protocol":"HTTP_2"}`, `{"protocol":"HTTP_2"}`, true},
		{`{"body":{"a":1}}`, `{"body":{"a":1,"b":2}}`, true},
		{`{"body":"abc"}`, `{"body":{"type":"REGEX","regex":"a.*"}}`, true},
		{`{"body":"abc"}`, `{"body":"xyz"}`, false},
		{`{"body":"abc"}`, `{"path":"/a"}`, false},
		{`{"body":{"type":"BINARY","base64Bytes":"YWJj"}}`, `{"body":{"type":"BINARY","base64Bytes":"YWJj"}}`, true},
		{`{"path":{"schema":{"type":"string"}}}`, `{"path":{"schema":{"type":"string"}}}`, true},
		{`{"path":"/a"}`, `{"path":{"schema":{"type":"string","pattern":"^/a"}}}`, true},
	} {
		stored, err := wire.ParseRequestMatcher([]byte(test.stored))
		if err != nil {
			t.Fatal(err)
		}
		o := Options{ControlPlane: true}
		filter := compileJSON(t, test.filter, o)
		if got := filter.MatchDefinition(stored, o, &pattern.Budget{}); got != test.want {
			t.Errorf("%s finds %s: %v", test.filter, test.stored, got)
		}
	}
}
