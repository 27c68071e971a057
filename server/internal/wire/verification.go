package wire

import (
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

func (r *reader) verification(v jsontree.Value) *model.Verification {
	var root *place
	id, _ := v.Get("expectationId")
	m := &model.Verification{
		ExpectationID:   text(id, "id"),
		Times:           r.verificationTimes(v),
		MaximumRequests: r.maximumRequests(v),
		Timeout:         r.timeout(v),
		Disposition:     text(v, "disposition"),
	}
	if request, ok := v.Get("httpRequest"); ok {
		m.Request = r.requestMatcher(root.member("httpRequest"), request)
	}
	if response, ok := v.Get("httpResponse"); ok {
		m.Response = r.responseMatcher(root.member("httpResponse"), response)
	}
	return m
}

const openBound = -1

func (r *reader) verificationTimes(v jsontree.Value) model.VerificationTimes {
	given, ok := v.Get("times")
	if !ok || len(given.Members) == 0 {
		return model.VerificationTimes{AtLeast: 1, AtMost: 1}
	}
	at := (*place)(nil).member("times")
	bound := func(name string) int {
		if _, ok := given.Get(name); !ok {
			return openBound
		}
		return int(r.integerMember(at, given, name))
	}
	return model.VerificationTimes{AtLeast: bound("atLeast"), AtMost: bound("atMost")}
}

const maximumRequestsMember = "maximumNumberOfRequestToReturnInVerificationFailure"

func (r *reader) maximumRequests(v jsontree.Value) *int {
	if _, ok := v.Get(maximumRequestsMember); !ok {
		return nil
	}
	n := int(r.integerMember(nil, v, maximumRequestsMember))
	return &n
}

// maxTimeout is the longest a verification waits.
const maxTimeout = 60 * time.Second

func (r *reader) timeout(v jsontree.Value) time.Duration {
	ms := r.integerMember(nil, v, "timeout")
	return time.Duration(min(ms, maxTimeout.Milliseconds())) * time.Millisecond
}

func (r *reader) responseMatcher(at *place, v jsontree.Value) *model.ResponseMatcher {
	m := &model.ResponseMatcher{
		StatusCodeRange: text(v, "statusCodeRange"),
		ReasonPhrase:    r.stringMatcherMember(v, "reasonPhrase"),
		Headers:         r.optionalMulti(at, v, "headers"),
		Source:          v,
	}
	if _, ok := v.Get("statusCode"); ok {
		code := int(r.integerMember(at, v, "statusCode"))
		m.StatusCode = &code
	}
	if cookies, ok := v.Get("cookies"); ok {
		m.Cookies = r.cookies(at.member("cookies"), cookies)
	}
	if body, ok := v.Get("body"); ok {
		m.Body = r.body(at.member("body"), body)
	}
	return m
}

func (r *reader) verificationSequence(v jsontree.Value) *model.VerificationSequence {
	var root *place
	s := &model.VerificationSequence{MaximumRequests: r.maximumRequests(v), Timeout: r.timeout(v)}
	requests, _ := v.Get("httpRequests")
	for i, item := range requests.Items {
		s.Requests = append(s.Requests, r.requestMatcher(root.member("httpRequests").item(i), item))
	}
	ids, _ := v.Get("expectationIds")
	for _, item := range ids.Items {
		s.ExpectationIDs = append(s.ExpectationIDs, text(item, "id"))
	}
	responses, _ := v.Get("httpResponses")
	for i, item := range responses.Items {
		s.Responses = append(s.Responses, r.responseMatcher(root.member("httpResponses").item(i), item))
	}
	return s
}
