package engine

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/rule"
)

// A hint has room for 256 bytes: what was expected and found goes before why
// that is not the same, and how many more properties differ always stays.
func TestHintKeepsWhatMatters(t *testing.T) {
	long := strings.Repeat("long ", 100)
	for _, test := range []struct{ reason, want string }{
		{rule.Reason("json", "a", "b", "why"), "expectation e: body did not match (  json match failed expected:     a    found:     b    failed because:     why ); +1 more field(s) differ"},
		{rule.Reason("json", long, long, "why"), "expectation e: body did not match (why); +1 more field(s) differ"},
		{long, "expectation e: body did not match (" + long[:maxHintBytes-61-3] + "...); +1 more field(s) differ"},
	} {
		got := hint("e", []match.FieldResult{{Name: "body", Reasons: []string{test.reason}}, {Name: "headers"}})
		if got != test.want || len(got) > maxHintBytes {
			t.Errorf("%d bytes: %q\nwant %q", len(got), got, test.want)
		}
	}
}
