// Package http1 reads requests and writes answers in HTTP/1.1 and 1.0
// (RFC 9112), byte for byte: net/http changes the case and order of header
// names, refuses paths that are no URLs and fixes answers that a mock must be
// able to break.
package http1

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Head is a request up to its body.
type Head struct {
	Method  string
	Target  string        // as received: origin, absolute, authority or asterisk form
	Minor   int           // 1 for HTTP/1.1, 0 for HTTP/1.0
	Headers []model.Field // names and order as received
}

// HeadReader reads the heads of one connection's requests. It is not safe for
// concurrent use.
type HeadReader struct {
	scratch []byte // the head being read, reused
}

// maxIdleScratchBytes is the largest scratch kept between two requests.
const maxIdleScratchBytes = 16 << 10

// Read reads one head of at most maxBytes. It returns io.EOF when the input
// ends before its first byte, io.ErrUnexpectedEOF when it ends inside, and an
// *Error for what is no head.
func (h *HeadReader) Read(in *bufio.Reader, maxBytes int) (Head, error) {
	h.scratch = h.scratch[:0]
	if err := h.fill(in, maxBytes); err != nil {
		return Head{}, err
	}
	head, err := parseHead(string(h.scratch))
	if cap(h.scratch) > maxIdleScratchBytes {
		h.scratch = nil
	}
	return head, err
}

// fill collects lines up to the empty one that ends a head.
func (h *HeadReader) fill(in *bufio.Reader, maxBytes int) error {
	start := 0 // of the line being read
	for {
		piece, err := in.ReadSlice('\n')
		if len(h.scratch)+len(piece) > maxBytes {
			return tooLarge(maxBytes)
		}
		h.scratch = append(h.scratch, piece...)
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && len(h.scratch) > 0:
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		}
		blank := len(bytes.TrimRight(h.scratch[start:], "\r\n")) == 0
		if blank && start > 0 {
			return nil
		}
		if blank {
			h.scratch = h.scratch[:0] // an empty line before the request line
		}
		start = len(h.scratch)
	}
}

func parseHead(text string) (Head, error) {
	line, rest := cutLine(text)
	head, err := parseRequestLine(line)
	if err != nil {
		return Head{}, err
	}
	head.Headers, err = parseFields(rest)
	return head, err
}

func cutLine(text string) (line, rest string) {
	line, rest, _ = strings.Cut(text, "\n")
	return strings.TrimSuffix(line, "\r"), rest
}

func parseRequestLine(line string) (Head, error) {
	method, rest, _ := strings.Cut(line, " ")
	target, version, found := strings.Cut(rest, " ")
	if !found || !isToken(method) || target == "" || strings.ContainsFunc(target, isControl) {
		return Head{}, malformed("the request line is not METHOD TARGET VERSION")
	}
	switch version {
	case "HTTP/1.1":
		return Head{Method: method, Target: target, Minor: 1}, nil
	case "HTTP/1.0":
		return Head{Method: method, Target: target}, nil
	}
	if strings.HasPrefix(version, "HTTP/") {
		return Head{}, &Error{Status: 505, Reason: "the version is neither HTTP/1.1 nor HTTP/1.0"}
	}
	return Head{}, malformed("the request line does not end in a version")
}

// parseFields reads header lines up to the empty one.
func parseFields(text string) ([]model.Field, error) {
	fields := make([]model.Field, 0, strings.Count(text, "\n")-1)
	for {
		line, rest := cutLine(text)
		if line == "" {
			return fields, nil
		}
		field, err := parseField(line)
		if err != nil {
			return nil, err
		}
		fields, text = append(fields, field), rest
	}
}

func parseField(line string) (model.Field, error) {
	name, value, found := strings.Cut(line, ":")
	if !found || !isToken(name) {
		return model.Field{}, malformed("a header line is not NAME: VALUE")
	}
	if strings.ContainsFunc(value, isForbiddenInValue) {
		return model.Field{}, malformed("the value of header " + name + " holds a control character")
	}
	return model.Field{Name: name, Value: strings.Trim(value, " \t")}, nil
}

// isToken says whether text is a token (RFC 9110, 5.6.2).
func isToken(text string) bool {
	for i := range len(text) {
		if !tokenBytes[text[i]] {
			return false
		}
	}
	return text != ""
}

var tokenBytes = func() (table [256]bool) {
	for c := range table {
		alphanumeric := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		table[c] = alphanumeric || c < 0x80 && strings.ContainsRune("!#$%&'*+-.^_`|~", rune(c))
	}
	return table
}()

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

func isForbiddenInValue(r rune) bool { return r == 0 || r == '\r' || r == '\n' }
