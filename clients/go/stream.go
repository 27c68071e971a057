package mock

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"time"
)

// stream makes a call whose answer goes on, and returns what comes as it comes.
// The time limit of a call holds until the answer begins.
func stream[T any](ctx context.Context, c *Client, operation string, body any, send sender) (iter.Seq2[T, error], error) {
	document, err := encoded(operation, body)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	response, err := c.begin(ctx, cancel, document, send)
	if err != nil {
		cancel(nil)
		return nil, c.noAnswer(operation, err)
	}
	if !isSuccess(response.StatusCode) {
		defer cancel(nil)
		_, err := c.whole(operation, response)
		return nil, err
	}
	return func(yield func(T, error) bool) {
		defer cancel(nil)
		defer response.Body.Close()
		for more, values := true, json.NewDecoder(response.Body); more; {
			var value T
			err := values.Decode(&value)
			if err == io.EOF {
				return
			}
			more = yield(value, c.broken(operation, err)) && err == nil
		}
	}, nil
}

// begin sends until an answer begins.
func (c *Client) begin(ctx context.Context, cancel context.CancelCauseFunc, document []byte, send sender) (*http.Response, error) {
	if c.callTimeout > 0 {
		late := time.AfterFunc(c.callTimeout, func() { cancel(context.DeadlineExceeded) })
		defer late.Stop()
	}
	response, err := c.attempts(ctx, document, send)
	if err != nil && context.Cause(ctx) == context.DeadlineExceeded {
		err = errors.Join(context.DeadlineExceeded, err)
	}
	return response, err
}

// broken is the error of an answer that had begun; nil for nil.
func (c *Client) broken(operation string, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &syntax), errors.As(err, &kind):
		return fmt.Errorf("%s: the answer is not what the contract says: %w", operation, err)
	}
	return c.noAnswer(operation, err)
}
