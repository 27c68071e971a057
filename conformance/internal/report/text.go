package report

import (
	"fmt"
	"io"
	"strings"
)

// WriteText prints the failures, what was skipped and why, the parity matrix
// and, as its last line, "N passed, M failed".
func (r Report) WriteText(out io.Writer) {
	for _, result := range r.Results {
		if result.Outcome == Failed {
			writeFailure(out, result)
		}
	}
	r.writeTolerated(out, Known, "known failures")
	r.writeTolerated(out, Skipped, "skipped")
	for _, problem := range r.Problems {
		fmt.Fprintf(out, "ERROR %s\n\n", problem)
	}
	r.writeMatrix(out)
	fmt.Fprintf(out, "\n%d passed, %d failed\n", r.Count(Passed), r.Failures())
}

func writeFailure(out io.Writer, result Result) {
	failure := result.Failure
	fmt.Fprintf(out, "FAIL %s %s\n  %s\n", result.Client, result.Case.Name, result.Case.GetIntent())
	if failure.Where != "" {
		fmt.Fprintf(out, "  at %s\n", failure.Where)
	}
	writeBlock(out, "", failure.Message)
	for _, difference := range failure.Differences {
		fmt.Fprintf(out, "  %s\n    want %s\n    got  %s\n", difference.Path, difference.Want, difference.Got)
	}
	writeBlock(out, "exchange", failure.Exchange)
	writeBlock(out, "driver's standard error", failure.Stderr)
	fmt.Fprintf(out, "  rerun: %s\n\n", failure.Rerun)
}

func writeBlock(out io.Writer, title, text string) {
	if text == "" {
		return
	}
	indent := "  "
	if title != "" {
		fmt.Fprintf(out, "  %s:\n", title)
		indent = "    "
	}
	for line := range strings.Lines(text) {
		fmt.Fprintf(out, "%s%s\n", indent, strings.TrimRight(line, "\n"))
	}
}

func (r Report) writeTolerated(out io.Writer, outcome Outcome, title string) {
	if r.Count(outcome) == 0 {
		return
	}
	fmt.Fprintf(out, "%d %s:\n", r.Count(outcome), title)
	for _, result := range r.Results {
		if result.Outcome == outcome {
			fmt.Fprintf(out, "  %s %s: %s\n", result.Client, result.Case.Name, result.Reason)
		}
	}
	fmt.Fprintln(out)
}
