package report

import (
	"encoding/xml"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/mockserver/mockserver/conformance/internal/judge"
	"github.com/mockserver/mockserver/conformance/internal/suite"
)

func loaded(t *testing.T) []suite.Case {
	t.Helper()
	cases, err := suite.LoadCases(fstest.MapFS{
		"a/one.yaml": {Data: []byte("intent: One holds.\nsteps: [{do: {verify: {}}}, {do: {reset: {}}}]")},
		"a/two.yaml": {Data: []byte("intent: Two holds.\nneeds: [special]\nsteps: [{do: {reset: {}}}]")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func sample(t *testing.T) Report {
	cases := loaded(t)
	return Report{
		Clients: []string{"ada", "zig"},
		Results: []Result{
			{Client: "ada", Case: cases[0], Outcome: Passed, Took: 1500 * time.Millisecond},
			{Client: "ada", Case: cases[1], Outcome: Failed, Failure: &Failure{
				Where: "step 1: do reset", Message: "a\nb",
				Differences: []judge.Difference{{Path: "$.x", Want: "1", Got: "2"}},
				Exchange:    "> PUT /\n< 200\n", Stderr: "noise", Rerun: "again",
			}},
			{Client: "zig", Case: cases[0], Outcome: Known, Reason: "not yet", Failure: &Failure{}},
			{Client: "zig", Case: cases[1], Outcome: Skipped, Reason: "cannot"},
		},
		Problems: []string{"something is stale"},
	}
}

func TestText(t *testing.T) {
	want := `FAIL ada a/two
  Two holds.
  at step 1: do reset
  a
  b
  $.x
    want 1
    got  2
  exchange:
    > PUT /
    < 200
  driver's standard error:
    noise
  rerun: again

1 known failures:
  zig a/one: not yet

1 skipped:
  zig a/two: cannot

ERROR something is stale

operation  ada  zig
reset      1/2  0/1
verify     1/1  0/1
special    0/1  -

1 passed, 2 failed
`
	var got strings.Builder
	sample(t).WriteText(&got)
	if got.String() != want {
		t.Errorf("got\n%s", got.String())
	}
}

func TestTextOfARunWithoutFailures(t *testing.T) {
	whole := sample(t)
	clean := Report{Clients: []string{"ada"}, Results: whole.Results[:1]}
	var got strings.Builder
	clean.WriteText(&got)
	if want := "operation  ada\nreset      1/1\nverify     1/1\n\n1 passed, 0 failed\n"; got.String() != want {
		t.Errorf("got\n%s", got.String())
	}
}

func TestJUnit(t *testing.T) {
	var got strings.Builder
	if err := sample(t).WriteJUnit(&got); err != nil {
		t.Fatal(err)
	}
	var document junitSuites
	if err := xml.Unmarshal([]byte(got.String()), &document); err != nil {
		t.Fatal(err)
	}
	ada, zig, own := document.Suites[0], document.Suites[1], document.Suites[2]
	if ada.Name != "ada" || ada.Tests != 2 || ada.Failures != 1 || ada.Skipped != 0 {
		t.Errorf("ada: %+v", ada)
	}
	if zig.Tests != 2 || zig.Failures != 0 || zig.Skipped != 2 || zig.Cases[0].Skipped.Message != "not yet" {
		t.Errorf("zig: %+v", zig)
	}
	if own.Failures != 1 || own.Cases[0].Failure.Message != "something is stale" {
		t.Errorf("own: %+v", own)
	}
	passed, failed := ada.Cases[0], ada.Cases[1]
	if passed.Seconds != "1.500" || passed.Failure != nil || passed.Class != "conformance.ada" || passed.Name != "a/one" {
		t.Errorf("passed: %+v", passed)
	}
	if failed.Failure.Message != "Two holds." || !strings.Contains(failed.Failure.Text, "rerun: again") {
		t.Errorf("failed: %+v", failed)
	}
}
