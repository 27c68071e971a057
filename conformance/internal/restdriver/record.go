package restdriver

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/mockserver/mockserver/conformance/internal/driver"
	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

func (c *client) importExpectations(ctx context.Context, asked *pb.ImportExpectations) (any, *pb.Failure) {
	query := url.Values{}
	setText(query, "format", asked.GetFormat())
	setText(query, "additionalRedactedHeaders", asked.GetAdditionalRedactedHeaders())
	setText(query, "additionalRedactedBodyFields", asked.GetAdditionalRedactedBodyFields())
	setFlag(query, "redactSensitiveData", asked.RedactSensitiveData)
	return c.call(ctx, http.MethodPut, "/import"+suffix(query), asked.GetDocument().AsMap())
}

func (c *client) promoteRecordings(ctx context.Context, asked *pb.PromoteRecordings) (any, *pb.Failure) {
	matcher, err := resolveOptional(asked.GetMatcher())
	if err != nil {
		return nil, driver.Other(err)
	}
	query := url.Values{}
	setFlag(query, "consolidate", asked.Consolidate)
	setFlag(query, "parameterize", asked.Parameterize)
	setFlag(query, "redactSensitiveData", asked.RedactSensitiveData)
	return c.call(ctx, http.MethodPut, "/recordings/promote"+suffix(query), matcher)
}

func setFlag(query url.Values, name string, flag *bool) {
	if flag != nil {
		query.Set(name, strconv.FormatBool(*flag))
	}
}

// suffix is a query behind a path; "" when it is empty.
func suffix(query url.Values) string {
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}
