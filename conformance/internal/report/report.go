// Package report holds what a run found out and renders it: text with a parity
// matrix for people, JUnit for machines.
package report

import (
	"time"

	"github.com/mockserver/mockserver/conformance/internal/judge"
	"github.com/mockserver/mockserver/conformance/internal/suite"
)

// Outcome is how a case ended for a client.
type Outcome int

// The outcomes.
const (
	// Passed is a case that held.
	Passed Outcome = iota
	// Failed is a case that did not hold, or that held though it was listed as
	// a known failure.
	Failed
	// Known is a case that did not hold, as listed.
	Known
	// Skipped is a case that could not be asked.
	Skipped
)

// Result is the outcome of one case for one client.
type Result struct {
	Client  string
	Case    suite.Case
	Outcome Outcome
	// Reason says why a case was skipped or may fail.
	Reason string
	// Failure is set when the case failed.
	Failure *Failure
	// Took is the time from reset to verdict.
	Took time.Duration
}

// Failure is why a case failed.
type Failure struct {
	// Where names the step.
	Where string
	// Message says what went wrong when it was no difference.
	Message string
	// Differences between the expected and the observed.
	Differences []judge.Difference
	// Exchange is what went over the wire in the step.
	Exchange string
	// Stderr is the end of what the driver wrote there.
	Stderr string
	// Rerun is the command that runs just this case for this client.
	Rerun string
}

// Report is the outcome of a run.
type Report struct {
	// Clients in the order of the columns.
	Clients []string
	// Results by client, then by case name.
	Results []Result
	// Problems are errors of the suite itself, such as stale entries.
	Problems []string
}

// Count returns how many results ended so.
func (r Report) Count(outcome Outcome) int {
	count := 0
	for _, result := range r.Results {
		if result.Outcome == outcome {
			count++
		}
	}
	return count
}

// Failures counts what makes a run fail: failed cases and problems.
func (r Report) Failures() int {
	return r.Count(Failed) + len(r.Problems)
}
