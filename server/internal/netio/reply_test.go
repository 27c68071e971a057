package netio_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/model"
)

func pointer[T any](value T) *T { return &value }

// reply answers every request with the same reply.
func reply(r *action.Reply) serve {
	return func(ctx context.Context, _ *model.Request, client action.Client) { _ = client.Send(ctx, r) }
}

const twoRequests = "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n"

func TestConnectionIsUsedAgain(t *testing.T) {
	f := start(t, reply(&action.Reply{Body: []byte("x")}), nil)
	if answer := f.exchange(t, twoRequests); strings.Count(answer, "HTTP/1.1 200 OK") != 2 {
		t.Errorf("%q", answer)
	}
}

func TestConnectionIsClosedWhenAsked(t *testing.T) {
	options := &model.ConnectionOptions{CloseSocket: pointer(true), CloseSocketDelay: &model.Delay{Unit: "MILLISECONDS", Value: 30}}
	f := start(t, reply(&action.Reply{Body: []byte("x"), Connection: options}), nil)
	begun := time.Now()
	answer := f.exchange(t, twoRequests)
	if strings.Count(answer, "HTTP/1.1 200 OK") != 1 || !strings.Contains(answer, "connection: keep-alive") {
		t.Errorf("%q", answer)
	}
	if took := time.Since(begun); took < 30*time.Millisecond {
		t.Errorf("closed after %v", took)
	}
}

func TestConnectionStaysThoughTheClientGoes(t *testing.T) {
	f := start(t, reply(&action.Reply{Connection: &model.ConnectionOptions{CloseSocket: pointer(false)}}), nil)
	answer := f.exchange(t, "GET / HTTP/1.1\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\nConnection: close\r\n\r\n")
	if strings.Count(answer, "HTTP/1.1 200 OK\r\nconnection: close") != 2 {
		t.Errorf("%q", answer)
	}
}

func TestEveryConnectionCanBeClosed(t *testing.T) {
	f := start(t, reply(&action.Reply{}), nil)
	f.set(t, `{"alwaysCloseSocketConnections": true}`)
	if answer := f.exchange(t, twoRequests); strings.Count(answer, "HTTP/1.1 200 OK\r\nconnection: close") != 1 {
		t.Errorf("%q", answer)
	}
}

func TestHeadsLeaveNoBodyBehind(t *testing.T) {
	f := start(t, reply(&action.Reply{Body: []byte("body"), Connection: &model.ConnectionOptions{ChunkSize: 1}}), nil)
	answer := f.exchange(t, "HEAD / HTTP/1.1\r\n\r\nHEAD / HTTP/1.1\r\n\r\n")
	want := "HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n"
	if answer != want+want {
		t.Errorf("%q", answer)
	}
}

func TestChunks(t *testing.T) {
	f := start(t, reply(&action.Reply{Body: []byte("hello world 14"), Connection: &model.ConnectionOptions{ChunkSize: 10}}), nil)
	answer := f.exchange(t, "GET / HTTP/1.1\r\n\r\n")
	if !strings.HasSuffix(answer, "\r\n\r\na\r\nhello worl\r\n4\r\nd 14\r\n0\r\n\r\n") {
		t.Errorf("%q", answer)
	}
}

func TestHeadersComeBeforeTheFirstChunkDelay(t *testing.T) {
	options := &model.ConnectionOptions{ChunkSize: 1, ChunkDelay: &model.Delay{Unit: "HOURS", Value: 1}}
	for name, configure := range map[string]func(*http.Protocols){
		"HTTP/1.1": func(p *http.Protocols) { p.SetHTTP1(true) },
		"HTTP/2":   func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) },
	} {
		f := start(t, reply(&action.Reply{Body: []byte("ab"), Connection: options}), nil)
		response, err := f.client(t, configure).Get("http://" + f.address)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		_ = response.Body.Close() // which ends the exchange
	}
}

func TestLargeBodies(t *testing.T) {
	large := []byte(strings.Repeat("0123456789", 100_000))
	for name, options := range map[string]*model.ConnectionOptions{"whole": nil, "chunked": {ChunkSize: 1000}} {
		for _, configure := range []func(*http.Protocols){
			func(p *http.Protocols) { p.SetHTTP1(true) },
			func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) },
		} {
			f := start(t, reply(&action.Reply{Body: large, Connection: options}), nil)
			response, err := f.client(t, configure).Get("http://" + f.address)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(response.Body)
			_ = response.Body.Close()
			if err != nil || string(body) != string(large) {
				t.Errorf("%s, %s: %d bytes, %v", name, response.Proto, len(body), err)
			}
		}
	}
}

func TestHTTP2Replies(t *testing.T) {
	for name, test := range map[string]struct {
		reply  action.Reply
		status int
		length string
	}{
		"plain":             {action.Reply{Status: 418, Body: []byte("x")}, 418, "1"},
		"no content":        {action.Reply{Status: 204, Body: []byte("x")}, 204, ""},
		"not modified":      {action.Reply{Status: 304, Body: []byte("xyz")}, 304, "3"},
		"suppressed length": {action.Reply{Body: []byte("x"), Connection: &model.ConnectionOptions{SuppressContentLengthHeader: true}}, 200, ""},
		"HTTP/1 headers":    {action.Reply{Headers: []model.Field{{Name: "Transfer-Encoding", Value: "chunked"}, {Name: "Keep-Alive", Value: "1"}}}, 200, "0"},
		"own length":        {action.Reply{Headers: []model.Field{{Name: "content-length", Value: "1"}}, Body: []byte("x")}, 200, "1"},
		"connection closed": {action.Reply{Connection: &model.ConnectionOptions{CloseSocket: pointer(true)}}, 200, "0"},
	} {
		f := start(t, reply(&test.reply), nil)
		response, err := f.client(t, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }).Get("http://" + f.address)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		_ = response.Body.Close()
		if response.StatusCode != test.status || response.Header.Get("Content-Length") != test.length {
			t.Errorf("%s: %d, %v", name, response.StatusCode, response.Header)
		}
	}
}

func TestHTTP2StreamWithoutAnAnswerIsReset(t *testing.T) {
	f := start(t, reply(&action.Reply{Status: 7}), nil) // no three-digit code
	_, err := f.client(t, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }).Get("http://" + f.address)
	if err == nil || !strings.Contains(err.Error(), "INTERNAL_ERROR") {
		t.Errorf("got %v", err)
	}
}

func TestHTTP2LargeBodyIsRefused(t *testing.T) {
	f := start(t, echo, nil)
	f.set(t, `{"maxRequestBodySize": 10}`)
	response, err := f.client(t, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }).
		Post("http://"+f.address, "text/plain", strings.NewReader("12345678901"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil || response.StatusCode != 413 || !strings.Contains(string(body), "(10 bytes)") {
		t.Errorf("%d %q, %v", response.StatusCode, body, err)
	}
}

func TestHTTP2AnswerBeforeTheBodyArrivesWhole(t *testing.T) {
	f := start(t, echo, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		_, _ = io.WriteString(w, "enough")
	})
	response, err := f.client(t, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }).
		Post("http://"+f.address+"/face", "text/plain", strings.NewReader(strings.Repeat("x", 3<<20)))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil || response.StatusCode != http.StatusTeapot || string(body) != "enough" {
		t.Errorf("%d %q, %v", response.StatusCode, body, err)
	}
}

func TestExchangeEndsWithItsClient(t *testing.T) {
	for name, configure := range map[string]func(*http.Protocols){
		"HTTP/1.1": func(p *http.Protocols) { p.SetHTTP1(true) },
		"HTTP/2":   func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) },
	} {
		arrived, ended := make(chan struct{}), make(chan error, 1)
		f := start(t, func(ctx context.Context, _ *model.Request, client action.Client) {
			close(arrived)
			ended <- action.Pause(ctx, time.Hour)
		}, nil)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			<-arrived
			cancel()
		}()
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+f.address, strings.NewReader("body"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.client(t, configure).Do(request); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: client got %v", name, err)
		}
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: exchange ended with %v", name, err)
		}
	}
}

func TestShutdownFinishesWhatIsInFlight(t *testing.T) {
	arrived, leave := make(chan struct{}), make(chan struct{})
	f := start(t, func(ctx context.Context, _ *model.Request, client action.Client) {
		close(arrived)
		<-leave
		_ = client.Send(ctx, &action.Reply{Body: []byte("done")})
	}, nil)
	idle, busy := f.dial(t), f.dial(t)
	if _, err := io.WriteString(busy, "GET / HTTP/1.1\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	<-arrived
	stopped := make(chan error, 1)
	go func() { stopped <- f.server.Shutdown(t.Context()) }()
	if rest, err := io.ReadAll(idle); err != nil || len(rest) != 0 {
		t.Errorf("the idle connection: %q, %v", rest, err)
	}
	close(leave)
	answer, err := io.ReadAll(busy)
	if err != nil || !strings.HasSuffix(string(answer), "done") {
		t.Errorf("the busy connection: %q, %v", answer, err)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Shutdown: %v", err)
	}
	if _, err := f.server.Bind([]int{0}); err == nil {
		t.Error("a stopped server binds")
	}
}

func TestShutdownCutsWhatDoesNotEnd(t *testing.T) {
	arrived := make(chan struct{})
	f := start(t, func(ctx context.Context, _ *model.Request, _ action.Client) {
		close(arrived)
		<-ctx.Done()
	}, nil)
	connection := f.dial(t)
	if _, err := io.WriteString(connection, "GET / HTTP/1.1\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	<-arrived
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.server.Shutdown(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Shutdown: %v", err)
	}
	if line, err := bufio.NewReader(connection).ReadString('\n'); err == nil {
		t.Errorf("answered %q", line)
	}
}
