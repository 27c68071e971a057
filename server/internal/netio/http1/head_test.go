package http1

import (
	"bufio"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/model"
)

const maxBytes = 1 << 10

func read(text string) (Head, error) {
	var reader HeadReader
	return reader.Read(bufio.NewReaderSize(strings.NewReader(text), 16), maxBytes)
}

func TestReadKeepsWhatWasSent(t *testing.T) {
	head, err := read("pUrGe /a%zz?b=[c HTTP/1.1\r\nhOSt: x\r\nX-B:  two  \r\nx-a:1\r\nX-B:\r\n\r\nbody")
	if err != nil {
		t.Fatal(err)
	}
	want := Head{Method: "pUrGe", Target: "/a%zz?b=[c", Minor: 1, Headers: []model.Field{
		{Name: "hOSt", Value: "x"}, {Name: "X-B", Value: "two"}, {Name: "x-a", Value: "1"}, {Name: "X-B", Value: ""},
	}}
	if !reflect.DeepEqual(head, want) {
		t.Errorf("got %+v, want %+v", head, want)
	}
}

func TestReadAcceptsOldAndSloppySenders(t *testing.T) {
	for name, text := range map[string]string{
		"HTTP/1.0":          "GET / HTTP/1.0\r\n\r\n",
		"no headers":        "GET / HTTP/1.1\r\n\r\n",
		"bare line feeds":   "GET / HTTP/1.1\nA: b\n\n",
		"empty lines first": "\r\n\r\nGET / HTTP/1.1\r\n\r\n",
		"absolute target":   "GET http://h/p HTTP/1.1\r\n\r\n",
		"UTF-8 in target":   "GET /ä HTTP/1.1\r\n\r\n",
		"UTF-8 in value":    "GET / HTTP/1.1\r\nA: ä\r\n\r\n",
	} {
		if _, err := read(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		text   string
		status int
	}{
		"no version":               {"GET /\r\n\r\n", 400},
		"three blanks":             {"GET / x HTTP/1.1\r\n\r\n", 400},
		"method no token":          {"G(T / HTTP/1.1\r\n\r\n", 400},
		"no target":                {"GET  HTTP/1.1\r\n\r\n", 400},
		"control in target":        {"GET /\x01 HTTP/1.1\r\n\r\n", 400},
		"other protocol":           {"GET / HTCPCP/1.0\r\n\r\n", 400},
		"HTTP/2 by HTTP/1":         {"GET / HTTP/2.0\r\n\r\n", 505},
		"HTTP/0.9":                 {"GET / HTTP/0.9\r\n\r\n", 505},
		"header without colon":     {"GET / HTTP/1.1\r\nabc\r\n\r\n", 400},
		"header without name":      {"GET / HTTP/1.1\r\n: x\r\n\r\n", 400},
		"blank before the colon":   {"GET / HTTP/1.1\r\nA : x\r\n\r\n", 400},
		"folded header":            {"GET / HTTP/1.1\r\nA: x\r\n y\r\n\r\n", 400},
		"carriage return in value": {"GET / HTTP/1.1\r\nA: x\ry\r\n\r\n", 400},
		"NUL in value":             {"GET / HTTP/1.1\r\nA: x\x00\r\n\r\n", 400},
		"too large":                {"GET / HTTP/1.1\r\nA: " + strings.Repeat("x", maxBytes) + "\r\n\r\n", 431},
		"endless request line":     {strings.Repeat("x", 2*maxBytes), 431},
	} {
		_, err := read(test.text)
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Status != test.status {
			t.Errorf("%s: got %v, want status %d", name, err, test.status)
		}
	}
}

func TestReadTellsTheEndFromATruncation(t *testing.T) {
	for text, want := range map[string]error{
		"":                         io.EOF,
		"GET":                      io.ErrUnexpectedEOF,
		"GET / HTTP/1.1\r\nHost":   io.ErrUnexpectedEOF,
		"GET / HTTP/1.1\r\nA: b\r": io.ErrUnexpectedEOF,
	} {
		if _, err := read(text); err != want {
			t.Errorf("%q: got %v, want %v", text, err, want)
		}
	}
}

func TestReadLeavesWhatFollows(t *testing.T) {
	in := bufio.NewReader(strings.NewReader("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n"))
	var reader HeadReader
	for _, want := range []string{"/1", "/2"} {
		head, err := reader.Read(in, maxBytes)
		if err != nil || head.Target != want {
			t.Errorf("got %q, %v; want %q", head.Target, err, want)
		}
	}
}

func TestKeepAlive(t *testing.T) {
	for text, want := range map[string]bool{
		"GET / HTTP/1.1\r\n\r\n":                                                true,
		"GET / HTTP/1.1\r\nConnection: close\r\n\r\n":                           false,
		"GET / HTTP/1.1\r\nconnection: Upgrade, CLOSE\r\n\r\n":                  false,
		"GET / HTTP/1.0\r\n\r\n":                                                false,
		"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n":                      true,
		"GET / HTTP/1.0\r\nConnection: keep-alive\r\nConnection: x\r\n\r\n":     true,
		"GET / HTTP/1.1\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n": false,
	} {
		head, err := read(text)
		if err != nil || head.KeepAlive() != want {
			t.Errorf("%q: got %v, %v", text, head.KeepAlive(), err)
		}
	}
}

// Whatever a stranger sends, reading it ends without a panic, and a head that
// was accepted reads the same when it is written out again.
func FuzzRead(f *testing.F) {
	f.Add("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	f.Add("POST http://a/b?c HTTP/1.0\nA:b\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		head, err := read(text)
		if err != nil {
			return
		}
		again, err := read(write(head))
		if err != nil || !reflect.DeepEqual(again, head) {
			t.Fatalf("%q reads as %+v, written out as %+v, %v", text, head, again, err)
		}
	})
}

func write(head Head) string {
	text := head.Method + " " + head.Target + " HTTP/1." + string('0'+byte(head.Minor)) + "\r\n"
	for _, field := range head.Headers {
		text += field.Name + ":" + field.Value + "\r\n"
	}
	return text + "\r\n"
}
