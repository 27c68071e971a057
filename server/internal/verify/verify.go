// Package verify decides whether recorded traffic is what a test meant, and
// says what is missing in MockServer's words.
//
// A verification becomes a question (question.go, sequence.go), which is asked
// of the journal as it is now and, while there is time left, again whenever an
// exchange arrives that could change the answer. Start at Verifier.Verify.
package verify

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// UnknownExpectationError is an id that was never stored, or forgotten by a
// reset, or blank.
type UnknownExpectationError struct{ ID string }

func (e *UnknownExpectationError) Error() string {
	if strings.TrimSpace(e.ID) == "" {
		return fmt.Sprintf("No expectation id specified found %q", e.ID)
	}
	return "No expectation found with id " + e.ID
}

// Expectations finds expectations by id, those that are gone included.
type Expectations interface {
	Find(id string) (*model.Expectation, bool)
}

// Settings are read at each verification, so that they may change in between.
type Settings struct {
	Match           match.Options
	MaximumRequests int           // as many recorded requests are no longer listed in a failure
	FailOnEvicted   bool          // refuse upper bounds once records were evicted
	Detailed        bool          // say what differs from the closest request
	MaximumWait     time.Duration // the longest timeout granted
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

// Verify returns nil when asked holds, a *Failure when it does not even after
// its timeout, an *UnknownExpectationError or a *match.Error when it makes no
// sense.
func (v *Verifier) Verify(ctx context.Context, asked *model.Verification) error {
	s := v.Settings()
	q, err := v.newCount(s, asked)
	if err != nil {
		return err
	}
	return v.eventually(ctx, min(asked.Timeout, s.MaximumWait), q)
}

// VerifySequence returns nil when the recorded exchanges hold those of asked
// in order, others lying between or not; its errors are those of Verify.
func (v *Verifier) VerifySequence(ctx context.Context, asked *model.VerificationSequence) error {
	s := v.Settings()
	q, err := v.newSequence(s, asked)
	if err != nil {
		return err
	}
	return v.eventually(ctx, min(asked.Timeout, s.MaximumWait), q)
}

// question is a verification ready to be asked.
type question interface {
	// answer returns nil or a *Failure.
	answer(*journal.View) error
	// concerns reports whether an exchange can change the answer.
	concerns(*model.Exchange) bool
}

// eventually asks q until the answer is yes or the time is up.
func (v *Verifier) eventually(ctx context.Context, timeout time.Duration, q question) error {
	view := v.Journal.View()
	err := q.answer(&view)
	if timeout <= 0 {
		return err
	}
	late := v.After(timeout)
	for {
		if failure := (*Failure)(nil); !errors.As(err, &failure) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-late:
			return err
		case <-view.Changed:
		}
		next := v.Journal.View()
		if next.Cleared != view.Cleared || concernedBy(q, &next, view.Last) {
			err = q.answer(&next)
		}
		view = next
	}
}

// concernedBy reports whether q is concerned by an exchange after last.
func concernedBy(q question, view *journal.View, last uint64) bool {
	for e := range view.Since(last) {
		if q.concerns(e) {
			return true
		}
	}
	return false
}
