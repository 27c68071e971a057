package http1

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
)

// costPerByte bounds what a byte of a request costs in memory.
const costPerByte = 200

// FuzzBody reads a request's head and body: what goes wrong is an *Error or an
// early end, and a sized body is as long as it says.
func FuzzBody(f *testing.F) {
	f.Add("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")
	f.Add("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nA: b\r\n\r\n")
	f.Add("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n")
	f.Add("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		costtest.Bound(t, len(text), costPerByte, func() {
			in := bufio.NewReader(strings.NewReader(text))
			head, err := new(HeadReader).Read(in, 64<<10)
			if err != nil {
				return
			}
			framing, err := head.Framing()
			if err != nil {
				checkError(t, err)
				return
			}
			body, err := io.ReadAll(framing.Body(in))
			switch {
			case err != nil:
				checkError(t, err)
			case !framing.Chunked && int64(len(body)) != framing.Length:
				t.Errorf("a body of %d bytes, said to be %d", len(body), framing.Length)
			}
		})
	})
}

func checkError(t *testing.T, err error) {
	t.Helper()
	var told *Error
	if !errors.Is(err, io.ErrUnexpectedEOF) && (!errors.As(err, &told) || told.Status < 400 || told.Reason == "") {
		t.Errorf("the error is %v", err)
	}
}

// FuzzChunks writes a body in chunks and reads it again, leaving what follows.
func FuzzChunks(f *testing.F) {
	f.Add([]byte("abc"), 2)
	f.Add([]byte("\r\n0\r\n\r\n"), 1)
	f.Fuzz(func(t *testing.T, content []byte, size int) {
		var sent []byte
		size = min(max(size, 1), 1<<10)
		for rest := content; len(rest) > 0; rest = rest[min(size, len(rest)):] {
			sent = AppendChunk(sent, rest[:min(size, len(rest))])
		}
		in := bufio.NewReader(strings.NewReader(string(sent) + "0\r\n\r\nnext"))
		got, err := io.ReadAll(Framing{Chunked: true}.Body(in))
		if err != nil || !bytes.Equal(got, content) {
			t.Fatalf("%q comes back as %q, %v", content, got, err)
		}
		if rest, _ := io.ReadAll(in); string(rest) != "next" {
			t.Fatalf("%q is left", rest)
		}
	})
}
