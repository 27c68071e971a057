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
	header http.Header
	body   []byte
}

// call sends the body, nil for none, and returns the answer of a success, or
// of a status in also.
func (c *Client) call(ctx context.Context, operation string, body any, send sender, also ...int) (*answer, error) {
	document, err := encoded(operation, body)
	if err != nil {
		return nil, err
	}
	if c.callTimeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.callTimeout)
		defer cancel()
	}
	response, err := c.attempts(ctx, document, send)
	if err != nil {
		return nil, c.noAnswer(operation, err)
	}
	return c.whole(operation, response, also...)
}

func encoded(operation string, body any) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	document, err := marshal(body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", operation, err)
	}
	return document, nil
}

// whole reads an answer to its end. With noAnswer it is where errors get their
// kind.
func (c *Client) whole(operation string, response *http.Response, also ...int) (*answer, error) {
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswerBytes+1))
	if err == nil && len(body) > maxAnswerBytes {
		err = fmt.Errorf("the answer exceeds %d bytes", maxAnswerBytes)
	}
	status := response.StatusCode
	switch {
	case err != nil:
		return nil, c.noAnswer(operation, err)
	case slices.Contains(also, status) || isSuccess(status):
		return &answer{response.Header, body}, nil
	case status == http.StatusNotAcceptable:
		return nil, &VerificationError{Message: string(body)}
	}
	return nil, newRefusedError(operation, status, string(body))
}

func isSuccess(status int) bool { return 200 <= status && status <= 299 }

func (c *Client) noAnswer(operation string, err error) error {
	return &UnreachableError{Operation: operation, URL: c.url, Err: err}
}

// attempts sends until the server is reached, or connectFor is over. The
// answer's body is still to be read and closed.
func (c *Client) attempts(ctx context.Context, document []byte, send sender) (*http.Response, error) {
	giveUp := time.Now().Add(c.connectFor)
	for pause := firstPause; ; pause = min(2*pause, maxPause) {
		response, reached, err := attempt(ctx, document, send)
		if err == nil || reached || ctx.Err() != nil || !isConnecting(err) || time.Now().Add(pause).After(giveUp) {
			return response, err
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), err)
		case <-time.After(pause):
		}
	}
}

// attempt sends once. reached tells whether any part of an answer arrived.
func attempt(ctx context.Context, document []byte, send sender) (response *http.Response, reached bool, err error) {
	var first atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotFirstResponseByte: func() { first.Store(true) }})
	var body io.Reader
	if document != nil {
		body = bytes.NewReader(document)
	}
	response, err = send(ctx, body)
	return response, first.Load(), err
}

// isConnecting tells whether a failed attempt may succeed once the server is
// up: nobody listens yet, or a forwarder in front of it hangs up.
func isConnecting(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET)
}
