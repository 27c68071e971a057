package http1

import (
	"bufio"
	"io"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

// maxTrailerBytes bounds the trailer section of a chunked request.
const maxTrailerBytes = 64 << 10

// Framing says where a request's body ends.
type Framing struct {
	Length  int64 // bytes of the body; meaningless when Chunked
	Chunked bool
}

// HasBody says whether there is anything to read.
func (f Framing) HasBody() bool { return f.Chunked || f.Length > 0 }

// Framing reads a head's Content-Length and Transfer-Encoding. Whatever two
// readers could understand differently is an *Error (RFC 9112, 6.3).
func (h *Head) Framing() (Framing, error) {
	length, coding := "", ""
	for _, field := range h.Headers {
		switch {
		case strings.EqualFold(field.Name, "Content-Length"):
			if length != "" && length != field.Value {
				return Framing{}, malformed("its Content-Length headers differ")
			}
			length = field.Value
			if !isDigits(length) {
				return Framing{}, malformed("its Content-Length is not a number")
			}
		case strings.EqualFold(field.Name, "Transfer-Encoding"):
			if coding != "" {
				return Framing{}, malformed("it has several Transfer-Encoding headers")
			}
			coding = field.Value
		}
	}
	if coding != "" {
		return h.chunked(coding, length)
	}
	return sized(length)
}

func (h *Head) chunked(coding, length string) (Framing, error) {
	switch {
	case !strings.EqualFold(coding, "chunked"):
		return Framing{}, &Error{Status: 501, Reason: "the only Transfer-Encoding understood is chunked"}
	case length != "":
		return Framing{}, malformed("it has both Content-Length and Transfer-Encoding")
	case h.Minor == 0:
		return Framing{}, malformed("HTTP/1.0 has no Transfer-Encoding")
	}
	return Framing{Chunked: true}, nil
}

func sized(length string) (Framing, error) {
	if length == "" {
		return Framing{}, nil
	}
	n, err := strconv.ParseInt(length, 10, 64)
	if err != nil {
		return Framing{}, malformed("its Content-Length is too large")
	}
	return Framing{Length: n}, nil
}

func isDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// Body reads what the framing says from in and then returns io.EOF. An input
// that ends early is io.ErrUnexpectedEOF; broken chunks are an *Error.
func (f Framing) Body(in *bufio.Reader) io.Reader {
	if f.Chunked {
		return &chunkedBody{in: in, chunks: httputil.NewChunkedReader(in)}
	}
	return &sizedBody{in: in, left: f.Length}
}

type sizedBody struct {
	in   *bufio.Reader
	left int64
}

func (b *sizedBody) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, io.EOF
	}
	n, err := b.in.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

type chunkedBody struct {
	in     *bufio.Reader
	chunks io.Reader
	ended  bool
}

func (b *chunkedBody) Read(p []byte) (int, error) {
	if b.ended {
		return 0, io.EOF
	}
	n, err := b.chunks.Read(p)
	if err == io.EOF {
		b.ended = true
		err = skipTrailers(b.in)
	}
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		err = malformed("its chunks are broken: " + err.Error())
	}
	return n, err
}

// skipTrailers reads past the trailer section and returns io.EOF at its end.
func skipTrailers(in *bufio.Reader) error {
	for read := 0; read <= maxTrailerBytes; {
		line, err := in.ReadSlice('\n')
		read += len(line)
		switch {
		case err == io.EOF:
			return io.ErrUnexpectedEOF
		case err != nil && err != bufio.ErrBufferFull:
			return err
		case err == nil && strings.TrimRight(string(line), "\r\n") == "":
			return io.EOF
		}
	}
	return malformed("its trailers are too large")
}

// KeepAlive says whether the client wants to use the connection again
// (RFC 9112, 9.3).
func (h *Head) KeepAlive() bool {
	keep := h.Minor == 1
	for _, field := range h.Headers {
		if !strings.EqualFold(field.Name, "Connection") {
			continue
		}
		for option := range strings.SplitSeq(field.Value, ",") {
			switch option = strings.TrimSpace(option); {
			case strings.EqualFold(option, "close"):
				return false
			case strings.EqualFold(option, "keep-alive"):
				keep = true
			}
		}
	}
	return keep
}

// ExpectsContinue says whether the client waits for leave to send its body
// (RFC 9110, 10.1.1).
func (h *Head) ExpectsContinue() bool {
	return h.Minor == 1 && strings.EqualFold(Get(h.Headers, "Expect"), "100-continue")
}

// Get returns the first value of a header, or "".
func Get(headers []model.Field, name string) string {
	for _, field := range headers {
		if strings.EqualFold(field.Name, name) {
			return field.Value
		}
	}
	return ""
}
