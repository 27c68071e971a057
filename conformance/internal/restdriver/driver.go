// Package restdriver is the client "rest": the plain control plane without any
// SDK. It shows what the SDKs must send, and checks servers that have none.
package restdriver

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/mockserver/mockserver/conformance/internal/driver"
	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

const defaultTimeout = 30 * time.Second

// Serve answers requests of a runner until the input ends.
func Serve(ctx context.Context, requests io.Reader, answers io.Writer) error {
	client := &client{http: &http.Client{Timeout: defaultTimeout}}
	return driver.Serve(ctx, requests, answers, client.do)
}

// client is a connection to one control plane.
type client struct {
	http  *http.Client
	base  string
	watch *watch // nil when none goes on
}

func (c *client) do(ctx context.Context, request *pb.DriverRequest) (any, *pb.Failure) {
	switch operation := request.GetOperation().(type) {
	case *pb.DriverRequest_Connect:
		return c.connect(operation.Connect)
	case *pb.DriverRequest_Upsert:
		return c.upsert(ctx, operation.Upsert)
	case *pb.DriverRequest_When:
		return c.when(ctx, operation.When)
	case *pb.DriverRequest_Clear:
		return c.clear(ctx, operation.Clear)
	case *pb.DriverRequest_Reset_:
		return c.call(ctx, http.MethodPut, "/reset", nil)
	case *pb.DriverRequest_Retrieve:
		return c.retrieve(ctx, operation.Retrieve)
	case *pb.DriverRequest_RetrieveAs:
		return c.retrieveAs(ctx, operation.RetrieveAs)
	case *pb.DriverRequest_Verify:
		return c.verify(ctx, operation.Verify)
	case *pb.DriverRequest_VerifySequence:
		return c.verifySequence(ctx, operation.VerifySequence)
	default:
		return c.administer(ctx, request)
	}
}

// administer holds the operations about the server itself.
func (c *client) administer(ctx context.Context, request *pb.DriverRequest) (any, *pb.Failure) {
	switch operation := request.GetOperation().(type) {
	case *pb.DriverRequest_Status:
		return c.call(ctx, http.MethodPut, "/status", nil)
	case *pb.DriverRequest_Ready:
		return c.call(ctx, http.MethodGet, "/ready", nil)
	case *pb.DriverRequest_Bind:
		return c.call(ctx, http.MethodPut, "/bind", document{"ports": operation.Bind.GetPorts()})
	case *pb.DriverRequest_Stop:
		return c.call(ctx, http.MethodPut, "/stop", nil)
	case *pb.DriverRequest_Configuration:
		return c.call(ctx, http.MethodGet, "/configuration", nil)
	case *pb.DriverRequest_UpdateConfiguration:
		return c.call(ctx, http.MethodPut, "/configuration", operation.UpdateConfiguration.GetSettings().AsMap())
	case *pb.DriverRequest_DebugMismatch:
		return c.debugMismatch(ctx, operation.DebugMismatch)
	case *pb.DriverRequest_ExplainUnmatched:
		return c.explainUnmatched(ctx, operation.ExplainUnmatched)
	case *pb.DriverRequest_ImportExpectations:
		return c.importExpectations(ctx, operation.ImportExpectations)
	case *pb.DriverRequest_PromoteRecordings:
		return c.promoteRecordings(ctx, operation.PromoteRecordings)
	default:
		return c.simulate(ctx, request)
	}
}

func (c *client) connect(connect *pb.Connect) (any, *pb.Failure) {
	c.unwatch()
	c.http.CloseIdleConnections()
	timeout := defaultTimeout
	if connect.GetTimeoutMs() > 0 {
		timeout = time.Duration(connect.GetTimeoutMs()) * time.Millisecond
	}
	c.http = &http.Client{Timeout: timeout, Transport: &http.Transport{}}
	c.base = connect.GetUrl()
	return nil, nil
}
