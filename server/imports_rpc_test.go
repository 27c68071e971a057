package mockserver_test

import (
	"testing"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/structpb"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/gen/mockserver/v1/mockserverv1connect"
)

// An RPC caller imports a document, and is told where one is wrong; CP-108.
func TestRPCImport(t *testing.T) {
	server := startServer(t)
	client := mockserverv1connect.NewExpectationServiceClient(h2c(t), server.URL())
	asked := func(status any) *v1.ImportExpectationsRequest {
		log, err := structpb.NewValue(map[string]any{"entries": []any{map[string]any{
			"request":  map[string]any{"url": "http://up/a", "headers": []any{map[string]any{"name": "X-Api-Key", "value": "k3y"}}},
			"response": map[string]any{"status": status},
		}}})
		if err != nil {
			t.Fatal(err)
		}
		return &v1.ImportExpectationsRequest{ImportDocument: &v1.ImportDocument{Members: map[string]*structpb.Value{"log": log}}}
	}
	stored, err := client.ImportExpectations(t.Context(), asked(201))
	if err != nil || len(stored.GetExpectations()) != 1 || stored.GetExpectations()[0].GetId() != "har-0" {
		t.Fatalf("%v, %v", stored, err)
	}
	revealed, reveal := asked(201), false
	revealed.Format, revealed.RedactSensitiveData = v1.ImportFormat_IMPORT_FORMAT_HAR, &reveal
	if _, err := client.ImportExpectations(t.Context(), revealed); err != nil {
		t.Fatal(err)
	}
	get(t, server.URL()+"/a", 404) // what is revealed is asked for
	named := asked(201)
	named.Format = v1.ImportFormat_IMPORT_FORMAT_POSTMAN
	for _, refused := range []*v1.ImportExpectationsRequest{asked("x"), named, {}} {
		if _, err := client.ImportExpectations(t.Context(), refused); connect.CodeOf(err) != connect.CodeInvalidArgument {
			t.Errorf("%v: %v", refused, err)
		}
	}
}

// An RPC caller promotes what was forwarded, which is nothing here; CP-255.
func TestRPCPromote(t *testing.T) {
	server := startServer(t)
	get(t, server.URL()+"/a", 404)
	client := mockserverv1connect.NewRecordingServiceClient(h2c(t), server.URL())
	stored, err := client.PromoteRecordings(t.Context(), &v1.PromoteRecordingsRequest{HttpRequest: &v1.HttpRequest{}})
	if err != nil || len(stored.GetExpectations()) != 0 {
		t.Errorf("%v, %v", stored, err)
	}
}
