package verify

import (
	"context"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// VerifySequence returns nil when the recorded exchanges hold those of asked
// in order, others lying between or not; its errors are those of Verify.
func (v *Verifier) VerifySequence(ctx context.Context, asked *model.VerificationSequence) error {
	return v.eventually(ctx, asked.Timeout, func(view journal.View) error { return v.checkSequence(view, asked) })
}

func (v *Verifier) checkSequence(view journal.View, asked *model.VerificationSequence) error {
	steps, err := v.steps(asked)
	if err != nil {
		return err
	}
	if len(steps) == 0 {
		return &Failure{"No expectations, requests or responses specified in verification sequence"}
	}
	for e := range view.Exchanges() {
		if len(steps) > 0 && steps[0](e) {
			steps = steps[1:]
		}
	}
	if len(steps) == 0 {
		return nil
	}
	return &Failure{"Request sequence not found"}
}

func (v *Verifier) steps(asked *model.VerificationSequence) ([]func(*model.Exchange) bool, error) {
	var steps []func(*model.Exchange) bool
	for _, id := range asked.ExpectationIDs {
		if _, ok := v.Expectations.Find(id); !ok {
			return nil, &UnknownExpectationError{id}
		}
		steps = append(steps, func(e *model.Exchange) bool { return e.ExpectationID == id })
	}
	o, budget := v.Settings().Match, &pattern.Budget{}
	o.ControlPlane = true
	for _, r := range asked.Requests {
		m, err := match.Compile(r, o)
		if err != nil {
			return nil, err
		}
		steps = append(steps, func(e *model.Exchange) bool { return m.Match(match.NewRequestWithin(e.Request, budget)) })
	}
	return steps, nil
}
