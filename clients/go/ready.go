package mock

import (
	"context"
	"errors"
	"net/http"
)

// Ready tells whether the server is ready for traffic: its listeners are open
// and its initial expectations loaded.
func (c *Client) Ready(ctx context.Context) (bool, error) {
	readiness, err := c.ready(ctx)
	var refused *RefusedError
	if errors.As(err, &refused) && refused.Status == http.StatusServiceUnavailable {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return readiness.Status == ReadinessStatusReady, nil
}
