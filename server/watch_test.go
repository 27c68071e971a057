package mockserver_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"

	mockserver "github.com/mockserver/mockserver/server"
)

// watch begins to watch; the answer's head has come.
func watch(ctx context.Context, t *testing.T, client *http.Client, server *mockserver.Server, matcher string) *bufio.Reader {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, server.URL()+"/mockserver/watch", strings.NewReader(matcher))
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	if response.StatusCode != 200 || response.Header.Get("Content-Type") != "application/x-ndjson" {
		t.Fatalf("%d %v", response.StatusCode, response.Header)
	}
	return bufio.NewReader(response.Body)
}

// http1 is a client that keeps no connection.
func http1() *http.Client {
	return &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
}

func TestWatchStreamsOverBothVersionsOfHTTP(t *testing.T) {
	for name, client := range map[string]*http.Client{"HTTP/1.1": http1(), "HTTP/2": h2c(t)} {
		server := startServer(t)
		lines := watch(t.Context(), t, client, server, `{"path": "/hello"}`)
		for _, path := range []string{"/other", "/hello?n=1", "/hello?n=2"} {
			get(t, server.URL()+path, 404)
		}
		for _, n := range []string{"1", "2"} {
			line, err := lines.ReadString('\n')
			if err != nil {
				t.Fatal(name, err)
			}
			var watched struct {
				Sequence, Missed int
				Exchange         struct {
					HTTPRequest struct {
						Path                  string
						QueryStringParameters map[string][]string
					}
					HTTPResponse struct{ StatusCode int }
				}
			}
			if err := json.Unmarshal([]byte(line), &watched); err != nil {
				t.Fatal(name, err)
			}
			request := watched.Exchange.HTTPRequest
			if request.Path != "/hello" || request.QueryStringParameters["n"][0] != n || watched.Exchange.HTTPResponse.StatusCode != 404 {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
}

func TestWatchEndsCleanlyWithTheServer(t *testing.T) {
	for name, client := range map[string]*http.Client{"HTTP/1.1": http1(), "HTTP/2": h2c(t)} {
		server := startServer(t)
		lines := watch(t.Context(), t, client, server, "")
		get(t, server.URL()+"/last", 404)
		if status, text := call(t, "PUT", server.URL()+"/mockserver/stop", ""); status != 200 {
			t.Fatal(status, text)
		}
		content, err := io.ReadAll(lines)
		if err != nil || strings.Count(string(content), "\n") != 1 || !strings.Contains(string(content), `"/last"`) {
			t.Errorf("%s: %q, %v", name, content, err)
		}
		if err := server.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWatchIsFreedWhenTheCallerGoesAway(t *testing.T) {
	for name, client := range map[string]*http.Client{"HTTP/1.1": http1(), "HTTP/2": h2c(t)} {
		server := startServer(t)
		before := goleak.IgnoreCurrent()
		ctx, leave := context.WithCancel(t.Context())
		lines := watch(ctx, t, client, server, "")
		leave()
		if _, err := io.ReadAll(lines); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		client.CloseIdleConnections()
		if err := goleak.Find(before); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWatchRefusesABadMatcher(t *testing.T) {
	server := startServer(t)
	status, text := call(t, "PUT", server.URL()+"/mockserver/watch", `{"x": 1}`)
	if status != 400 || !strings.Contains(text, "$.x") {
		t.Errorf("%d %s", status, text)
	}
}
