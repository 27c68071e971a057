package mock

import (
	"context"
	"encoding/json"
	"fmt"
)

// Upsert stores expectations, all or none, and returns them as stored. One
// whose id the server knows replaces the stored one. A Raw may hold an array
// of expectations, such as an initialization file.
func (c *Client) Upsert(ctx context.Context, expectations ...ExpectationForm) ([]Expectation, error) {
	body := []json.Marshaler{}
	for _, e := range expectations {
		if raw, ok := e.(Raw); ok {
			body = append(body, raw.items()...)
			continue
		}
		body = append(body, e)
	}
	return c.upsertExpectations(ctx, body)
}

// ClearByID removes the expectation of that id.
func (c *Client) ClearByID(ctx context.Context, id string) error {
	return c.Clear(ctx, WithExpectationID(id))
}

// store is the end of a Stub.
func (c *Client) store(ctx context.Context, expectation ExpectationForm) (*Expectation, error) {
	stored, err := c.Upsert(ctx, expectation)
	if err != nil {
		return nil, err
	}
	if len(stored) != 1 {
		return nil, fmt.Errorf("upsertExpectations: sent one expectation, and %d are stored", len(stored))
	}
	return &stored[0], nil
}
