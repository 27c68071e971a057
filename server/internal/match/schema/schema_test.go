package schema

import (
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

func compile(t *testing.T, text string) *Schema {
	t.Helper()
	document, err := jsontree.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Compile(document)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s
}

func TestRefusals(t *testing.T) {
	for _, text := range []string{
		`{"type":"nonsense"}`, `{"pattern":"["}`, `{"$ref":"http://example.com/x.json"}`, `{"$ref":"file:///etc/passwd"}`,
		`{"$schema":"http://example.com/own"}`, `{"minimum":"1"}`, `{"$ref":"#/missing"}`,
	} {
		document, err := jsontree.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Compile(document); err == nil {
			t.Errorf("%s is accepted", text)
		}
	}
}

// Slow patterns cost a request their limit once, not for each value or schema.
func TestSlowPatterns(t *testing.T) {
	s := compile(t, `{"items":{"pattern":"^(a+)+\\1$"},"minItems":1}`)
	slow := make([]jsontree.Value, 100)
	for i := range slow {
		slow[i] = jsontree.StringOf(strings.Repeat("a", 60) + strings.Repeat("c", i+1))
	}
	budget := &pattern.Budget{}
	start := time.Now()
	for range 20 {
		if s.Match(jsontree.ArrayOf(slow...), budget) {
			t.Error("valid")
		}
	}
	if cost := time.Since(start); cost > 10*expressionTimeout {
		t.Errorf("it took %v", cost)
	}
	if reasons := s.ExplainValue(jsontree.ArrayOf(slow...), budget); len(reasons) != 1 || !strings.Contains(reasons[0], "took longer than 1s") {
		t.Errorf("the reasons are %q", reasons)
	}
	if !s.Match(jsontree.ArrayOf(jsontree.StringOf("aa")), &pattern.Budget{}) {
		t.Error("the next request has no time of its own")
	}
}

// What is too slow to be decided is not valid because the opposite is asked for.
func TestSlowPatternNegated(t *testing.T) {
	s := compile(t, `{"not":{"pattern":"^(a+)+\\1$"}}`)
	if s.MatchText(strings.Repeat("a", 60)+"c", nil) {
		t.Error("valid")
	}
}

// A slow "pattern" ends.
func TestSlowPattern(t *testing.T) {
	s := compile(t, `{"type":"string","pattern":"^(a+)+\\1$"}`)
	start := time.Now()
	if s.MatchText(strings.Repeat("a", 60)+"c", nil) {
		t.Error("valid")
	}
	if cost := time.Since(start); cost > 10*expressionTimeout {
		t.Errorf("it took %v", cost)
	}
}

func TestExplain(t *testing.T) {
	s := compile(t, `{"type":"object","required":["a"],"properties":{"b":{"type":"integer"}}}`)
	reasons := strings.Join(s.Explain(`{"b":"x"}`, nil), "\n")
	if !strings.Contains(reasons, "'a'") || !strings.Contains(reasons, "/b") {
		t.Errorf("the reasons are %q", reasons)
	}
	if got := s.Explain(" ", nil); len(got) != 1 || got[0] != "the value is blank" {
		t.Errorf("a blank value: %q", got)
	}
	if got := s.Explain(`{"a":1}`, nil); got != nil {
		t.Errorf("a valid value: %q", got)
	}
}

// TestFormats holds where formats are assertions, and those of this package's
// own, as MockServer 7.5.0 has them.
func TestFormats(t *testing.T) {
	for format, values := range map[string][2]string{
		"email": {"a@b.c", "2962"}, "idn-email": {"ü@bücher.de", "x"}, "idn-hostname": {"bücher.de", ". ."}, "uuid": {"0f8fad5b-d9cd-469f-a165-70867728950e", "x"},
	} {
		for draft, dialect := range drafts {
			s := compile(t, `{"$schema":"`+dialect+`","type":"string","format":"`+format+`"}`)
			if !s.MatchText(values[0], nil) {
				t.Errorf("%s, %s: %q is refused", draft, format, values[0])
			}
			if annotation := len(draft) > len("draft7"); s.MatchText(values[1], nil) != annotation {
				t.Errorf("%s, %s: %q is valid: %v", draft, format, values[1], !annotation)
			}
		}
	}
	if s := compile(t, `{"format":"idn-email"}`); s.MatchText(`A <a@b.c>`, nil) || !s.MatchText("1", nil) {
		t.Error("an address with a name is accepted, or a number is refused")
	}
}
