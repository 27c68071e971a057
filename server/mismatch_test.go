package mockserver_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"connectrpc.com/connect"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/gen/mockserver/v1/mockserverv1connect"
)

// controlCall makes one REST call of the control plane.
func controlCall(t *testing.T, url, path, document string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, url+"/mockserver/"+path, strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

const nearlyLogin = `[
	{"id":"other","httpRequest":{"method":"GET","path":"/other","secure":true},"httpResponse":{}},
	{"id":"login","httpRequest":{"method":"POST","path":"/login","headers":{"x":["1"]}},"httpResponse":{}}]`

func TestCP106_DebugMismatch(t *testing.T) {
	server := startServer(t)
	controlCall(t, server.URL(), "expectation", nearlyLogin)
	status, body := controlCall(t, server.URL(), "debugMismatch", `{"method":"POST","path":"/logon","headers":{"x":["1"]}}`)
	var report struct {
		TotalExpectations, EvaluatedExpectations int
		ClosestMatch                             struct {
			ExpectationID              string
			MatchedFields, TotalFields int
			Suggestion                 []struct{ Op, Path, Value string }
		}
		Results []struct {
			ExpectationID, ExpectationPath, ExpectationMethod string
			Matches                                           bool
			Differences                                       map[string][]string
		}
	}
	if err := json.Unmarshal([]byte(body), &report); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s: %v", status, body, err)
	}
	if report.TotalExpectations != 2 || report.EvaluatedExpectations != 2 || len(report.Results) != 2 {
		t.Errorf("counts of %s", body)
	}
	closest := report.ClosestMatch
	if closest.ExpectationID != "login" || closest.TotalFields-closest.MatchedFields != 1 {
		t.Errorf("closest is %+v", closest)
	}
	if len(closest.Suggestion) != 1 || closest.Suggestion[0].Path != "/httpRequest/path" || closest.Suggestion[0].Value != "/logon" {
		t.Errorf("suggested %+v", closest.Suggestion)
	}
	first := report.Results[0]
	if first.ExpectationPath != "/other" || first.Matches || len(first.Differences["method"]) == 0 || len(first.Differences["secure"]) == 0 {
		t.Errorf("first result is %+v", first)
	}
}

func TestExplainUnmatched(t *testing.T) {
	server := startServer(t)
	controlCall(t, server.URL(), "expectation", nearlyLogin)
	get(t, server.URL()+"/first", http.StatusNotFound)
	get(t, server.URL()+"/second", http.StatusNotFound)
	_, body := controlCall(t, server.URL(), "explainUnmatched", `{"limit":1}`)
	var report struct {
		UnmatchedRequestCount int
		UnmatchedRequests     []struct {
			Method, Path        string
			ClosestExpectations []struct {
				ExpectationID       string
				DifferingFieldCount int
				Remediation         map[string]string
			}
		}
	}
	if err := json.Unmarshal([]byte(body), &report); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	if report.UnmatchedRequestCount != 1 || report.UnmatchedRequests[0].Path != "/second" {
		t.Fatalf("the latest is to come first and alone: %s", body)
	}
	closest := report.UnmatchedRequests[0].ClosestExpectations
	if len(closest) != 2 || closest[0].ExpectationID != "other" || closest[0].DifferingFieldCount != 2 || closest[0].Remediation["path"] == "" {
		t.Errorf("closest are %+v", closest)
	}
	for document, want := range map[string]string{`{"limit":0}`: "$.limit", `{"limit":"x"}`: "$.limit", `{`: ""} {
		if status, body := controlCall(t, server.URL(), "explainUnmatched", document); status != http.StatusBadRequest || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", document, status, body)
		}
	}
}

func TestRPCDebugMismatch(t *testing.T) {
	server := startServer(t)
	controlCall(t, server.URL(), "expectation", nearlyLogin)
	client := mockserverv1connect.NewExpectationServiceClient(h2c(t), server.URL(), connect.WithGRPC())
	response, err := client.DebugMismatch(t.Context(), &v1.DebugMismatchRequest{HttpRequest: hello().GetHttpRequest()})
	if err != nil {
		t.Fatal(err)
	}
	suggestion := response.GetMismatchReport().GetClosestMatch().GetSuggestion()
	if len(suggestion) == 0 || suggestion[0].GetOp() != v1.PatchOperationOp_PATCH_OPERATION_OP_REPLACE {
		t.Errorf("suggested %v", suggestion)
	}
	results := response.GetMismatchReport().GetResults()
	if len(results) != 2 || len(results[0].GetDifferences().GetMembers()["path"].GetItems()) == 0 {
		t.Errorf("got %v", response)
	}
	get(t, server.URL()+"/first", http.StatusNotFound)
	explained, err := client.ExplainUnmatched(t.Context(), &v1.ExplainUnmatchedRequest{})
	if err != nil {
		t.Fatal(err)
	}
	closest := explained.GetUnmatchedReport().GetUnmatchedRequests()[0].GetClosestExpectations()
	if len(closest) != 2 || closest[0].GetRemediation().GetMembers()["path"] == "" {
		t.Errorf("got %v", explained)
	}
}
