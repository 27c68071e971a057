package netio_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/ca"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/netio"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fixture is a server on a free port with an engine of the test's own.
type fixture struct {
	server    *netio.Server
	settings  *config.Live
	authority *ca.Authority
	address   string

	mutex    sync.Mutex
	received []*model.Request
}

type serve func(context.Context, *model.Request, action.Client)

// engine records every request before answering it.
type engine struct {
	fixture *fixture
	serve   serve
}

func (e engine) Serve(ctx context.Context, request *model.Request, client action.Client) {
	e.fixture.mutex.Lock()
	e.fixture.received = append(e.fixture.received, request)
	e.fixture.mutex.Unlock()
	e.serve(ctx, request, client)
}

// face owns one path.
type face struct{ http.HandlerFunc }

func (face) Owns(_, path string) bool { return path == "/face" }

func start(t *testing.T, serve serve, handler http.HandlerFunc) *fixture {
	t.Helper()
	f := &fixture{settings: config.NewLive(config.Default())}
	var err error
	f.authority, err = ca.New(ca.Options{Names: ca.Names{Common: "localhost"}, Clock: time.Now, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	f.server, err = netio.New(netio.Options{
		Engine:    engine{f, serve},
		Faces:     []netio.Face{face{handler}},
		Settings:  f.settings,
		Authority: f.authority,
		Logger:    slog.New(slog.DiscardHandler),
		Clock:     time.Now,
		NewID:     func() string { return "id" },
	})
	if err != nil {
		t.Fatal(err)
	}
	ports, err := f.server.Bind([]int{0})
	if err != nil {
		t.Fatal(err)
	}
	f.address = fmt.Sprintf("localhost:%d", ports[0])
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := f.server.Shutdown(ctx); err != nil {
			t.Errorf("Shutdown: %v", err)
		}
	})
	return f
}

// echo answers with what it understood.
func echo(ctx context.Context, request *model.Request, client action.Client) {
	text := fmt.Sprintf("%s %s?%s %s secure=%t keepAlive=%t body=%s",
		request.Method, request.Path, request.RawQuery, request.Protocol, request.Secure, request.KeepAlive, request.Body)
	_ = client.Send(ctx, &action.Reply{Body: []byte(text)})
}

func (f *fixture) set(t *testing.T, document string) {
	t.Helper()
	if err := f.settings.Merge([]byte(document)); err != nil {
		t.Fatal(err)
	}
}

func (f *fixture) last(t *testing.T) *model.Request {
	t.Helper()
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if len(f.received) == 0 {
		t.Fatal("nothing was received")
	}
	return f.received[len(f.received)-1]
}

func (f *fixture) dial(t *testing.T) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", f.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	if err := connection.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return connection
}

// exchange sends text on a connection of its own, says that it has ended, and
// returns all that comes back.
func (f *fixture) exchange(t *testing.T, text string) string {
	t.Helper()
	connection := f.dial(t)
	if _, err := io.WriteString(connection, text); err != nil {
		t.Fatal(err)
	}
	if err := connection.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(connection)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

// client speaks the given protocol, over TLS where that is what it takes.
func (f *fixture) client(t *testing.T, configure func(*http.Protocols)) *http.Client {
	t.Helper()
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(f.authority.PEM())
	protocols := &http.Protocols{}
	configure(protocols)
	transport := &http.Transport{Protocols: protocols, TLSClientConfig: &tls.Config{RootCAs: roots}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: 10 * time.Second}
}

func TestOnePortSpeaksEverything(t *testing.T) {
	f := start(t, echo, nil)
	for name, test := range map[string]struct {
		scheme    string
		configure func(*http.Protocols)
		want      string
	}{
		"HTTP/1.1":            {"http", func(p *http.Protocols) { p.SetHTTP1(true) }, "GET /a?b=c HTTP_1_1 secure=false keepAlive=true body="},
		"HTTP/2 in the clear": {"http", func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }, "GET /a?b=c HTTP_2 secure=false keepAlive=true body="},
		"HTTP/1.1 over TLS":   {"https", func(p *http.Protocols) { p.SetHTTP1(true) }, "GET /a?b=c HTTP_1_1 secure=true keepAlive=true body="},
		"HTTP/2 over TLS":     {"https", func(p *http.Protocols) { p.SetHTTP2(true) }, "GET /a?b=c HTTP_2 secure=true keepAlive=true body="},
	} {
		response, err := f.client(t, test.configure).Get(test.scheme + "://" + f.address + "/a?b=c")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || string(body) != test.want {
			t.Errorf("%s: %s, %v", name, body, err)
		}
		for _, unasked := range []string{"Date", "Content-Type", "Server"} {
			if value, present := response.Header[unasked]; present {
				t.Errorf("%s: header %s %q, which nobody configured", name, unasked, value)
			}
		}
	}
}

func TestHTTP2CanBeTurnedOff(t *testing.T) {
	f := start(t, echo, nil)
	f.set(t, `{"http2Enabled": false}`)
	both := func(p *http.Protocols) { p.SetHTTP1(true); p.SetHTTP2(true) }
	response, err := f.client(t, both).Get("https://" + f.address)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.ProtoMajor != 1 {
		t.Errorf("HTTP/%d was negotiated", response.ProtoMajor)
	}
	if _, err := f.client(t, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }).Get("http://" + f.address); err == nil {
		t.Error("HTTP/2 with prior knowledge was answered")
	}
}

func TestBytesArrivingOneByOne(t *testing.T) {
	f := start(t, echo, nil)
	connection := f.dial(t)
	for _, b := range []byte("PRINT /slow HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\nab") {
		if _, err := connection.Write([]byte{b}); err != nil {
			t.Fatal(err)
		}
	}
	answer, err := io.ReadAll(connection)
	if err != nil || !strings.HasSuffix(string(answer), "PRINT /slow? HTTP_1_1 secure=false keepAlive=false body=ab") {
		t.Errorf("%q, %v", answer, err)
	}
}

func TestPipelinedRequestsAreAnsweredInOrder(t *testing.T) {
	f := start(t, func(ctx context.Context, request *model.Request, client action.Client) {
		if request.Path == "/1" {
			_ = action.Pause(ctx, 20*time.Millisecond)
		}
		echo(ctx, request, client)
	}, nil)
	answer := f.exchange(t, "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nConnection: close\r\n\r\n")
	first, second := strings.Index(answer, "GET /1?"), strings.Index(answer, "GET /2?")
	if first < 0 || second < first {
		t.Errorf("%q", answer)
	}
}

func TestRequestIsReceivedAsSent(t *testing.T) {
	f := start(t, echo, nil)
	f.exchange(t, "pUrGe http://elsewhere/a%2Fb/%zz?x=1&y=%20+&x=%z&&e HTTP/1.0\r\nhOSt: h\r\nX-Z: 1\r\nX-A: 2\r\nCookie: a=1; b=\"2\"; a=3\r\n\r\n")
	got := f.last(t)
	for _, check := range []struct {
		name      string
		got, want any
	}{
		{"method", got.Method, "pUrGe"},
		{"path", got.Path, "/a%2Fb/%zz"},
		{"query", fmt.Sprint(got.Query), "[{x 1} {y   } {x %z} {e }]"},
		{"headers", fmt.Sprint(got.Headers), `[{hOSt h} {X-Z 1} {X-A 2} {Cookie a=1; b="2"; a=3}]`},
		{"cookies", fmt.Sprint(got.Cookies), "[{a 1} {b 2}]"},
		{"keepAlive", got.KeepAlive, false},
		{"protocol", got.Protocol, model.HTTP1},
		{"remote", got.Remote.Addr().IsLoopback(), true},
		{"local port", fmt.Sprint(got.Local.Port()), f.address[strings.Index(f.address, ":")+1:]},
	} {
		if check.got != check.want {
			t.Errorf("%s: got %v, want %v", check.name, check.got, check.want)
		}
	}
}

func TestHTTP2RequestIsReceivedAsSent(t *testing.T) {
	f := start(t, echo, nil)
	request, err := http.NewRequest("BREW", "http://"+f.address+"/pot?x=1", strings.NewReader("beans"))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-B", "1")
	request.Header.Set("User-Agent", "u")
	request.Header.Set("Accept-Encoding", "identity")
	response, err := f.client(t, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	got := f.last(t)
	want := fmt.Sprintf("[{accept-encoding identity} {content-length 5} {host %s} {user-agent u} {x-b 1}]", f.address)
	if got.Method != "BREW" || string(got.Body) != "beans" || fmt.Sprint(got.Headers) != want {
		t.Errorf("%+v", got)
	}
}

func TestClientCertificateIsDescribed(t *testing.T) {
	f := start(t, echo, nil)
	certificate, err := f.authority.Certificate(&tls.ClientHelloInfo{ServerName: "joe"})
	if err != nil {
		t.Fatal(err)
	}
	client := f.client(t, func(p *http.Protocols) { p.SetHTTP1(true) })
	client.Transport.(*http.Transport).TLSClientConfig.Certificates = []tls.Certificate{*certificate}
	response, err := client.Get("https://" + f.address)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	presented := f.last(t).ClientCertificate
	if len(presented) != 2 || !strings.HasPrefix(presented[0].Subject, "CN=joe,") || len(presented[0].FingerprintSHA256) != 64 {
		t.Errorf("%+v", presented)
	}
}

func TestRefusals(t *testing.T) {
	f := start(t, echo, nil)
	f.set(t, `{"maxRequestBodySize": 10, "maxHeaderSize": 200}`)
	for name, test := range map[string]struct{ request, status, reason string }{
		"truncated head":    {"GET / HTTP/1.1\r\nHost: x", "400 Bad Request", "truncated request: the connection ended inside the headers"},
		"truncated body":    {"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc", "400 Bad Request", "truncated request: the body ended after 3 bytes"},
		"truncated chunks":  {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "400 Bad Request", "truncated request: the body ended after 2 bytes"},
		"no request line":   {"HELLO\r\n\r\n", "400 Bad Request", "malformed request: "},
		"bad length":        {"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "400 Bad Request", "malformed request: its Content-Length is not a number"},
		"bad chunks":        {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400 Bad Request", "malformed request: its chunks are broken"},
		"long body":         {"POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n12345678901", "413 Request Entity Too Large", "maxRequestBodySize (10 bytes)"},
		"long chunked body": {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n12345678901\r\n0\r\n\r\n", "413 Request Entity Too Large", "maxRequestBodySize (10 bytes)"},
		"long headers":      {"GET / HTTP/1.1\r\nA: " + strings.Repeat("x", 200) + "\r\n\r\n", "431 Request Header Fields Too Large", "maxHeaderSize (200 bytes)"},
	} {
		answer := f.exchange(t, test.request)
		if !strings.HasPrefix(answer, "HTTP/1.1 "+test.status+"\r\n") || !strings.Contains(answer, test.reason) {
			t.Errorf("%s: %q", name, answer)
		}
		if !strings.Contains(answer, "content-type: text/plain; charset=utf-8\r\nconnection: close\r\n") {
			t.Errorf("%s: headers of %q", name, answer)
		}
	}
	if answer := f.exchange(t, "GET /alive HTTP/1.1\r\n\r\n"); !strings.Contains(answer, "/alive") {
		t.Errorf("afterwards: %q", answer)
	}
	if len(f.received) != 1 {
		t.Errorf("%d requests reached the engine", len(f.received))
	}
}

func TestUnknownProtocolIsClosed(t *testing.T) {
	f := start(t, echo, nil)
	if answer := f.exchange(t, "\x05\x01\x00"); answer != "" {
		t.Errorf("%q", answer)
	}
}

func TestLargeBodyIsRefusedBeforeItIsSent(t *testing.T) {
	f := start(t, echo, nil)
	connection := f.dial(t)
	if _, err := io.WriteString(connection, "POST / HTTP/1.1\r\nContent-Length: 99999999999\r\nExpect: 100-continue\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(connection).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "HTTP/1.1 413 ") {
		t.Errorf("%q, %v", line, err)
	}
}

func TestClientThatWaitsIsToldToSend(t *testing.T) {
	f := start(t, echo, nil)
	answer := f.exchange(t, "POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nab")
	if !strings.HasPrefix(answer, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n") || !strings.HasSuffix(answer, "body=ab") {
		t.Errorf("%q", answer)
	}
}

func TestContentCodingsAreRemoved(t *testing.T) {
	f := start(t, echo, nil)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = io.WriteString(w, "hello")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f.exchange(t, fmt.Sprintf("POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", packed.Len(), packed.String()))
	got := f.last(t)
	if string(got.Body) != "hello" || !bytes.Equal(got.EncodedBody, packed.Bytes()) {
		t.Errorf("body %q, as received %q", got.Body, got.EncodedBody)
	}
}

func TestBindRefusesATakenPortAndKeepsTheOthers(t *testing.T) {
	f := start(t, echo, nil)
	taken := f.server.Ports()[0]
	_, err := f.server.Bind([]int{0, taken})
	var refused *netio.BindError
	if !errors.As(err, &refused) || refused.Port != taken {
		t.Fatalf("got %v", err)
	}
	if want := fmt.Sprintf("to port %d: port already in use", taken); !strings.HasSuffix(err.Error(), want) {
		t.Errorf("%q does not end in %q", err, want)
	}
	if ports := f.server.Ports(); len(ports) != 1 {
		t.Errorf("ports are %v", ports)
	}
	more, err := f.server.Bind([]int{0})
	if err != nil || len(more) != 1 || more[0] == taken {
		t.Errorf("got %v, %v", more, err)
	}
}
