// Package mockservertest embeds a MockServer in a test: a server of its own,
// in the test's process, on a free port, closed when the test ends.
//
//	func TestLogin(t *testing.T) {
//		ms := mockservertest.Start(t)
//		_, err := ms.When(mock.Post("/login")).Respond(t.Context(), mock.Reply(204))
//		...
//	}
package mockservertest

import (
	"testing"

	mock "github.com/mockserver/mockserver/clients/go"
	"github.com/mockserver/mockserver/server"
)

// Server is a server embedded in a test, and a client of it. It is safe for
// concurrent use; tests that run in parallel may each have one.
type Server struct {
	*mock.Client
	// Embedded is the server itself, for its certificate authority and ports.
	Embedded *mockserver.Server
}

// Option changes the server before it starts.
type Option func(*mockserver.Config)

// Start starts a server that is closed when the test, and every test within
// it, has ended. A server that cannot start or close fails the test.
func Start(t testing.TB, options ...Option) *Server {
	t.Helper()
	var config mockserver.Config
	for _, option := range options {
		option(&config)
	}
	embedded, err := mockserver.New(config)
	if err != nil {
		t.Fatalf("mockservertest: %v", err)
	}
	t.Cleanup(func() {
		if err := embedded.Close(); err != nil {
			t.Errorf("mockservertest: %v", err)
		}
	})
	if err := embedded.Start(t.Context()); err != nil {
		t.Fatalf("mockservertest: %v", err)
	}
	client, err := mock.New(embedded.URL())
	if err != nil {
		t.Fatalf("mockservertest: %v", err)
	}
	t.Cleanup(func() { _ = client.Close() }) // before the server: it never fails
	return &Server{Client: client, Embedded: embedded}
}
