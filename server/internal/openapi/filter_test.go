package openapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/openapi"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// CP-240: definitions as filters over what is stored, in both directions.
func TestCP240_OperationsAsFilters(t *testing.T) {
	const spec = `"specUrlOrPayload":{"openapi":"3.0.0","paths":{"/a":{"get":{"operationId":"ga"},"post":{"operationId":"pa"}},"/b":{"get":{"operationId":"gb"}}}}`
	operation := func(id string) string { return `{` + spec + `,"operationId":"` + id + `"}` }
	o := match.Options{ControlPlane: true, Operations: openapi.NewLibrary(http.DefaultClient)}
	for _, c := range []struct {
		filter, stored string
		want           bool
	}{
		{operation("ga"), operation("ga"), true},
		{operation("ga"), operation("gb"), false},
		{operation("ga"), operation("pa"), false},
		{operation(""), operation("pa"), true},
		{operation("ga"), `{"path":"/a"}`, true},
		{operation("ga"), `{"path":"/b"}`, false},
		{operation("ga"), `{"path":"/a","method":"POST"}`, false},
		{operation("nope"), `{"path":"/a"}`, false},
		{`{"path":"/a"}`, operation("ga"), true},
		{`{"path":"/b"}`, operation("ga"), false},
		{`{"method":"POST"}`, operation(""), true},
		{`{"path":"/a","not":true}`, operation("gb"), true},
		{`{"path":"/a","not":true}`, operation("ga"), false},
		{`{"if":{"path":"/a"},"then":{"method":"GET"}}`, operation("pa"), false},
		{strings.Replace(operation("ga"), "{", `{"not":true,`, 1), `{"path":"/b"}`, true},
		{strings.Replace(operation("ga"), "{", `{"not":true,`, 1), `{"path":"/a"}`, false},
	} {
		filter, err := wire.ParseRequestMatcher([]byte(c.filter))
		if err != nil {
			t.Fatal(err)
		}
		stored, err := wire.ParseRequestMatcher([]byte(c.stored))
		if err != nil {
			t.Fatal(err)
		}
		m, err := match.Compile(filter, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.MatchDefinition(stored, o, &pattern.Budget{}); got != c.want {
			t.Errorf("%s finds %s: %v", c.filter, c.stored, got)
		}
	}
}
