package mock_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	mock "github.com/mockserver/mockserver/clients/go"
)

// fake is a control plane that gives one answer and keeps what it was asked.
type fake struct {
	*mock.Client
	mu    sync.Mutex
	asked []string // "PUT /path?query body"
}

func newFake(t *testing.T, status int, answer string, options ...mock.ClientOption) *fake {
	t.Helper()
	f := &fake{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		f.mu.Lock()
		f.asked = append(f.asked, r.Method+" "+r.URL.RequestURI()+" "+string(body))
		f.mu.Unlock()
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(server.Close)
	f.Client = newClient(t, server.URL, options...)
	return f
}

func newClient(t *testing.T, url string, options ...mock.ClientOption) *mock.Client {
	t.Helper()
	client, err := mock.New(url, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// wasAsked fails unless the fake was asked exactly this.
func (f *fake) wasAsked(t *testing.T, want ...string) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.asked) != len(want) {
		t.Fatalf("asked %q, want %q", f.asked, want)
	}
	for i := range want {
		if f.asked[i] != want[i] {
			t.Errorf("asked:\n%s\nwant:\n%s", f.asked[i], want[i])
		}
	}
}
