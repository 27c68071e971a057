package wire

import (
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

var verificationDocument = document[*model.Verification]{
	name: "verification", shape: verificationShape, read: (*reader).verification,
}

var verificationSequenceDocument = document[*model.VerificationSequence]{
	name: "verification sequence", shape: verificationSequenceShape, read: (*reader).verificationSequence,
}

// ParseVerification reads a verification. Errors are *ValidationError.
func ParseVerification(doc []byte) (*model.Verification, error) {
	v, err := verificationDocument.parse(doc)
	if err != nil {
		return nil, err
	}
	if low := belowOpen(v.Times); low != nil {
		return nil, &ValidationError{Lead: "exception while parsing [" + cut(string(doc)) + "] for Verification", Violations: low}
	}
	return v, nil
}

// belowOpen lists the bounds that are lower than an open one.
func belowOpen(t model.VerificationTimes) []Violation {
	var list []Violation
	if t.AtLeast < openBound {
		list = append(list, Violation{"$.times.atLeast", "must have a minimum value of -1"})
	}
	if t.AtMost < openBound {
		list = append(list, Violation{"$.times.atMost", "must have a minimum value of -1"})
	}
	return list
}

// ParseVerificationSequence reads a verification of an order of exchanges.
// Errors are *ValidationError.
func ParseVerificationSequence(doc []byte) (*model.VerificationSequence, error) {
	return plain(verificationSequenceDocument.parse(doc))
}

func (r *reader) verification(at *place, v jsontree.Value) *model.Verification {
	id, byID := v.Get("expectationId")
	m := &model.Verification{
		ByExpectation:   byID,
		ExpectationID:   text(id, "id"),
		Times:           r.verificationTimes(at, v),
		MaximumRequests: r.optionalInt(at, v, maximumRequestsMember),
		Timeout:         r.timeout(at, v),
		Disposition:     text(v, "disposition"),
	}
	if request, ok := v.Get("httpRequest"); ok {
		m.Request = r.requestMatcher(at.member("httpRequest"), request)
	}
	if response, ok := v.Get("httpResponse"); ok {
		m.Response = r.responseMatcher(at.member("httpResponse"), response)
	}
	return m
}

func (r *reader) verificationSequence(at *place, v jsontree.Value) *model.VerificationSequence {
	s := &model.VerificationSequence{MaximumRequests: r.optionalInt(at, v, maximumRequestsMember), Timeout: r.timeout(at, v)}
	requests, _ := v.Get("httpRequests")
	for i, item := range requests.Items {
		s.Requests = append(s.Requests, r.requestMatcher(at.member("httpRequests").item(i), item))
	}
	ids, _ := v.Get("expectationIds")
	for _, item := range ids.Items {
		s.ExpectationIDs = append(s.ExpectationIDs, text(item, "id"))
	}
	responses, _ := v.Get("httpResponses")
	for i, item := range responses.Items {
		s.Responses = append(s.Responses, r.responseMatcher(at.member("httpResponses").item(i), item))
	}
	return s
}

const openBound = -1

// verificationTimes reads how often; not at all means exactly once, a bound
// that is not given is open.
func (r *reader) verificationTimes(at *place, v jsontree.Value) model.VerificationTimes {
	given, _ := v.Get("times")
	if len(given.Members) == 0 {
		return model.VerificationTimes{AtLeast: 1, AtMost: 1}
	}
	bound := func(name string) int {
		if n := r.optionalInt(at.member("times"), given, name); n != nil {
			return *n
		}
		return openBound
	}
	return model.VerificationTimes{AtLeast: bound("atLeast"), AtMost: bound("atMost")}
}

const maximumRequestsMember = "maximumNumberOfRequestToReturnInVerificationFailure"

// maxTimeout is the longest a verification waits.
const maxTimeout = 60 * time.Second

func (r *reader) timeout(at *place, v jsontree.Value) time.Duration {
	ms := r.integerMember(at, v, "timeout", 64)
	if ms == nil {
		return 0
	}
	return time.Duration(min(*ms, maxTimeout.Milliseconds())) * time.Millisecond
}

func (r *reader) responseMatcher(at *place, v jsontree.Value) *model.ResponseMatcher {
	m := &model.ResponseMatcher{
		StatusCode:      r.optionalInt(at, v, "statusCode"),
		StatusCodeRange: text(v, "statusCodeRange"),
		ReasonPhrase:    unlessBlank(optionalMatcher(v, "reasonPhrase")),
		Headers:         r.optionalMulti(at, v, "headers"),
		Cookies:         r.cookies(at, v),
		Body:            r.body(at, v, false),
	}
	m.Source = responseMatcherValue(m)
	return m
}

func responseMatcherValue(m *model.ResponseMatcher) jsontree.Value {
	var o object
	if m.StatusCode != nil {
		o.add("statusCode", jsontree.IntOf(int64(*m.StatusCode)))
	}
	o.addText("statusCodeRange", m.StatusCodeRange)
	o.addMatcher("reasonPhrase", m.ReasonPhrase)
	o.addMembers("headers", multiValue(m.Headers))
	o.addMembers("cookies", cookiesValue(m.Cookies))
	if m.Body != nil {
		o.add("body", bodyValue(m.Body, false))
	}
	return o.value()
}
