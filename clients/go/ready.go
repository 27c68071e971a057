package mock

import "context"

// Ready tells whether the server is ready for traffic: its listeners are open
// and its initial expectations loaded.
func (c *Client) Ready(ctx context.Context) (bool, error) {
	readiness, err := c.ready(ctx)
	if err != nil {
		return false, err
	}
	return readiness.Status == ReadinessStatusReady, nil
}
