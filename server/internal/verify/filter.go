package verify

import (
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// filter finds exchanges. Its zero parts accept every exchange. It belongs to
// one verification.
type filter struct {
	request       *match.Matcher
	expectationID string
	response      *match.ResponseMatcher // asked of exchanges that were answered
	budget        *pattern.Budget
}

func (v *Verifier) newFilter(s Settings, request *model.RequestMatcher, id string, response *model.ResponseMatcher) (*filter, error) {
	o := s.Match
	o.ControlPlane = true
	f := &filter{expectationID: id, budget: &pattern.Budget{}}
	var err error
	if f.request, err = match.Compile(request, o); err != nil {
		return nil, err
	}
	if response != nil {
		f.response, err = match.CompileResponse(response, o)
	}
	return f, err
}

// find returns the expectation with the id.
func (v *Verifier) find(id string) (*model.Expectation, error) {
	e, ok := v.Expectations.Find(id)
	if !ok {
		return nil, &UnknownExpectationError{id}
	}
	return e, nil
}

// asks reports whether the exchange is one of those the filter is about, its
// response aside.
func (f *filter) asks(e *model.Exchange) bool {
	switch {
	case f.expectationID != "" && f.expectationID != e.ExpectationID:
		return false
	case f.response != nil && !answered(e):
		return false
	}
	return f.request.Match(match.NewRequestWithin(e.Request, f.budget))
}

// finds reports whether the exchange is what the filter looks for.
func (f *filter) finds(e *model.Exchange) bool {
	return f.asks(e) && (f.response == nil || f.response.Match(responseOf(e), f.budget))
}

// answered reports whether an expectation or an upstream server answered.
func answered(e *model.Exchange) bool {
	return e.Outcome == model.Matched || e.Outcome == model.Forwarded
}

func responseOf(e *model.Exchange) *model.Response {
	if e.Response == nil {
		return &model.Response{}
	}
	return e.Response
}

// explain compares the exchange with what the filter looks for.
func (f *filter) explain(e *model.Exchange) match.Explanation {
	if f.response != nil {
		return f.response.Explain(responseOf(e), f.budget)
	}
	return f.request.Explain(match.NewRequestWithin(e.Request, f.budget))
}

// differences counts, up to limit, where the exchange is not what the filter
// looks for.
func (f *filter) differences(e *model.Exchange, limit int) int {
	if f.response != nil {
		return len(f.explain(e).Differing())
	}
	return f.request.Differences(match.NewRequestWithin(e.Request, f.budget), limit)
}
