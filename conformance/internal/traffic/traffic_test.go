package traffic

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/types/known/structpb"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// echo answers with what it received, or as the path asks.
func echo(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/close":
		w.Header().Set("Connection", "close")
	case "/chunks":
		for _, part := range []string{"abc", "de"} {
			io.WriteString(w, part)
			w.(http.Flusher).Flush()
		}
		return
	case "/drop":
		panic(http.ErrAbortHandler)
	}
	body, _ := io.ReadAll(r.Body)
	w.Header().Set("X-Seen", r.Method+" "+r.RequestURI+" "+r.Proto+" "+r.Header.Get("X-A"))
	w.Header().Set("X-Host", r.Host)
	w.WriteHeader(201)
	w.Write(body)
}

func clientOf(t *testing.T, server *httptest.Server) *Client {
	t.Helper()
	parsed, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	client := &Client{Host: parsed.Hostname(), Port: parsed.Port()}
	t.Cleanup(client.Close)
	return client
}

func plain(t *testing.T) *Client {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(echo))
	server.Config.Protocols = &http.Protocols{}
	server.Config.Protocols.SetHTTP1(true)
	server.Config.Protocols.SetUnencryptedHTTP2(true)
	server.Start()
	t.Cleanup(server.Close)
	return clientOf(t, server)
}

func secure(t *testing.T) *Client {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(echo))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	return clientOf(t, server)
}

func send(t *testing.T, client *Client, request *pb.Send) *Response {
	t.Helper()
	response, err := client.Send(context.Background(), request, false)
	if err != nil {
		t.Fatal(err)
	}
	return response
}

func TestSendOverEveryTransport(t *testing.T) {
	unencrypted, encrypted := plain(t), secure(t)
	for _, tc := range []struct {
		over, proto string
		client      *Client
	}{
		{"", "HTTP/1.1", unencrypted},
		{"http1", "HTTP/1.1", unencrypted},
		{"h2c", "HTTP/2.0", unencrypted},
		{"https1", "HTTP/1.1", encrypted},
		{"h2", "HTTP/2.0", encrypted},
	} {
		got := send(t, tc.client, &pb.Send{
			Method: "POST", Path: "/p?q=1", Over: tc.over,
			Headers: []string{"X-A: one", "Host: some.host"},
			Body:    &pb.Body{Content: &pb.Body_Text{Text: "hello"}},
		})
		if got.Status != 201 || string(got.Body) != "hello" || got.Header.Get("X-Host") != "some.host" ||
			got.Header.Get("X-Seen") != "POST /p?q=1 "+tc.proto+" one" {
			t.Errorf("%s: got %d %q %v", tc.over, got.Status, got.Body, got.Header)
		}
		if encrypted := tc.client == encrypted; encrypted != (got.Certificate != nil) {
			t.Errorf("%s: certificate %v", tc.over, got.Certificate)
		}
		if !strings.Contains(got.Trace, "> X-A: one") && !strings.Contains(got.Trace, "> x-a: one") {
			t.Errorf("%s: trace %q", tc.over, got.Trace)
		}
	}
}

func TestSendDefaultsToGetOfTheRoot(t *testing.T) {
	got := send(t, plain(t), &pb.Send{})
	if seen := got.Header.Get("X-Seen"); seen != "GET / HTTP/1.1" {
		t.Errorf("got %q", seen)
	}
	if got.Reason != "Created" {
		t.Errorf("reason %q", got.Reason)
	}
}

func TestBodies(t *testing.T) {
	value, err := structpb.NewValue(map[string]any{"a": []any{1, "x"}})
	if err != nil {
		t.Fatal(err)
	}
	client := plain(t)
	for want, body := range map[string]*pb.Body{
		"text":          {Content: &pb.Body_Text{Text: "text"}},
		`{"a":[1,"x"]}`: {Content: &pb.Body_Json{Json: value}},
		"\x00\x01":      {Content: &pb.Body_Base64{Base64: "AAE="}},
		"[{{{1":         {Content: &pb.Body_Fragments{Fragments: &pb.Fragments{Parts: []*pb.Fragment{{Text: "["}, {Text: "{", Times: 3}, {Text: "1"}}}}},
		"":              nil,
	} {
		if got := send(t, client, &pb.Send{Method: "POST", Body: body}); string(got.Body) != want {
			t.Errorf("got %q, want %q", got.Body, want)
		}
	}
	malformed := &pb.Body{Content: &pb.Body_Base64{Base64: "!"}}
	if _, err := client.Send(context.Background(), &pb.Send{Body: malformed}, false); err == nil {
		t.Error("malformed base64 is no error")
	}
	if _, err := client.Send(context.Background(), &pb.Send{Body: malformed, Over: "h2c"}, false); err == nil {
		t.Error("malformed base64 is no error over HTTP/2")
	}
}

func TestChunks(t *testing.T) {
	got := send(t, plain(t), &pb.Send{Path: "/chunks"})
	if !slices.Equal(got.Chunks, []int{3, 2}) || string(got.Body) != "abcde" {
		t.Errorf("got %v %q", got.Chunks, got.Body)
	}
	for _, malformed := range []string{"\r\n\r\nxyz\r\n", "\r\n\r\n5\r\nabc", ""} {
		if sizes, err := chunkSizes([]byte(malformed)); err == nil {
			t.Errorf("%q: got %v", malformed, sizes)
		}
	}
}

func TestNamedConnections(t *testing.T) {
	client := plain(t)
	for range 3 {
		send(t, client, &pb.Send{Connection: "one", Method: "HEAD"})
	}
	if len(client.named) != 1 {
		t.Errorf("%d connections", len(client.named))
	}
	send(t, client, &pb.Send{Connection: "one", Path: "/close"})
	if got, err := client.Send(context.Background(), &pb.Send{Connection: "one"}, false); err == nil && !got.Nothing {
		t.Errorf("a closed connection answered %d", got.Status)
	}
}

func TestClosing(t *testing.T) {
	t.Parallel()
	client := plain(t)
	for path, closes := range map[string]bool{"/close": true, "/": false} {
		if !closes && testing.Short() {
			continue
		}
		got, err := client.Send(context.Background(), &pb.Send{Path: path}, true)
		if err != nil || got.Closed != closes {
			t.Errorf("%s: got %v, %v", path, got.Closed, err)
		}
	}
}

func TestNoResponse(t *testing.T) {
	if got := send(t, plain(t), &pb.Send{Path: "/drop"}); !got.Nothing {
		t.Errorf("got %d", got.Status)
	}
}

func TestRaw(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	received := make(chan string, 1)
	go func() {
		stream, err := listener.Accept()
		if err != nil {
			return
		}
		defer stream.Close()
		text, _ := io.ReadAll(bufio.NewReader(stream))
		received <- string(text)
		io.WriteString(stream, "HTTP/1.1 400 Odd\r\nContent-Length: 0\r\n\r\n")
	}()
	host, port, _ := net.SplitHostPort(listener.Addr().String())
	got := send(t, &Client{Host: host, Port: "1"}, &pb.Send{Raw: "anything at all", Port: port})
	if text := <-received; text != "anything at all" {
		t.Errorf("received %q", text)
	}
	if got.Status != 400 || got.Reason != "Odd" {
		t.Errorf("got %d %q", got.Status, got.Reason)
	}
}

func TestUnreachable(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	client := clientOf(t, server)
	server.Close()
	for _, over := range []string{"http1", "https1", "h2c", "h2"} {
		if _, err := client.Send(context.Background(), &pb.Send{Over: over}, false); err == nil {
			t.Errorf("%s: no error", over)
		}
	}
}

func TestTimeout(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer server.Close()
	defer close(release)
	if _, err := clientOf(t, server).Send(context.Background(), &pb.Send{TimeoutMs: 20}, false); err == nil {
		t.Error("no error")
	}
}
