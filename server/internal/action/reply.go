package action

import "github.com/mockserver/mockserver/server/internal/model"

// Reply is an answer ready for the wire. It is read-only once built: an action
// may give the same Reply to any number of exchanges.
type Reply struct {
	Status     int                      // 0 means 200
	Reason     string                   // "" means the standard phrase of Status; HTTP/1 only
	Headers    []model.Field            // in order, names as configured
	Body       []byte                   // never compressed or otherwise changed
	Connection *model.ConnectionOptions // bends the framing; nil bends nothing
}

// Code is the status code to send.
func (r *Reply) Code() int {
	if r.Status == 0 {
		return 200
	}
	return r.Status
}

// ChunkDelay is the pause before each chunk; nil without one.
func (r *Reply) ChunkDelay() *model.Delay {
	if r.Connection == nil {
		return nil
	}
	return r.Connection.ChunkDelay
}
