package mockserver_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestRPCRefusesUnknownFields: over Connect in JSON, where names are typed by
// hand.
func TestRPCRefusesUnknownFields(t *testing.T) {
	server := startServer(t)
	const document = `{"expectations": [{"httpRequest": {"pth": {"text": "/hello"}}, "httpResponse": {}}]}`
	for _, contentType := range []string{"application/json", "application/json; charset=utf-8"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost,
			server.URL()+"/mockserver.v1.ExpectationService/UpsertExpectations", strings.NewReader(document))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", contentType)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != 400 || !strings.Contains(string(text), `unknown field \"pth\"`) {
			t.Errorf("%s: %d %s, %v", contentType, response.StatusCode, text, err)
		}
	}
	get(t, server.URL()+"/hello", 404)
}
