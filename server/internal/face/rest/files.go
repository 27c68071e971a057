package rest

import (
	"bytes"
	"context"
	"io"

	gen "github.com/mockserver/mockserver/server/internal/gen/rest"
)

// StoreFile implements PUT /mockserver/files/store.
func (h *handlers) StoreFile(ctx context.Context, request gen.StoreFileRequestObject) (gen.StoreFileResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.StoreFile(ctx, document)
	return gen.StoreFile201AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}

// RetrieveFile implements PUT /mockserver/files/retrieve.
func (h *handlers) RetrieveFile(ctx context.Context, request gen.RetrieveFileRequestObject) (gen.RetrieveFileResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	content, err := h.service.RetrieveFile(ctx, document)
	return gen.RetrieveFile200ApplicationoctetStreamResponse{Body: bytes.NewReader(content)}, err
}

// ListFiles implements PUT /mockserver/files/list.
func (h *handlers) ListFiles(ctx context.Context, _ gen.ListFilesRequestObject) (gen.ListFilesResponseObject, error) {
	answer := h.service.ListFiles(ctx)
	return gen.ListFiles200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, nil
}

// DeleteFile implements PUT /mockserver/files/delete.
func (h *handlers) DeleteFile(ctx context.Context, request gen.DeleteFileRequestObject) (gen.DeleteFileResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	return gen.DeleteFile200Response{}, h.service.DeleteFile(ctx, document)
}
