package mockservertest_test

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	mock "github.com/mockserver/mockserver/clients/go"
	"github.com/mockserver/mockserver/clients/go/mockservertest"
	"github.com/mockserver/mockserver/server"
)

func get(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.Status + " " + string(body)
}

func TestTwoServersShareNothing(t *testing.T) {
	one, other := mockservertest.Start(t), mockservertest.Start(t)
	if _, err := one.When(mock.Get("/a")).Respond(t.Context(), mock.Reply(200).Text("one")); err != nil {
		t.Fatal(err)
	}
	if got := get(t, one.URL()+"/a"); got != "200 OK one" {
		t.Errorf("got %s", got)
	}
	if got := get(t, other.URL()+"/a"); !strings.HasPrefix(got, "404 ") {
		t.Errorf("got %s", got)
	}
	if err := one.Verify(t.Context(), mock.Get("/a"), mock.Once()); err != nil {
		t.Error(err)
	}
	requests, err := other.RetrieveRequests(t.Context())
	if err != nil || len(requests) != 1 || requests[0].Path.String() != "/a" {
		t.Errorf("got %v, %v", requests, err)
	}
}

func TestClosedWithItsTest(t *testing.T) {
	var ms *mockservertest.Server
	t.Run("inner", func(t *testing.T) { ms = mockservertest.Start(t) })
	client, err := mock.New(ms.URL(), mock.ConnectFor(0))
	if err != nil {
		t.Fatal(err)
	}
	var unreachable *mock.UnreachableError
	if err := client.Reset(t.Context()); !errors.As(err, &unreachable) {
		t.Errorf("got %v", err)
	}
}

func TestOptions(t *testing.T) {
	var log strings.Builder
	withLog := func(c *mockserver.Config) { c.Logger = slog.New(slog.NewTextHandler(&log, nil)) }
	t.Run("inner", func(t *testing.T) { mockservertest.Start(t, withLog) })
	if !strings.Contains(log.String(), "started on port") {
		t.Errorf("got %q", log.String())
	}
}
