package rpc

import (
	"context"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
)

// StoreFile implements the method of ServerService.
func (h *handlers) StoreFile(ctx context.Context, request *v1.StoreFileRequest) (*v1.StoreFileResponse, error) {
	file, err := document(request.GetFileContent())
	if err != nil {
		return nil, err
	}
	stored, err := h.service.StoreFile(ctx, file)
	if err != nil {
		return nil, err
	}
	return answer(&v1.StoreFileResponse{}, "storedFile", stored.Body)
}

// RetrieveFile implements the method of ServerService.
func (h *handlers) RetrieveFile(ctx context.Context, request *v1.RetrieveFileRequest) (*v1.RetrieveFileResponse, error) {
	name, err := document(request.GetFileName())
	if err != nil {
		return nil, err
	}
	file, err := h.service.RetrieveFile(ctx, name)
	if err != nil {
		return nil, err
	}
	kind := "application/octet-stream"
	return &v1.RetrieveFileResponse{ContentType: &kind, Content: file}, nil
}

// ListFiles implements the method of ServerService.
func (h *handlers) ListFiles(ctx context.Context, _ *v1.ListFilesRequest) (*v1.ListFilesResponse, error) {
	return answer(&v1.ListFilesResponse{}, "values", h.service.ListFiles(ctx).Body)
}

// DeleteFile implements the method of ServerService.
func (h *handlers) DeleteFile(ctx context.Context, request *v1.DeleteFileRequest) (*v1.DeleteFileResponse, error) {
	name, err := document(request.GetFileName())
	if err != nil {
		return nil, err
	}
	return &v1.DeleteFileResponse{}, h.service.DeleteFile(ctx, name)
}
