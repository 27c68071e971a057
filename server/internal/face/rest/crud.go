package rest

import (
	"bytes"
	"context"
	"io"

	gen "github.com/mockserver/mockserver/server/internal/gen/rest"
)

// RegisterCrud implements PUT /mockserver/crud.
func (h *handlers) RegisterCrud(ctx context.Context, request gen.RegisterCrudRequestObject) (gen.RegisterCrudResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.RegisterCRUD(ctx, document)
	return gen.RegisterCrud201AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}
