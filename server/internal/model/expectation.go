package model

import (
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// Expectation pairs a request matcher with one action. It is immutable once
// stored; the counters that change live in package expect.
type Expectation struct {
	ID         string
	Priority   int
	Percentage *int            // 0..100; nil matches always
	Request    *RequestMatcher // nil matches every request
	Times      Times
	TimeToLive TimeToLive
	Namespace  string // "" is global
	Scenario   Scenario
	Actions    []Action // one, or several of which exactly one is primary
}

// Scenario ties an expectation to a named state machine. Without a name it is
// not tied to any.
type Scenario struct {
	Name     string
	State    string // the state it matches in; "" is any
	NewState string // the state after a match; "" leaves it as it is
}

// Times bounds how often an expectation may be used.
type Times struct {
	Unlimited bool
	Remaining int // meaningful unless Unlimited
}

// TimeToLive bounds how long an expectation lives after it was stored.
type TimeToLive struct {
	Unlimited bool
	Unit      string // DAYS, HOURS, MINUTES, SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS
	Amount    int64
}

// Action is what an expectation does when it matches: Kind is the member of
// the expectation that named it ("httpResponse"), Config what it held in
// canonical form. The package under action/ registered for Kind compiles it.
type Action struct {
	Kind    string
	Primary bool
	Config  jsontree.Value
}

// Response is an answer: the canonical form of httpResponse, and what the
// journal keeps of a reply.
type Response struct {
	StatusCode   int // 0 when not given: 200 on the wire
	ReasonPhrase string
	Headers      []Field // expanded, one Field per value
	Cookies      []Field
	Body         *Body
	Delay        *Delay
	Connection   *ConnectionOptions
}

// Delay is a pause before an answer.
type Delay struct {
	Unit  string // as TimeToLive.Unit; "" means no delay
	Value int64
}

// ConnectionOptions bends how a response is framed on the wire.
type ConnectionOptions struct {
	SuppressContentLengthHeader bool
	ContentLengthHeaderOverride *int64
	SuppressConnectionHeader    bool
	ChunkSize                   int // bytes; 0 means no chunking asked for
	ChunkDelay                  *Delay
	KeepAliveOverride           *bool
	CloseSocket                 *bool
	CloseSocketDelay            *Delay
}

// Outcome says how an exchange ended.
type Outcome string

const (
	Matched   Outcome = "EXPECTATION_RESPONSE"
	Unmatched Outcome = "NO_MATCH_RESPONSE"
	Forwarded Outcome = "FORWARDED_REQUEST"
	Preflight Outcome = "CORS_PREFLIGHT" // answered by the server itself; its answer is not kept
)

// Exchange is one recorded request with its answer. Response is as configured
// for mocked exchanges (nothing invented), as received for forwarded ones.
type Exchange struct {
	Sequence      uint64 // journal order, starts at 1
	Request       *Request
	Outcome       Outcome
	ExpectationID string // "" when unmatched
	Expectation   *Expectation
	Closest       *Mismatch // nil unless unmatched and there was something to compare with
	Response      *Response
	CompletedAt   time.Time
}

// Mismatch says how an unmatched request differs from the expectation that
// came closest.
type Mismatch struct {
	Expectation   *Expectation
	Because       string // one line for each property compared, reasons indented below it
	MatchedFields int
	TotalFields   int
}

// OpenAPIExpectation asks for expectations made from a specification.
type OpenAPIExpectation struct {
	Source            string            // the specification's URL or file, or its text
	Operations        []OperationChoice // which; none means all
	ContextPathPrefix string
}

// OperationChoice names an operation and which of its responses to give.
type OperationChoice struct {
	OperationID string
	StatusCode  string // as the specification spells it: "200", "2XX", "default"
	ExampleName string // "" means any
}
