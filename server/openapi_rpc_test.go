package mockserver_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/types/known/structpb"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/gen/mockserver/v1/mockserverv1connect"
)

// An RPC caller gets expectations from a specification, one response chosen.
func TestRPCOpenAPI(t *testing.T) {
	server := startServer(t)
	client := mockserverv1connect.NewExpectationServiceClient(h2c(t), server.URL())
	stored, err := client.UpsertOpenApi(t.Context(), &v1.UpsertOpenApiRequest{OpenApiExpectation: &v1.OpenApiExpectation{
		SpecUrlOrPayload: structpb.NewStringValue("openapi: 3.0.0\npaths: {/a: {get: {operationId: ga, responses: {200: {}, 409: {}}}, put: {operationId: pa}}}"),
		OperationsAndResponses: &v1.OperationResponses{Members: map[string]*v1.OperationResponse{
			"ga": {Form: &v1.OperationResponse_Text{Text: "409"}},
		}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	list := stored.GetExpectations()
	if len(list) != 1 || !strings.HasPrefix(list[0].GetId(), "openapi:") || list[0].GetHttpRequest().GetOperationId() != "ga" {
		t.Fatalf("stored %v", list)
	}
	if !strings.HasPrefix(list[0].GetHttpRequest().GetSpecUrlOrPayload().GetStringValue(), "openapi: 3.0.0") {
		t.Errorf("the specification came back as %v", list[0].GetHttpRequest().GetSpecUrlOrPayload())
	}
	get(t, server.URL()+"/a", 409)
}
