package run

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
	"github.com/mockserver/mockserver/conformance/internal/traffic"
)

// send performs the runner's own traffic and judges what it gets back.
func (r *caseRun) send(ctx context.Context, send *pb.Send, receive *pb.Receive) observation {
	if err := pause(ctx, send.GetAfterMs()); err != nil {
		return observation{err: err}
	}
	responses, err := r.copies(ctx, send, receive)
	if err != nil {
		return observation{err: err}
	}
	seen := observation{value: bodyValue(responses[0])}
	var exchanges []string
	for _, response := range responses {
		differences := traffic.Judge(receive, response)
		if len(differences) > 0 {
			exchanges = append(exchanges, response.Trace)
		}
		seen.differences = append(seen.differences, differences...)
	}
	tallies := traffic.JudgeTallies(receive.GetTallies(), responses)
	if len(tallies) > 0 {
		exchanges = append(exchanges, responses[0].Trace)
	}
	seen.differences = append(seen.differences, tallies...)
	seen.exchange = strings.Join(exchanges, "\n")
	return seen
}

// pause waits as long as a case tells.
func pause(ctx context.Context, count uint32) error {
	if count == 0 {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(count) * time.Millisecond):
		return nil
	}
}

// copies sends as many copies as the case asks for, all at once.
func (r *caseRun) copies(ctx context.Context, send *pb.Send, receive *pb.Receive) ([]*traffic.Response, error) {
	count := max(1, int(send.GetCopies()))
	responses := make([]*traffic.Response, count)
	failures := make([]error, count)
	var sending sync.WaitGroup
	for i := range count {
		sending.Go(func() {
			responses[i], failures[i] = r.traffic.Send(ctx, send, receive.GetCloses())
		})
	}
	sending.Wait()
	return responses, errors.Join(failures...)
}

// bodyValue is a body as JSON, or else as a string.
func bodyValue(response *traffic.Response) any {
	var value any
	if json.Unmarshal(response.Body, &value) == nil {
		return value
	}
	return string(response.Body)
}
