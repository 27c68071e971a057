package rpc

import (
	"context"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
)

// DebugMismatch implements the method of ExpectationService.
func (h *handlers) DebugMismatch(ctx context.Context, request *v1.DebugMismatchRequest) (*v1.DebugMismatchResponse, error) {
	definition, err := document(request.GetHttpRequest())
	if err != nil {
		return nil, err
	}
	report, err := h.service.DebugMismatch(ctx, definition)
	if err != nil {
		return nil, err
	}
	return answer(&v1.DebugMismatchResponse{}, "mismatchReport", report.Body)
}

// ExplainUnmatched implements the method of ExpectationService.
func (h *handlers) ExplainUnmatched(ctx context.Context, request *v1.ExplainUnmatchedRequest) (*v1.ExplainUnmatchedResponse, error) {
	options, err := document(request.GetExplainOptions())
	if err != nil {
		return nil, err
	}
	report, err := h.service.ExplainUnmatched(ctx, options)
	if err != nil {
		return nil, err
	}
	return answer(&v1.ExplainUnmatchedResponse{}, "unmatchedReport", report.Body)
}
