package http1

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
)

const post = "POST / HTTP/1.1\r\n"

func TestFramingRefusesWhatTwoReadersCouldReadDifferently(t *testing.T) {
	for name, test := range map[string]struct {
		text   string
		status int
	}{
		"differing lengths":     {post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
		"no number":             {post + "Content-Length: abc\r\n\r\n", 400},
		"a sign":                {post + "Content-Length: +1\r\n\r\n", 400},
		"a list":                {post + "Content-Length: 1, 1\r\n\r\n", 400},
		"empty length":          {post + "Content-Length:\r\n\r\n", 400},
		"too long":              {post + "Content-Length: 99999999999999999999\r\n\r\n", 400},
		"length and chunked":    {post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
		"chunked twice":         {post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
		"chunked in 1.0":        {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
		"another coding":        {post + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
		"a coding that is none": {post + "Transfer-Encoding: identity\r\n\r\n", 501},
	} {
		head, err := read(test.text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = head.Framing()
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Status != test.status {
			t.Errorf("%s: got %v, want status %d", name, err, test.status)
		}
	}
}

func TestBody(t *testing.T) {
	for name, test := range map[string]struct {
		text, body, rest string
	}{
		"none":              {post + "\r\nnext", "", "next"},
		"sized":             {post + "Content-Length: 3\r\n\r\nabcnext", "abc", "next"},
		"equal lengths":     {post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabcnext", "abc", "next"},
		"chunked":           {post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\nnext", "abcde", "next"},
		"chunked, trailers": {post + "Transfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0\r\nA: b\r\nC: d\r\n\r\nnext", "a", "next"},
	} {
		body, rest, err := readAll(t, test.text)
		if err != nil || body != test.body || rest != test.rest {
			t.Errorf("%s: got %q, then %q, %v", name, body, rest, err)
		}
	}
}

func TestBodyThatEndsEarly(t *testing.T) {
	for name, text := range map[string]string{
		"sized":             post + "Content-Length: 3\r\n\r\nab",
		"before a chunk":    post + "Transfer-Encoding: chunked\r\n\r\n",
		"inside a chunk":    post + "Transfer-Encoding: chunked\r\n\r\n3\r\nab",
		"before the end":    post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
		"inside the end":    post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
		"inside a trailer":  post + "Transfer-Encoding: chunked\r\n\r\n0\r\nA: b",
		"after one trailer": post + "Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n",
	} {
		if _, _, err := readAll(t, text); err != io.ErrUnexpectedEOF {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestBodyOfBrokenChunks(t *testing.T) {
	for name, chunks := range map[string]string{
		"no size":           "x\r\nabc\r\n0\r\n\r\n",
		"no line after":     "3\r\nabcd\r\n0\r\n\r\n",
		"size too large":    "fffffffffffffffff\r\n",
		"endless extension": "1;" + strings.Repeat("x", 8<<10) + "\r\na\r\n0\r\n\r\n",
		"endless trailers":  "0\r\n" + strings.Repeat("A: b\r\n", maxTrailerBytes) + "\r\n",
	} {
		_, _, err := readAll(t, post+"Transfer-Encoding: chunked\r\n\r\n"+chunks)
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Status != 400 {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func readAll(t *testing.T, text string) (body, rest string, err error) {
	t.Helper()
	in := bufio.NewReader(strings.NewReader(text))
	var reader HeadReader
	head, err := reader.Read(in, maxBytes)
	if err != nil {
		t.Fatal(err)
	}
	framing, err := head.Framing()
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(framing.Body(in))
	if err != nil {
		return "", "", err
	}
	left, err := io.ReadAll(in)
	return string(content), string(left), err
}
