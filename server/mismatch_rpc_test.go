package mockserver_test

import (
	"encoding/json"
	"net/http"
	"reflect"
	"testing"

	"connectrpc.com/connect"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/gen/mockserver/v1/mockserverv1connect"
)

// What RPC callers read of a mismatch is word for word what REST callers do.
func TestMismatchIsTheSameOverRPC(t *testing.T) {
	server := startServer(t)
	controlCall(t, server.URL(), "expectation", `[{"id":"state","httpRequest":{"path":"/a"},"httpResponse":{},"scenarioName":"s","scenarioState":"There"},
		{"id":"path","httpRequest":{"path":"/b","headers":{"x":["1"]}},"httpResponse":{}}]`)
	get(t, server.URL()+"/a", http.StatusNotFound)
	client := mockserverv1connect.NewExpectationServiceClient(h2c(t), server.URL(), connect.WithGRPC())
	explained, err := client.ExplainUnmatched(t.Context(), &v1.ExplainUnmatchedRequest{})
	if err != nil {
		t.Fatal(err)
	}
	var overRPC []map[string][]string
	for _, closest := range explained.GetUnmatchedReport().GetUnmatchedRequests()[0].GetClosestExpectations() {
		differences := map[string][]string{}
		for field, reasons := range closest.GetDifferences().GetMembers() {
			differences[field] = reasons.GetItems()
		}
		overRPC = append(overRPC, differences)
	}
	_, body := controlCall(t, server.URL(), "explainUnmatched", "")
	var report struct {
		UnmatchedRequests []struct {
			ClosestExpectations []struct{ Differences map[string][]string }
		}
	}
	if err := json.Unmarshal([]byte(body), &report); err != nil {
		t.Fatal(err)
	}
	var overREST []map[string][]string
	for _, closest := range report.UnmatchedRequests[0].ClosestExpectations {
		overREST = append(overREST, closest.Differences)
	}
	if len(overREST) != 2 || !reflect.DeepEqual(overRPC, overREST) {
		t.Errorf("over RPC\n%v\nover REST\n%v", overRPC, overREST)
	}
}

// An RPC caller is told what was dropped, as a REST caller is.
func TestDiscardedIsToldOverRPC(t *testing.T) {
	server := startServer(t)
	controlCall(t, server.URL(), "configuration", `{"maxLogEntries":2}`)
	for range 5 {
		get(t, server.URL()+"/a", http.StatusNotFound)
	}
	client := mockserverv1connect.NewRecordingServiceClient(h2c(t), server.URL(), connect.WithGRPC())
	ctx, call := connect.NewClientContext(t.Context())
	if _, err := client.RetrieveRequests(ctx, &v1.RetrieveRequestsRequest{}); err != nil {
		t.Fatal(err)
	}
	if got := call.ResponseHeader().Get("X-MockServer-Discarded"); got != "3" {
		t.Errorf("discarded: %q", got)
	}
}
