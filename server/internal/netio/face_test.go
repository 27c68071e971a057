package netio_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestFaceAnswersItsPathsOnly(t *testing.T) {
	f := start(t, echo, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Face", "1")
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, "%s %s?%s %s %s", r.Method, r.URL.Path, r.URL.RawQuery, r.Header.Get("A-B"), body)
	})
	answer := f.exchange(t, "PUT /face?q HTTP/1.1\r\na-b: c\r\nContent-Length: 2\r\n\r\nxyGET /face/ HTTP/1.1\r\nConnection: close\r\n\r\n")
	want := "HTTP/1.1 201 Created\r\nx-face: 1\r\nconnection: keep-alive\r\ncontent-length: 18\r\n\r\nPUT /face?q c xyHTTP/1.1 200 OK"
	want = strings.Replace(want, "18", fmt.Sprint(len("PUT /face?q c xy")), 1)
	if !strings.HasPrefix(answer, want) || !strings.Contains(answer, "GET /face/?") {
		t.Errorf("%q", answer)
	}
}

func TestFaceClosesAfterABrokenBody(t *testing.T) {
	f := start(t, echo, func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err == nil {
			t.Error("the body was read")
		}
		w.WriteHeader(http.StatusBadRequest)
	})
	answer := f.exchange(t, "PUT /face HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nGET /face HTTP/1.1\r\n\r\n")
	if want := "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"; answer != want {
		t.Errorf("%q", answer)
	}
}

func TestFaceAnswersOverHTTP2(t *testing.T) {
	f := start(t, echo, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Proto) })
	response, err := f.client(t, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }).Get("http://" + f.address + "/face")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil || string(body) != "HTTP/2.0" || len(f.received) != 0 {
		t.Errorf("%q, %v", body, err)
	}
}

func TestFaceStreams(t *testing.T) {
	proceed := make(chan struct{})
	f := start(t, echo, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "first\n")
		_ = http.NewResponseController(w).Flush()
		<-proceed
		fmt.Fprint(w, "second\n")
	})
	response, err := f.client(t, func(p *http.Protocols) { p.SetHTTP1(true) }).Get("http://" + f.address + "/face")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	in := bufio.NewReader(response.Body)
	if line, err := in.ReadString('\n'); line != "first\n" {
		t.Fatalf("%q, %v", line, err)
	}
	close(proceed)
	if line, err := in.ReadString('\n'); line != "second\n" {
		t.Errorf("%q, %v", line, err)
	}
	if _, err := in.ReadByte(); err != io.EOF {
		t.Errorf("after the end: %v", err)
	}
}

func TestFaceStreamsToOldClientsUntilTheEnd(t *testing.T) {
	f := start(t, echo, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, strings.Repeat("x", 100_000))
	})
	answer := f.exchange(t, "GET /face HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
	head, body, _ := strings.Cut(answer, "\r\n\r\n")
	if strings.Contains(head, "chunked") || !strings.Contains(head, "connection: close") || len(body) != 100_000 {
		t.Errorf("%q and %d bytes", head, len(body))
	}
}

func TestFaceThatPanics(t *testing.T) {
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		want    string
	}{
		"before it answered": {func(http.ResponseWriter, *http.Request) { panic("oops") }, "HTTP/1.1 500 Internal Server Error\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"},
		"to be cut":          {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, ""},
	} {
		f := start(t, echo, test.handler)
		if answer := f.exchange(t, "GET /face HTTP/1.1\r\n\r\n"); answer != test.want {
			t.Errorf("%s: %q", name, answer)
		}
	}
}

func TestFaceThatPanicsOverHTTP2(t *testing.T) {
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		status  int // 0 when the stream is reset
	}{
		"before it answered": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-A", "1")
			panic("oops")
		}, 500},
		"to be cut":      {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 0},
		"after it began": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200); panic("oops") }, 0},
	} {
		f := start(t, echo, test.handler)
		response, err := f.client(t, func(p *http.Protocols) { p.SetUnencryptedHTTP2(true) }).Get("http://" + f.address + "/face")
		if err != nil && test.status == 0 {
			continue
		}
		if err != nil || response.StatusCode != test.status || response.Header.Get("X-A") != "" {
			t.Errorf("%s: %v, %v", name, response, err)
			continue
		}
		_ = response.Body.Close()
	}
}

func TestFaceThatPanicsWhileStreamingIsCut(t *testing.T) {
	f := start(t, echo, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "some")
		_ = http.NewResponseController(w).Flush()
		panic("oops")
	})
	answer := f.exchange(t, "GET /face HTTP/1.1\r\n\r\n")
	if !strings.HasSuffix(answer, "4\r\nsome\r\n") {
		t.Errorf("%q", answer)
	}
}

func TestFaceLearnsThatItsClientWent(t *testing.T) {
	arrived, ended := make(chan struct{}), make(chan struct{})
	f := start(t, echo, func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
		close(ended)
	})
	connection := f.dial(t)
	if _, err := io.WriteString(connection, "GET /face HTTP/1.1\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	<-arrived
	if err := connection.Close(); err != nil {
		t.Fatal(err)
	}
	<-ended
}

func TestWatchingTheClientKeepsTheNextRequest(t *testing.T) {
	f := start(t, echo, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
			t.Error("the client is still there")
		default:
		}
	})
	answer := f.exchange(t, "GET /face HTTP/1.1\r\n\r\nGET /next HTTP/1.1\r\n\r\n")
	if !strings.Contains(answer, "GET /next?") {
		t.Errorf("%q", answer)
	}
}

func TestFaceTakesTheConnectionOver(t *testing.T) {
	f := start(t, echo, func(w http.ResponseWriter, _ *http.Request) {
		_, stream, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		line, _ := stream.ReadString('\n')
		fmt.Fprint(stream, "you said "+line)
		if err := stream.Flush(); err != nil {
			t.Error(err)
		}
		if _, err := w.Write([]byte("x")); !errors.Is(err, http.ErrHijacked) {
			t.Errorf("writing afterwards: %v", err)
		}
	})
	if answer := f.exchange(t, "GET /face HTTP/1.1\r\n\r\nhi\n"); answer != "you said hi\n" {
		t.Errorf("%q", answer)
	}
}

func TestBodyThatAFaceLeavesIsSkipped(t *testing.T) {
	f := start(t, echo, func(http.ResponseWriter, *http.Request) {})
	answer := f.exchange(t, "PUT /face HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET /next HTTP/1.1\r\n\r\n")
	if !strings.Contains(answer, "GET /next?") {
		t.Errorf("%q", answer)
	}
}

func TestLargeBodyThatAFaceLeavesEndsTheConnection(t *testing.T) {
	f := start(t, echo, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	body := strings.Repeat("x", 1<<20)
	answer := f.exchange(t, fmt.Sprintf("PUT /face HTTP/1.1\r\nContent-Length: %d\r\n\r\n%sGET /next HTTP/1.1\r\n\r\n", len(body), body))
	if !strings.HasPrefix(answer, "HTTP/1.1 418 ") || strings.Contains(answer, "/next") {
		t.Errorf("%q", answer)
	}
}
