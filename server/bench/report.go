package main

import (
	"fmt"
	"io"
	"time"
)

// report prints one line per measurement.
type report struct{ out io.Writer }

const reportLine = "%-52s %14s %14s %9s %12s\n"

func newReport(out io.Writer) *report {
	fmt.Fprintf(out, reportLine, "", "measured", "baseline", "ratio", "budget")
	return &report{out: out}
}

// heading begins another table.
func (r *report) heading(what string, columns ...any) {
	fmt.Fprintf(r.out, "\n"+reportLine, append([]any{what}, columns...)...)
}

// choice prints what choosing an expectation costs.
func (r *report) choice(what string, index, inOrder, unmatched time.Duration) {
	fmt.Fprintf(r.out, reportLine, what, perRequestText(index), perRequestText(inOrder),
		fmt.Sprintf("%.3f", float64(index)/float64(inOrder)), perRequestText(unmatched))
}

// ratio prints CPU times per request beside each other.
func (r *report) ratio(what string, measured, baseline time.Duration, budget float64) {
	r.ratioLine(what, measured, baseline, fmt.Sprintf("%.2f", budget))
}

// comparison prints what another ratio is to be seen beside.
func (r *report) comparison(what string, measured, baseline time.Duration) {
	r.ratioLine(what, measured, baseline, "")
}

func (r *report) ratioLine(what string, measured, baseline time.Duration, budget string) {
	fmt.Fprintf(r.out, reportLine, what, perRequestText(measured), perRequestText(baseline),
		fmt.Sprintf("%.2f", float64(measured)/float64(baseline)), budget)
}

// absolute prints a figure that has a budget of its own.
func (r *report) absolute(what, measured, baseline, budget string) {
	fmt.Fprintf(r.out, reportLine, what, measured, baseline, "", budget)
}

func perRequestText(d time.Duration) string {
	return fmt.Sprintf("%.1f us", float64(d)/float64(time.Microsecond))
}

func mebibytes(n int64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}
