package verify

import (
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// count asks how often something happened.
type count struct {
	settings Settings
	asked    *model.Verification
	filter   *filter
	expected jsontree.Value
}

func (v *Verifier) newCount(s Settings, asked *model.Verification) (*count, error) {
	f, err := v.newFilter(s, asked.Request, asked.ExpectationID, asked.Response)
	if err != nil {
		return nil, err
	}
	q := &count{settings: s, asked: asked, filter: f, expected: wire.FilterValue(asked.Request)}
	if asked.ByExpectation {
		expectation, err := v.find(asked.ExpectationID)
		if err != nil {
			return nil, err
		}
		q.expected = wire.FilterValue(expectation.Request)
	}
	if asked.Response != nil {
		q.expected = asked.Response.Source
	}
	return q, nil
}

func (q *count) concerns(e *model.Exchange) bool { return q.counts(e) }

// counts reports whether the exchange is one that was asked about.
func (q *count) counts(e *model.Exchange) bool {
	switch {
	case q.asked.Disposition == "MOCKED" && e.Outcome != model.Matched,
		q.asked.Disposition == "FORWARDED" && e.Outcome != model.Forwarded:
		return false
	}
	return q.filter.finds(e)
}

func (q *count) answer(view *journal.View) error {
	found := 0
	for e := range view.Exchanges() {
		if q.counts(e) {
			found++
		}
	}
	t := q.asked.Times
	switch {
	case t.AtLeast != -1 && found < t.AtLeast, t.AtMost != -1 && found > t.AtMost:
		return q.failure(view, found)
	case t.AtMost != -1 && view.Lost.Exchanges > 0 && q.settings.FailOnEvicted:
		return &Failure{Message: evictedText(q.noun(), t, view)}
	}
	return nil
}

// noun is what the message is about.
func (q *count) noun() string {
	if q.asked.Response != nil {
		return "Response"
	}
	return "Request"
}

func (q *count) failure(view *journal.View, found int) error {
	r := newReport(view, q.listed, q.asked.Response != nil)
	most, detail := maximum(q.asked.MaximumRequests, q.settings), ""
	if q.settings.Detailed && q.explains(most) {
		detail = closestDifference(view, q.listed, q.filter)
	}
	if t := q.asked.Times; t.AtLeast != -1 && found < t.AtLeast {
		detail += lossText(view)
	}
	return r.failure(q.noun()+" not found "+TimesText(q.asked.Times), q.expected, most, r.among(found), detail)
}

// explains reports whether a failure says how the closest exchange differs,
// which MockServer does not in every case.
func (q *count) explains(most int) bool {
	if q.asked.Response != nil {
		return most > 0
	}
	return q.asked.ExpectationID == ""
}

// listed reports whether a failure lists the exchange: all that was received;
// or, for an expectation, all that any expectation answered; or, for a
// response, all answers to what was asked.
func (q *count) listed(e *model.Exchange) bool {
	switch {
	case q.asked.Response != nil:
		return q.filter.asks(e)
	case q.asked.ExpectationID != "":
		return answered(e)
	}
	return true
}
