package mock_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
)

// newFeed is a client of a control plane whose answer begins and goes on as
// told.
func newFeed(t *testing.T, goOn func(w io.Writer, flush func(), gone <-chan struct{}), options ...mock.ClientOption) *mock.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		flush := w.(http.Flusher).Flush
		flush()
		goOn(w, flush, r.Context().Done())
	}))
	t.Cleanup(server.Close)
	return newClient(t, server.URL, options...)
}

// watched is what a watcher is told before its error, which may be nil.
func watched(t *testing.T, ctx context.Context, client *mock.Client) (sequences []int64, failure error) {
	t.Helper()
	feed, err := client.Watch(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for w, err := range feed {
		if err != nil {
			failure = err
			continue
		}
		sequences = append(sequences, *w.Sequence)
	}
	return sequences, failure
}

func TestWatchYieldsLinesAndSkipsSignsOfLife(t *testing.T) {
	client := newFeed(t, func(w io.Writer, _ func(), _ <-chan struct{}) {
		_, _ = io.WriteString(w, "  {\"sequence\":1}\n {\"sequence\":2,\"exchange\":{}}\n  ")
	})
	sequences, err := watched(t, t.Context(), client)
	if err != nil || len(sequences) != 2 || sequences[1] != 2 {
		t.Errorf("%v, %v", sequences, err)
	}
}

func TestWatchSendsItsMatcher(t *testing.T) {
	f := newFake(t, 200, "")
	if _, err := f.Watch(t.Context(), mock.Get("/a")); err != nil {
		t.Fatal(err)
	}
	f.wasAsked(t, `PUT /mockserver/watch {"method":"GET","path":"/a"}`)
}

func TestLeavingTheLoopEndsTheWatch(t *testing.T) {
	left := make(chan struct{})
	client := newFeed(t, func(w io.Writer, flush func(), gone <-chan struct{}) {
		_, _ = io.WriteString(w, "{\"sequence\":1}\n")
		flush()
		<-gone
		close(left)
	})
	feed, err := client.Watch(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range feed {
		break
	}
	<-left
}

func TestTheContextEndsTheWatch(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	client := newFeed(t, func(_ io.Writer, _ func(), gone <-chan struct{}) { <-gone })
	feed, err := client.Watch(ctx)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	var unreachable *mock.UnreachableError
	for _, err := range feed {
		if !errors.As(err, &unreachable) || !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	if unreachable == nil {
		t.Error("the end was not told")
	}
}

func TestTheCallTimeoutBoundsTheBeginningOfAWatch(t *testing.T) {
	const limit = 30 * time.Millisecond
	client := newFeed(t, func(w io.Writer, _ func(), _ <-chan struct{}) {
		<-time.After(3 * limit)
		_, _ = io.WriteString(w, "{\"sequence\":1}\n")
	}, mock.CallTimeout(limit))
	if sequences, err := watched(t, t.Context(), client); err != nil || len(sequences) != 1 {
		t.Errorf("a stream was cut: %v, %v", sequences, err)
	}

	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}))
	t.Cleanup(silent.Close)
	_, err := newClient(t, silent.URL, mock.CallTimeout(limit)).Watch(t.Context())
	var unreachable *mock.UnreachableError
	if !errors.As(err, &unreachable) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestAWatchThatBreaks(t *testing.T) {
	client := newFeed(t, func(w io.Writer, flush func(), _ <-chan struct{}) {
		_, _ = io.WriteString(w, "{\"sequence\":1}\n")
		flush()
		panic(http.ErrAbortHandler)
	})
	sequences, err := watched(t, t.Context(), client)
	var unreachable *mock.UnreachableError
	if len(sequences) != 1 || !errors.As(err, &unreachable) {
		t.Errorf("lost: %v, %v", sequences, err)
	}

	client = newFeed(t, func(w io.Writer, _ func(), _ <-chan struct{}) { _, _ = io.WriteString(w, "no JSON\n") })
	if _, err = watched(t, t.Context(), client); errors.As(err, &unreachable) || err == nil || !strings.Contains(err.Error(), "contract") {
		t.Errorf("no JSON: %v", err)
	}
}

func TestAWatchIsRefused(t *testing.T) {
	_, err := newFake(t, 400, "incorrect:\n - $.x: unknown").Watch(t.Context())
	var refused *mock.RefusedError
	if !errors.As(err, &refused) || refused.Violations[0].Path != "$.x" {
		t.Errorf("got %v", err)
	}
}
