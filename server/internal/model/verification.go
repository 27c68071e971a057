package model

import (
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// VerificationTimes bounds how often something must have happened; -1 leaves
// a side open.
type VerificationTimes struct{ AtLeast, AtMost int }

// Verification asks whether recorded traffic holds a request, a response or
// both, a number of times. At least one of Request, ExpectationID and Response
// is set; Request and ExpectationID exclude each other.
type Verification struct {
	Request         *RequestMatcher
	ByExpectation   bool // ExpectationID was given, blank or not
	ExpectationID   string
	Response        *ResponseMatcher
	Times           VerificationTimes
	MaximumRequests *int          // requests listed in a failure; nil means the server's setting
	Timeout         time.Duration // how long to wait for it to become true; 0 asks once
	Disposition     string        // "", MOCKED or FORWARDED
}

// VerificationSequence asks for exchanges in an order; others may lie between.
// Exactly one of Requests and ExpectationIDs is set, or Responses alone, or
// Requests and Responses of equal length.
type VerificationSequence struct {
	Requests        []*RequestMatcher
	ExpectationIDs  []string
	Responses       []*ResponseMatcher
	MaximumRequests *int
	Timeout         time.Duration
}

// ResponseMatcher matches a recorded response.
type ResponseMatcher struct {
	StatusCode      *int
	StatusCodeRange string // "2XX", ">= 400"; wins over StatusCode
	ReasonPhrase    *StringMatcher
	Headers         *MultiMatcher
	Cookies         []CookieMatcher
	Body            *Body
	Source          jsontree.Value // canonical form, for messages
}
