package mock

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	jsonType       = "application/json"
	maxAnswerBytes = 1 << 30 // more than a server's default journal holds

	firstPause = 10 * time.Millisecond
	maxPause   = 500 * time.Millisecond
)

// sender makes one attempt at a call.
type sender func(ctx context.Context, body io.Reader) (*http.Response, error)

// ask makes a call and decodes its answer, which has a status of success or
// one of also.
func ask[T any](ctx context.Context, c *Client, operation string, body any, send sender, also ...int) (T, error) {
	var result T
	answer, err := c.call(ctx, operation, body, send, also...)
	if err != nil {
		return result, err
	}
	if err := json.Unmarshal(answer.body, &result); err != nil {
		return result, fmt.Errorf("%s: the answer is not what the contract says: %w", operation, err)
	}
	return result, nil
}

// tell makes a call whose answer says nothing.
func (c *Client) tell(ctx context.Context, operation string, body any, send sender) error {
	_, err := c.call(ctx, operation, body, send)
	return err
}

// answer is what came back of a call, whole.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// call sends the body, nil for none, and returns the answer of a success, or
// of a status in also. It is the one place where errors get their kind.
func (c *Client) call(ctx context.Context, operation string, body any, send sender, also ...int) (*answer, error) {
	var document []byte
	if body != nil {
		var err error
		if document, err = marshal(body); err != nil {
			return nil, fmt.Errorf("%s: %w", operation, err)
		}
	}
	if c.callTimeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.callTimeout)
		defer cancel()
	}
	answer, err := c.attempts(ctx, document, send)
	switch {
	case err != nil:
		return nil, &UnreachableError{Operation: operation, URL: c.url, Err: err}
	case slices.Contains(also, answer.status):
		return answer, nil
	case answer.status == http.StatusNotAcceptable:
		return nil, &VerificationError{Message: string(answer.body)}
	case answer.status < 200 || answer.status > 299:
		return nil, newRefusedError(operation, answer.status, string(answer.body))
	}
	return answer, nil
}

// attempts sends until the server is reached, or connectFor is over.
func (c *Client) attempts(ctx context.Context, document []byte, send sender) (*answer, error) {
	giveUp := time.Now().Add(c.connectFor)
	for pause := firstPause; ; pause = min(2*pause, maxPause) {
		answer, reached, err := attempt(ctx, document, send)
		if err == nil || reached || ctx.Err() != nil || !isConnecting(err) || time.Now().Add(pause).After(giveUp) {
			return answer, err
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), err)
		case <-time.After(pause):
		}
	}
}

// attempt sends once. reached tells whether any part of an answer arrived.
func attempt(ctx context.Context, document []byte, send sender) (_ *answer, reached bool, err error) {
	var first atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotFirstResponseByte: func() { first.Store(true) }})
	var body io.Reader
	if document != nil {
		body = bytes.NewReader(document)
	}
	response, err := send(ctx, body)
	if err != nil {
		return nil, first.Load(), err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(io.LimitReader(response.Body, maxAnswerBytes+1))
	if err == nil && len(content) > maxAnswerBytes {
		err = fmt.Errorf("the answer exceeds %d bytes", maxAnswerBytes)
	}
	return &answer{response.StatusCode, response.Header, content}, true, err
}

// isConnecting tells whether a failed attempt may succeed once the server is
// up: nobody listens yet, or a forwarder in front of it hangs up.
func isConnecting(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET)
}
