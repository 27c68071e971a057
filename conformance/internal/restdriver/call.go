package restdriver

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"

	"github.com/mockserver/mockserver/conformance/internal/driver"
	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// document is a JSON object being put together.
type document map[string]any

// call performs one request of the control plane. A nil body sends none.
func (c *client) call(ctx context.Context, method, path string, body any) (any, *pb.Failure) {
	response, content, failure := c.send(ctx, method, path, body)
	if failure != nil {
		return nil, failure
	}
	return outcome(response.StatusCode, content)
}

// send is call without a look at the answer, which it returns with its content.
func (c *client) send(ctx context.Context, method, path string, body any) (*http.Response, []byte, *pb.Failure) {
	request, err := c.request(ctx, method, path, body)
	if err != nil {
		return nil, nil, driver.Other(err)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, nil, driver.Unreachable(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, nil, driver.Unreachable(err)
	}
	return response, answer, nil
}

func (c *client) request(ctx context.Context, method, path string, body any) (*http.Request, error) {
	content, err := encoded(body)
	if err != nil {
		return nil, err
	}
	return http.NewRequestWithContext(ctx, method, c.base+"/mockserver"+path, bytes.NewReader(content))
}

func encoded(body any) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	return json.Marshal(body)
}

// outcome reads an answer: a body of a success is JSON when there is one.
func outcome(status int, answer []byte) (any, *pb.Failure) {
	switch {
	case status == http.StatusNotAcceptable:
		return nil, driver.VerificationFailed(string(answer))
	case status >= http.StatusMultipleChoices:
		return nil, driver.Refused(status, string(answer), fieldPaths(string(answer)))
	case len(answer) == 0:
		return nil, nil
	case json.Valid(answer):
		return json.RawMessage(answer), nil
	default:
		return string(answer), nil
	}
}

var violation = regexp.MustCompile(`(?m)^ *- (\$\S*): `)

// fieldPaths finds the paths in the lines that name violations.
func fieldPaths(message string) []string {
	var paths []string
	for _, found := range violation.FindAllStringSubmatch(message, -1) {
		paths = append(paths, found[1])
	}
	return paths
}
