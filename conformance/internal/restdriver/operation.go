package restdriver

import (
	"context"
	"mime"
	"net/http"
	"net/url"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/mockserver/mockserver/conformance/internal/driver"
	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

func (c *client) upsert(ctx context.Context, upsert *pb.Upsert) (any, *pb.Failure) {
	expectations, err := resolveAll(upsert.GetExpectations())
	if err != nil {
		return nil, driver.Other(err)
	}
	return c.call(ctx, http.MethodPut, "/expectation", expectations)
}

func (c *client) when(ctx context.Context, when *pb.When) (any, *pb.Failure) {
	expectation, err := statement(when)
	if err != nil {
		return nil, driver.Other(err)
	}
	return c.call(ctx, http.MethodPut, "/expectation", []any{expectation})
}

func (c *client) clear(ctx context.Context, clear *pb.Clear) (any, *pb.Failure) {
	selector, err := resolveOptional(clear.GetMatcher())
	if err != nil {
		return nil, driver.Other(err)
	}
	if id := clear.GetExpectationId(); id != "" {
		selector = document{"id": id}
	}
	query := url.Values{}
	setText(query, "type", clear.GetType())
	setText(query, "namespace", clear.GetNamespace())
	return c.call(ctx, http.MethodPut, "/clear?"+query.Encode(), selector)
}

// viewTypes maps a view to the type that retrieve takes.
func viewType(view string) string {
	return map[string]string{
		"requests": "REQUESTS", "requestResponses": "REQUEST_RESPONSES",
		"recordedExpectations": "RECORDED_EXPECTATIONS", "activeExpectations": "ACTIVE_EXPECTATIONS", "logs": "LOGS",
	}[view]
}

// narrowing are the members that both kinds of retrieval have.
type narrowing interface {
	GetCorrelationId() string
	GetNamespace() string
}

// retrieval is the path of a retrieval with its parameters.
func retrieval(query url.Values, narrow narrowing) string {
	setText(query, "correlationId", narrow.GetCorrelationId())
	setText(query, "namespace", narrow.GetNamespace())
	return "/retrieve?" + query.Encode()
}

func (c *client) retrieve(ctx context.Context, retrieve *pb.Retrieve) (any, *pb.Failure) {
	matcher, err := resolveOptional(retrieve.GetMatcher())
	if err != nil {
		return nil, driver.Other(err)
	}
	query := url.Values{"type": {viewType(retrieve.GetView())}, "format": {"JSON"}}
	if retrieve.GetView() == "logs" {
		query.Set("format", "LOG_ENTRIES")
	}
	return c.call(ctx, http.MethodPut, retrieval(query, retrieve), matcher)
}

func (c *client) retrieveAs(ctx context.Context, retrieve *pb.RetrieveAs) (any, *pb.Failure) {
	matcher, err := resolveOptional(retrieve.GetMatcher())
	if err != nil {
		return nil, driver.Other(err)
	}
	query := url.Values{"type": {retrieve.GetType()}, "format": {retrieve.GetFormat()}, "strict": {"true"}}
	return c.document(ctx, retrieval(query, retrieve), matcher)
}

// document reads an answer that is a document.
func (c *client) document(ctx context.Context, path string, body any) (any, *pb.Failure) {
	response, content, failure := c.send(ctx, http.MethodPut, path, body)
	if failure != nil {
		return nil, failure
	}
	if response.StatusCode != http.StatusOK {
		return outcome(response.StatusCode, content)
	}
	members := document{"contentType": response.Header.Get("Content-Type"), "text": string(content), "base64": content}
	if _, parameters, err := mime.ParseMediaType(response.Header.Get("Content-Disposition")); err == nil {
		members["fileName"] = parameters["filename"]
	}
	return members, nil
}

func setText(query url.Values, name, text string) {
	if text != "" {
		query.Set(name, text)
	}
}

func (c *client) verify(ctx context.Context, verify *pb.Verify) (any, *pb.Failure) {
	body := document{}
	err := setResolved(body, map[string]*structpb.Value{
		"httpRequest": verify.GetRequest(), "httpResponse": verify.GetResponse(), "times": verify.GetTimes(),
	})
	if err != nil {
		return nil, driver.Other(err)
	}
	if id := verify.GetExpectationId(); id != "" {
		body["expectationId"] = document{"id": id}
	}
	if disposition := verify.GetDisposition(); disposition != "" {
		body["disposition"] = disposition
	}
	setLimits(body, verify)
	return c.call(ctx, http.MethodPut, "/verify", body)
}

// limited are the members that both kinds of verification have.
type limited interface {
	GetTimeoutMs() uint32
	GetMaximumRequests() uint32
}

func setLimits(body document, limits limited) {
	if timeout := limits.GetTimeoutMs(); timeout > 0 {
		body["timeout"] = timeout
	}
	if most := limits.GetMaximumRequests(); most > 0 {
		body["maximumNumberOfRequestToReturnInVerificationFailure"] = most
	}
}

func (c *client) verifySequence(ctx context.Context, sequence *pb.VerifySequence) (any, *pb.Failure) {
	body := document{}
	for name, values := range map[string][]*structpb.Value{
		"httpRequests": sequence.GetRequests(), "httpResponses": sequence.GetResponses(),
	} {
		resolved, err := resolveAll(values)
		if err != nil {
			return nil, driver.Other(err)
		}
		if len(resolved) > 0 {
			body[name] = resolved
		}
	}
	var ids []any
	for _, id := range sequence.GetExpectationIds() {
		ids = append(ids, document{"id": id})
	}
	if len(ids) > 0 {
		body["expectationIds"] = ids
	}
	setLimits(body, sequence)
	return c.call(ctx, http.MethodPut, "/verifySequence", body)
}

func setResolved(body document, members map[string]*structpb.Value) error {
	for name, value := range members {
		resolved, err := resolveOptional(value)
		if err != nil {
			return err
		}
		if resolved != nil {
			body[name] = resolved
		}
	}
	return nil
}

func (c *client) debugMismatch(ctx context.Context, debug *pb.DebugMismatch) (any, *pb.Failure) {
	request, err := resolveOptional(debug.GetRequest())
	if err != nil {
		return nil, driver.Other(err)
	}
	return c.call(ctx, http.MethodPut, "/debugMismatch", request)
}

func (c *client) explainUnmatched(ctx context.Context, explain *pb.ExplainUnmatched) (any, *pb.Failure) {
	if limit := explain.GetLimit(); limit > 0 {
		return c.call(ctx, http.MethodPut, "/explainUnmatched", document{"limit": limit})
	}
	return c.call(ctx, http.MethodPut, "/explainUnmatched", nil)
}
