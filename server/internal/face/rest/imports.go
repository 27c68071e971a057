package rest

import (
	"context"
	"io"

	"github.com/mockserver/mockserver/server/internal/control"
	gen "github.com/mockserver/mockserver/server/internal/gen/rest"
)

// ImportExpectations implements PUT /mockserver/import.
func (h *handlers) ImportExpectations(ctx context.Context, request gen.ImportExpectationsRequestObject) (gen.ImportExpectationsResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	expectations, err := h.service.Import(ctx, document, control.ImportOptions{
		Format:  text(request.Params.Format),
		Reveal:  isOff(request.Params.RedactSensitiveData),
		Headers: text(request.Params.AdditionalRedactedHeaders),
		Fields:  text(request.Params.AdditionalRedactedBodyFields),
	})
	return stored(expectations), err
}

// PromoteRecordings implements PUT /mockserver/recordings/promote.
func (h *handlers) PromoteRecordings(ctx context.Context, request gen.PromoteRecordingsRequestObject) (gen.PromoteRecordingsResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	expectations, err := h.service.Promote(ctx, document, control.PromoteOptions{
		Separate: isOff(request.Params.Consolidate),
		Literal:  isOff(request.Params.Parameterize),
		Reveal:   isOff(request.Params.RedactSensitiveData),
	})
	return stored(expectations), err
}

// isOff says whether a parameter that is on unless given was turned off.
func isOff(parameter *bool) bool { return parameter != nil && !*parameter }
