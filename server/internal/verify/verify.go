// Package verify decides whether recorded traffic is what a test meant, and
// says what is missing in MockServer's words.
package verify

import (
	"context"
	"fmt"
	"time"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Failure is a verification that does not hold.
type Failure struct{ Message string }

func (f *Failure) Error() string { return f.Message }

// UnknownExpectationError is an id that was never stored, or forgotten by a reset.
type UnknownExpectationError struct{ ID string }

func (e *UnknownExpectationError) Error() string { return "No expectation found with id " + e.ID }

// Expectations finds expectations by id, those that are gone included.
type Expectations interface {
	Find(id string) (*model.Expectation, bool)
}

// Settings are read at each verification, so that they may change in between.
type Settings struct {
	Match           match.Options
	MaximumRequests int  // requests listed in a failure
	FailOnEvicted   bool // refuse upper bounds once records were evicted
	Detailed        bool // say what differs from the closest request
	MaximumWait     time.Duration
}

// DefaultSettings are MockServer's.
func DefaultSettings() Settings {
	return Settings{MaximumRequests: 10, FailOnEvicted: true, Detailed: true, MaximumWait: time.Minute}
}

// Verifier answers verifications. It is safe for concurrent use.
type Verifier struct {
	Journal      *journal.Journal
	Expectations Expectations
	Settings     func() Settings
	// After is time.After, or a test's.
	After func(time.Duration) <-chan time.Time
}

// Verify returns nil when v holds, a *Failure when it does not even after its
// timeout, an *UnknownExpectationError or a *match.Error when it makes no sense.
func (v *Verifier) Verify(ctx context.Context, asked *model.Verification) error {
	return v.eventually(ctx, asked.Timeout, func(view journal.View) error { return v.check(view, asked) })
}

// eventually repeats check as the journal changes until it passes or the time is up.
func (v *Verifier) eventually(ctx context.Context, timeout time.Duration, check func(journal.View) error) error {
	var late <-chan time.Time
	if timeout > 0 {
		late = v.After(min(timeout, v.Settings().MaximumWait))
	}
	for {
		view := v.Journal.View()
		err := check(view)
		if _, failed := err.(*Failure); !failed || late == nil {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-late:
			late = nil
		case <-view.Changed:
		}
	}
}

func (v *Verifier) check(view journal.View, asked *model.Verification) error {
	o := v.Settings().Match
	o.ControlPlane = true
	m, err := match.Compile(asked.Request, o)
	if err != nil {
		return err
	}
	if asked.ExpectationID != "" {
		if _, ok := v.Expectations.Find(asked.ExpectationID); !ok {
			return &UnknownExpectationError{asked.ExpectationID}
		}
	}
	count, budget := 0, &pattern.Budget{}
	for e := range view.Exchanges() {
		if asked.ExpectationID != "" && e.ExpectationID != asked.ExpectationID {
			continue
		}
		if m.Match(match.NewRequestWithin(e.Request, budget)) {
			count++
		}
	}
	if holds(asked.Times, count) {
		return nil
	}
	return &Failure{fmt.Sprintf("Request not found %s", timesText(asked.Times))}
}

func holds(t model.VerificationTimes, count int) bool {
	return (t.AtLeast == -1 || count >= t.AtLeast) && (t.AtMost == -1 || count <= t.AtMost)
}

// timesText says t in words.
func timesText(t model.VerificationTimes) string {
	switch {
	case t.AtLeast == t.AtMost && t.AtMost == 1:
		return "exactly once"
	case t.AtLeast == t.AtMost:
		return fmt.Sprintf("exactly %d times", t.AtMost)
	case t.AtMost == -1 && t.AtLeast == 1:
		return "at least once"
	case t.AtMost == -1:
		return fmt.Sprintf("at least %d times", t.AtLeast)
	case t.AtLeast == -1 && t.AtMost == 1:
		return "at most once"
	case t.AtLeast == -1:
		return fmt.Sprintf("at most %d times", t.AtMost)
	}
	return fmt.Sprintf("between %d and %d times", t.AtLeast, t.AtMost)
}
