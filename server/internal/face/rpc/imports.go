package rpc

import (
	"context"

	"github.com/mockserver/mockserver/server/internal/control"
	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
)

// ImportExpectations implements the method of ExpectationService.
func (h *handlers) ImportExpectations(ctx context.Context, request *v1.ImportExpectationsRequest) (*v1.ImportExpectationsResponse, error) {
	imported, err := document(request.GetImportDocument())
	if err != nil {
		return nil, err
	}
	format, err := optionalEnum("$.format", request.GetFormat())
	if err != nil {
		return nil, err
	}
	stored, err := h.service.Import(ctx, imported, control.ImportOptions{
		Format:  format,
		Reveal:  isOff(request.RedactSensitiveData),
		Headers: request.GetAdditionalRedactedHeaders(),
		Fields:  request.GetAdditionalRedactedBodyFields(),
	})
	if err != nil {
		return nil, err
	}
	return storedAnswer(&v1.ImportExpectationsResponse{}, stored)
}

// PromoteRecordings implements the method of RecordingService.
func (h *handlers) PromoteRecordings(ctx context.Context, request *v1.PromoteRecordingsRequest) (*v1.PromoteRecordingsResponse, error) {
	matcher, err := document(request.GetHttpRequest())
	if err != nil {
		return nil, err
	}
	stored, err := h.service.Promote(ctx, matcher, control.PromoteOptions{
		Separate: isOff(request.Consolidate),
		Literal:  isOff(request.Parameterize),
		Reveal:   isOff(request.RedactSensitiveData),
	})
	if err != nil {
		return nil, err
	}
	return storedAnswer(&v1.PromoteRecordingsResponse{}, stored)
}

// isOff says whether a field that is on unless given was turned off.
func isOff(field *bool) bool { return field != nil && !*field }
