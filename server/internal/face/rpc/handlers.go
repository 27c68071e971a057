package rpc

import (
	"context"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/mockserver/mockserver/server/internal/control"
	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/gen/mockserver/v1/mockserverv1connect"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// handlers convert calls to use cases and their results back.
type handlers struct{ service *control.Service }

var (
	_ mockserverv1connect.ExpectationServiceHandler  = (*handlers)(nil)
	_ mockserverv1connect.VerificationServiceHandler = (*handlers)(nil)
	_ mockserverv1connect.RecordingServiceHandler    = (*handlers)(nil)
	_ mockserverv1connect.ServerServiceHandler       = (*handlers)(nil)
	_ mockserverv1connect.JournalServiceHandler      = (*handlers)(nil)
)

// document is a message as the control plane's JSON; nothing for nil.
func document[M proto.Message](m M) ([]byte, error) {
	if !m.ProtoReflect().IsValid() {
		return nil, nil
	}
	tree, err := encode(m.ProtoReflect())
	if err != nil {
		return nil, err
	}
	return tree.AppendCompact(nil), nil
}

// answer fills m from a use case's answer, whose JSON is the value of the field
// that into names.
func answer[M proto.Message](m M, into string, body []byte) (M, error) {
	tree, err := jsontree.Parse(body)
	if err != nil {
		return m, connect.NewError(connect.CodeInternal, err)
	}
	tree = jsontree.ObjectOf(jsontree.Member{Name: into, Value: tree})
	if err := decode(tree, m.ProtoReflect()); err != nil {
		return m, connect.NewError(connect.CodeInternal, err)
	}
	return m, nil
}

// UpsertExpectations implements the method of ExpectationService.
func (h *handlers) UpsertExpectations(ctx context.Context, request *v1.UpsertExpectationsRequest) (*v1.UpsertExpectationsResponse, error) {
	tree, err := encode(request.ProtoReflect())
	if err != nil {
		return nil, err
	}
	list, ok := tree.Get("expectations")
	if !ok {
		list = jsontree.ArrayOf()
	}
	stored, err := h.service.Upsert(ctx, list.AppendCompact(nil))
	if err != nil {
		return nil, err
	}
	return storedAnswer(&v1.UpsertExpectationsResponse{}, stored)
}

// UpsertOpenApi implements the method of ExpectationService.
func (h *handlers) UpsertOpenApi(ctx context.Context, request *v1.UpsertOpenApiRequest) (*v1.UpsertOpenApiResponse, error) {
	asked, err := document(request.GetOpenApiExpectation())
	if err != nil {
		return nil, err
	}
	stored, err := h.service.OpenAPI(ctx, asked)
	if err != nil {
		return nil, err
	}
	return storedAnswer(&v1.UpsertOpenApiResponse{}, stored)
}

// Clear implements the method of ExpectationService.
func (h *handlers) Clear(ctx context.Context, request *v1.ClearRequest) (*v1.ClearResponse, error) {
	selector, err := document(request.GetSelector())
	if err != nil {
		return nil, err
	}
	kind, err := optionalEnum("$.type", request.GetType())
	if err != nil {
		return nil, err
	}
	return &v1.ClearResponse{}, h.service.Clear(ctx, selector, kind, request.GetNamespace())
}

// optionalEnum is a value as the control plane writes it; "" when not given.
func optionalEnum(path string, value protoreflect.Enum) (string, error) {
	if value.Number() == 0 {
		return "", nil
	}
	text, err := encodeEnum(path, value.Descriptor(), value.Number())
	return text.Text, err
}

// Verify implements the method of VerificationService.
func (h *handlers) Verify(ctx context.Context, request *v1.VerifyRequest) (*v1.VerifyResponse, error) {
	verification, err := document(request.GetVerification())
	if err != nil {
		return nil, err
	}
	return &v1.VerifyResponse{}, h.service.Verify(ctx, verification)
}

// VerifySequence implements the method of VerificationService.
func (h *handlers) VerifySequence(ctx context.Context, request *v1.VerifySequenceRequest) (*v1.VerifySequenceResponse, error) {
	sequence, err := document(request.GetVerificationSequence())
	if err != nil {
		return nil, err
	}
	return &v1.VerifySequenceResponse{}, h.service.VerifySequence(ctx, sequence)
}
