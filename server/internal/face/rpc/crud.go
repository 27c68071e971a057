package rpc

import (
	"context"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
)

// RegisterCrud implements the method of ExpectationService.
func (h *handlers) RegisterCrud(ctx context.Context, request *v1.RegisterCrudRequest) (*v1.RegisterCrudResponse, error) {
	definition, err := document(request.GetCrudDefinition())
	if err != nil {
		return nil, err
	}
	registered, err := h.service.RegisterCRUD(ctx, definition)
	if err != nil {
		return nil, err
	}
	return answer(&v1.RegisterCrudResponse{}, "crudResource", registered.Body)
}
