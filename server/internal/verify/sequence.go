package verify

import (
	"fmt"
	"slices"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// sequence asks whether things happened in an order.
type sequence struct {
	settings Settings
	asked    *model.VerificationSequence
	steps    []*filter
	expected []jsontree.Value
	refusal  string // why the question makes no sense, "" when it does
}

func (v *Verifier) newSequence(s Settings, asked *model.VerificationSequence) (*sequence, error) {
	q := &sequence{settings: s, asked: asked, refusal: refusal(asked)}
	if q.refusal != "" {
		return q, nil
	}
	for _, id := range asked.ExpectationIDs {
		expectation, err := v.find(id)
		if err != nil {
			return nil, err
		}
		if err := q.add(v, nil, id, nil, wire.FilterValue(expectation.Request)); err != nil {
			return nil, err
		}
	}
	for i := range max(len(asked.Requests), len(asked.Responses)) {
		var request *model.RequestMatcher
		var response *model.ResponseMatcher
		var expected jsontree.Value
		if len(asked.Requests) > 0 {
			request = asked.Requests[i]
			expected = wire.FilterValue(request)
		}
		if len(asked.Responses) > 0 {
			response = asked.Responses[i]
			expected = response.Source
		}
		if err := q.add(v, request, "", response, expected); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// refusal says why asked makes no sense, "" when it does.
func refusal(asked *model.VerificationSequence) string {
	requests, responses := len(asked.Requests), len(asked.Responses)
	switch {
	case requests+responses+len(asked.ExpectationIDs) == 0:
		return "No expectations, requests or responses specified in verification sequence"
	case requests > 0 && responses > 0 && requests != responses:
		return fmt.Sprintf("Request and response sequences must be the same length for a response-aware verification sequence, "+
			"found %d request(s) and %d response(s)", requests, responses)
	}
	return ""
}

func (q *sequence) add(v *Verifier, request *model.RequestMatcher, id string, response *model.ResponseMatcher, expected jsontree.Value) error {
	f, err := v.newFilter(q.settings, request, id, response)
	q.steps = append(q.steps, f)
	q.expected = append(q.expected, expected)
	return err
}

func (q *sequence) concerns(e *model.Exchange) bool {
	for _, step := range q.steps {
		if step.finds(e) {
			return true
		}
	}
	return false
}

func (q *sequence) answer(view *journal.View) error {
	if q.refusal != "" {
		return &Failure{Message: q.refusal}
	}
	done := 0
	for e := range view.Exchanges() {
		if done < len(q.steps) && q.steps[done].finds(e) {
			done++
		}
	}
	if done == len(q.steps) {
		return nil
	}
	return q.failure(view, q.steps[done])
}

// failure says that the step, the first of those missing, was not found.
func (q *sequence) failure(view *journal.View, missing *filter) *Failure {
	noun, expected := "Request", jsontree.ArrayOf(q.expected...)
	if q.aboutResponses() {
		noun = "Response"
		if len(q.expected) == 1 {
			expected = q.expected[0]
		}
	}
	r := newReport(view, q.listed, q.aboutResponses())
	most, detail := maximum(q.asked.MaximumRequests, q.settings), ""
	if q.settings.Detailed && most > 0 && len(q.asked.ExpectationIDs) == 0 {
		detail = closestDifference(view, q.listed, missing)
	}
	return r.failure(noun+" sequence not found", expected, most, r.others(), detail+lossText(view))
}

func (q *sequence) aboutResponses() bool { return len(q.asked.Responses) > 0 }

// listed reports whether a failure lists the exchange: what the expectations
// asked about answered, every answer, or all that was received.
func (q *sequence) listed(e *model.Exchange) bool {
	switch {
	case len(q.asked.ExpectationIDs) > 0:
		return slices.Contains(q.asked.ExpectationIDs, e.ExpectationID)
	case q.aboutResponses():
		return answered(e)
	}
	return true
}
