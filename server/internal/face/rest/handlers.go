package rest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/mockserver/mockserver/server/internal/control"
	gen "github.com/mockserver/mockserver/server/internal/gen/rest"
)

// handlers convert calls to use cases and their results back. What a use case
// refuses they return as an error, for errorWriter.
type handlers struct{ service *control.Service }

var _ gen.StrictServerInterface = (*handlers)(nil)

// UpsertExpectations implements PUT /mockserver/expectation.
func (h *handlers) UpsertExpectations(ctx context.Context, request gen.UpsertExpectationsRequestObject) (gen.UpsertExpectationsResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	expectations, err := h.service.Upsert(ctx, document)
	return stored(expectations), err
}

// UpsertOpenApi implements PUT /mockserver/openapi.
func (h *handlers) UpsertOpenApi(ctx context.Context, request gen.UpsertOpenApiRequestObject) (gen.UpsertOpenApiResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	expectations, err := h.service.OpenAPI(ctx, document)
	return stored(expectations), err
}

// Clear implements PUT /mockserver/clear.
func (h *handlers) Clear(ctx context.Context, request gen.ClearRequestObject) (gen.ClearResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	err = h.service.Clear(ctx, document, text(request.Params.Type), namespaceOf(ctx, request.Params.Namespace))
	return gen.Clear200Response{}, err
}

// Reset implements PUT /mockserver/reset.
func (h *handlers) Reset(ctx context.Context, _ gen.ResetRequestObject) (gen.ResetResponseObject, error) {
	return gen.Reset200Response{}, h.service.Reset(ctx)
}

// Retrieve implements PUT /mockserver/retrieve.
func (h *handlers) Retrieve(ctx context.Context, request gen.RetrieveRequestObject) (gen.RetrieveResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.Retrieve(ctx, document, control.RetrieveOptions{
		Type:          text(request.Params.Type),
		Format:        text(request.Params.Format),
		CorrelationID: text(request.Params.CorrelationId),
		Namespace:     namespaceOf(ctx, request.Params.Namespace),
		Strict:        request.Params.Strict != nil && *request.Params.Strict,
	})
	return retrieved{answer}, err
}

// retrieved is a document that goes out while it is made.
type retrieved struct{ control.Document }

// VisitRetrieveResponse implements gen.RetrieveResponseObject.
func (r retrieved) VisitRetrieveResponse(w http.ResponseWriter) error {
	if r.FileName != "" {
		w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", r.FileName))
	}
	if r.Discarded > 0 {
		w.Header().Set(control.DiscardedHeader, strconv.FormatUint(r.Discarded, 10))
	}
	return send(w, http.StatusOK, &r.Document)
}

// Verify implements PUT /mockserver/verify.
func (h *handlers) Verify(ctx context.Context, request gen.VerifyRequestObject) (gen.VerifyResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	return gen.Verify202Response{}, h.service.Verify(ctx, document)
}

// VerifySequence implements PUT /mockserver/verifySequence.
func (h *handlers) VerifySequence(ctx context.Context, request gen.VerifySequenceRequestObject) (gen.VerifySequenceResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	return gen.VerifySequence202Response{}, h.service.VerifySequence(ctx, document)
}

// Status implements PUT /mockserver/status.
func (h *handlers) Status(ctx context.Context, _ gen.StatusRequestObject) (gen.StatusResponseObject, error) {
	answer := h.service.Status(ctx)
	return gen.Status200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, nil
}

// Ready implements GET /mockserver/ready.
func (h *handlers) Ready(ctx context.Context, _ gen.ReadyRequestObject) (gen.ReadyResponseObject, error) {
	const contentType = "application/json; charset=utf-8"
	if !h.service.Ready(ctx) {
		return gen.Ready503AsteriskResponse{Body: bytes.NewReader([]byte(`{"status":"NOT_READY"}`)), ContentType: contentType}, nil
	}
	return gen.Ready200AsteriskResponse{Body: bytes.NewReader([]byte(`{"status":"READY"}`)), ContentType: contentType}, nil
}

// Bind implements PUT /mockserver/bind.
func (h *handlers) Bind(ctx context.Context, request gen.BindRequestObject) (gen.BindResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.Bind(ctx, document)
	return gen.Bind200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}

// Stop implements PUT /mockserver/stop.
func (h *handlers) Stop(ctx context.Context, _ gen.StopRequestObject) (gen.StopResponseObject, error) {
	h.service.Stop(ctx)
	return gen.Stop200Response{}, nil
}

// Configuration implements GET /mockserver/configuration.
func (h *handlers) Configuration(ctx context.Context, _ gen.ConfigurationRequestObject) (gen.ConfigurationResponseObject, error) {
	answer, err := h.service.Configuration(ctx)
	return gen.Configuration200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}

// UpdateConfiguration implements PUT /mockserver/configuration.
func (h *handlers) UpdateConfiguration(ctx context.Context, request gen.UpdateConfigurationRequestObject) (gen.UpdateConfigurationResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.UpdateConfiguration(ctx, document)
	return gen.UpdateConfiguration200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}

// Clock implements GET /mockserver/clock.
func (h *handlers) Clock(ctx context.Context, _ gen.ClockRequestObject) (gen.ClockResponseObject, error) {
	answer := h.service.ReadClock(ctx)
	return gen.Clock200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, nil
}

// AdjustClock implements PUT /mockserver/clock.
func (h *handlers) AdjustClock(ctx context.Context, request gen.AdjustClockRequestObject) (gen.AdjustClockResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.AdjustClock(ctx, document)
	return gen.AdjustClock200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}

// text is an optional parameter's value, or "".
func text[T ~string](parameter *T) string {
	if parameter == nil {
		return ""
	}
	return string(*parameter)
}

// DebugMismatch implements PUT /mockserver/debugMismatch.
func (h *handlers) DebugMismatch(ctx context.Context, request gen.DebugMismatchRequestObject) (gen.DebugMismatchResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.DebugMismatch(ctx, document)
	return gen.DebugMismatch200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}

// ExplainUnmatched implements PUT /mockserver/explainUnmatched.
func (h *handlers) ExplainUnmatched(ctx context.Context, request gen.ExplainUnmatchedRequestObject) (gen.ExplainUnmatchedResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.ExplainUnmatched(ctx, document)
	return gen.ExplainUnmatched200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}
