package mock

import (
	"context"
	"time"
)

// Verify fails with a *VerificationError unless what the options describe was
// seen: a request, a response, both of one exchange, or answers of an
// expectation (WithExpectationID); at least once unless VerificationTimes such
// as Exactly(2) say otherwise.
//
//	err := ms.Verify(ctx, mock.Get("/cart"), mock.AtLeast(2), mock.WithTimeout(time.Second))
func (c *Client) Verify(ctx context.Context, options ...VerificationOption) error {
	v, err := newVerification(append([]VerificationOption{AtLeast(1)}, options...))
	if err != nil {
		return err
	}
	return c.waiting(v.Timeout).verify(ctx, v)
}

// VerifySequence fails with a *VerificationError unless what the options
// describe was seen in their order: requests, responses, or as many of both,
// or answers of expectations (WithExpectationIDs). Other traffic may lie
// between.
//
//	err := ms.VerifySequence(ctx, mock.Post("/login"), mock.Get("/cart"))
func (c *Client) VerifySequence(ctx context.Context, options ...VerificationSequenceOption) error {
	v, err := newVerificationSequence(options)
	if err != nil {
		return err
	}
	return c.waiting(v.Timeout).verifySequence(ctx, v)
}

// waiting is the client with a call timeout that lets the server wait.
func (c *Client) waiting(timeout *int64) *Client {
	if timeout == nil || c.callTimeout <= 0 {
		return c
	}
	patient := *c
	patient.callTimeout += time.Duration(*timeout) * time.Millisecond
	return &patient
}
