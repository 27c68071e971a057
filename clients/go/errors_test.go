package mock_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
)

const refusal = `incorrect expectation json format for:

  {"httpRequest":{"path":5}, "x": "- $.quoted: no"}

 schema validation errors:

  2 errors:
   - $.httpRequest.path: integer found, string expected
   - $[0].headers.a b: is not defined in the schema: see it

 OpenAPI Specification: none`

func TestRefused(t *testing.T) {
	_, err := newFake(t, 400, refusal).Upsert(t.Context(), mock.Plain{})
	var refused *mock.RefusedError
	if !errors.As(err, &refused) {
		t.Fatalf("got %T %v", err, err)
	}
	want := []mock.Violation{
		{Path: "$.httpRequest.path", Reason: "integer found, string expected"},
		{Path: "$[0].headers.a b", Reason: "is not defined in the schema: see it"},
	}
	if refused.Status != 400 || refused.Message != refusal || !reflect.DeepEqual(refused.Violations, want) {
		t.Errorf("got %+v", refused)
	}
	refused.Violations = append(refused.Violations, refused.Violations[0])
	if paths := refused.FieldPaths(); !reflect.DeepEqual(paths, []string{"$.httpRequest.path", "$[0].headers.a b"}) {
		t.Errorf("got %v", paths)
	}
	if !strings.HasPrefix(err.Error(), "upsertExpectations: refused with status 400: incorrect") {
		t.Errorf("got %q", err)
	}
}

func TestVerificationFailed(t *testing.T) {
	err := newFake(t, 406, "Request not found once").Verify(t.Context(), mock.Get("/a"))
	var failed *mock.VerificationError
	if !errors.As(err, &failed) || failed.Message != "Request not found once" || err.Error() != failed.Message {
		t.Errorf("got %T %v", err, err)
	}
}

func TestUnreachable(t *testing.T) {
	ms := newClient(t, closedAddress(t), mock.ConnectFor(0))
	err := ms.Reset(t.Context())
	var unreachable *mock.UnreachableError
	if !errors.As(err, &unreachable) || unreachable.Operation != "reset" || unreachable.URL != ms.URL() {
		t.Errorf("got %T %v", err, err)
	}
}

// closedAddress is the URL of a port where nobody listens.
func closedAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return "http://" + listener.Addr().String()
}

func TestNonsenseIsNoneOfTheThree(t *testing.T) {
	_, err := newFake(t, 200, "<html>").Status(t.Context())
	var unreachable *mock.UnreachableError
	var refused *mock.RefusedError
	if err == nil || errors.As(err, &unreachable) || errors.As(err, &refused) {
		t.Errorf("got %T %v", err, err)
	}
}

func TestWhatHasNoJSONIsNotSent(t *testing.T) {
	ms := newFake(t, 200, "")
	for name, err := range map[string]error{
		"in a builder": ms.Verify(t.Context(), mock.Post("/a").JSON(make(chan int))),
		"plain":        ms.Verify(t.Context(), mock.WithRequest(mock.Plain{"a": make(chan int)})),
		"raw":          ms.Clear(t.Context(), mock.WithRequest(mock.Raw(`{"a":`))),
		"no object":    ms.Verify(t.Context(), mock.WithRequest(mock.Raw(`5`))),
		"in an option": ms.VerifySequence(t.Context(), mock.Request().PathMatchingSchema("no object")),
	} {
		if err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
	ms.wasAsked(t)
}

// starting fails with err until it was asked as often as failures says.
type starting struct {
	failures int32
	err      error
	asked    atomic.Int32
}

func (s *starting) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if s.asked.Add(1) <= s.failures {
		return nil, s.err
	}
	return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(string(body))), Request: r}, nil
}

func TestTriesAgainWhileTheServerStarts(t *testing.T) {
	for _, cause := range []error{&net.OpError{Op: "dial", Err: errors.New("connection refused")}, io.EOF} {
		transport := &starting{failures: 3, err: cause}
		ms := newClient(t, "http://127.0.0.1:1", mock.HTTPClient(&http.Client{Transport: transport}))
		stored, err := ms.Upsert(t.Context(), mock.Plain{"id": "a"})
		if err != nil || len(stored) != 1 || *stored[0].ID != "a" {
			t.Errorf("%v: the whole body is to be sent again, got %v, %v", cause, stored, err)
		}
		if n := transport.asked.Load(); n != 4 {
			t.Errorf("%v: asked %d times", cause, n)
		}
	}
}

func TestOtherFailuresAreNotTriedAgain(t *testing.T) {
	transport := &starting{failures: 9, err: errors.New("certificate expired")}
	ms := newClient(t, "http://127.0.0.1:1", mock.HTTPClient(&http.Client{Transport: transport}))
	if _, err := ms.Upsert(t.Context()); err == nil || transport.asked.Load() != 1 {
		t.Errorf("asked %d times: %v", transport.asked.Load(), err)
	}
}

func TestHalfAnAnswerIsNotAskedForAgain(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
		_ = conn.Close()
	}))
	defer server.Close()
	err := newClient(t, server.URL).Reset(t.Context())
	var unreachable *mock.UnreachableError
	if !errors.As(err, &unreachable) || asked.Load() != 1 {
		t.Errorf("asked %d times: %v", asked.Load(), err)
	}
}

func TestCallTimeout(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer server.Close()
	defer close(release)
	err := newClient(t, server.URL, mock.CallTimeout(20*time.Millisecond)).Reset(t.Context())
	var unreachable *mock.UnreachableError
	if !errors.As(err, &unreachable) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %T %v", err, err)
	}
}

func TestAVerificationMayWaitLongerThanACall(t *testing.T) {
	deadlines := make(chan time.Duration, 1)
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		deadline, _ := r.Context().Deadline()
		deadlines <- time.Until(deadline)
		return &http.Response{StatusCode: 202, Body: http.NoBody, Request: r}, nil
	})
	ms := newClient(t, "http://127.0.0.1:1", mock.CallTimeout(time.Second), mock.HTTPClient(&http.Client{Transport: transport}))
	if err := ms.Verify(t.Context(), mock.Get("/a"), mock.WithTimeout(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if left := <-deadlines; left < time.Hour {
		t.Errorf("only %v were left for the server's wait", left)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestBaseURL(t *testing.T) {
	for _, url := range []string{"localhost:1080", "", "ftp://host", "http://", "http://%zz"} {
		if _, err := mock.New(url); err == nil {
			t.Errorf("%q: want an error", url)
		}
	}
}
