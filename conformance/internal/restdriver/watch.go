package restdriver

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/mockserver/mockserver/conformance/internal/driver"
	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// watch is an answer that goes on.
type watch struct {
	end   context.CancelFunc
	lines *json.Decoder
}

// watching holds the operations about the one watch.
func (c *client) watching(ctx context.Context, request *pb.DriverRequest) (any, *pb.Failure) {
	switch operation := request.GetOperation().(type) {
	case *pb.DriverRequest_Watch:
		return c.begin(ctx, operation.Watch)
	case *pb.DriverRequest_Watched:
		return c.watch.take(int(operation.Watched.GetCount()))
	case *pb.DriverRequest_Unwatch:
		c.unwatch()
		return nil, nil
	default:
		return c.scenario(ctx, request)
	}
}

// begin begins a watch; only that is bounded in time.
func (c *client) begin(ctx context.Context, begin *pb.Watch) (any, *pb.Failure) {
	c.unwatch()
	matcher, err := resolveOptional(begin.GetMatcher())
	if err != nil {
		return nil, driver.Other(err)
	}
	request, err := c.request(ctx, http.MethodPut, "/watch", matcher)
	if err != nil {
		return nil, driver.Other(err)
	}
	ctx, end := context.WithCancel(request.Context())
	late := time.AfterFunc(c.http.Timeout, end)
	defer late.Stop()
	endless := &http.Client{Transport: c.http.Transport}
	response, err := endless.Do(request.WithContext(ctx))
	if err != nil {
		end()
		return nil, driver.Unreachable(err)
	}
	if response.StatusCode != http.StatusOK {
		defer end()
		return refused(response)
	}
	c.watch = &watch{end, json.NewDecoder(response.Body)}
	return nil, nil
}

func refused(response *http.Response) (any, *pb.Failure) {
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, driver.Unreachable(err)
	}
	return outcome(response.StatusCode, text)
}

func (c *client) unwatch() {
	if c.watch != nil {
		c.watch.end()
		c.watch = nil
	}
}

// take waits for so many values, or for the end. No watch has none.
func (w *watch) take(count int) (any, *pb.Failure) {
	values := []json.RawMessage{}
	for w != nil && len(values) < count {
		var value json.RawMessage
		switch err := w.lines.Decode(&value); {
		case err == io.EOF:
			return values, nil
		case err != nil:
			return nil, driver.Unreachable(err)
		}
		values = append(values, value)
	}
	return values, nil
}
