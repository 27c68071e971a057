// Package coding takes content codings (RFC 9110, section 8.4) off bodies.
package coding

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// ErrTooLarge is a body that grows beyond its limit.
var ErrTooLarge = errors.New("the body is too large without its content coding")

// Named returns the codings that the values of Content-Encoding headers name,
// in the order they were applied; none when Remove cannot take one of them off.
func Named(values []string) []string {
	var codings []string
	for _, value := range values {
		for name := range strings.SplitSeq(value, ",") {
			switch name = strings.ToLower(strings.TrimSpace(name)); name {
			case "gzip", "x-gzip", "deflate", "x-deflate", "br", "zstd":
				codings = append(codings, name)
			case "identity", "":
			default:
				return nil
			}
		}
	}
	return codings
}

// maxCodings bounds the codings on one body: a compressed body may decompress
// to itself, time and again.
const maxCodings = 5

var errTooMany = fmt.Errorf("the Content-Encoding names more than %d codings", maxCodings)

// Remove takes codings, which Named returned, off a body. Beyond limit bytes
// it fails with ErrTooLarge; other errors say which coding is broken, or that
// there are more than maxCodings.
func Remove(body []byte, codings []string, limit int) ([]byte, error) {
	if len(codings) > maxCodings {
		return nil, errTooMany
	}
	for i := len(codings) - 1; i >= 0; i-- { // the last one was applied last
		var err error
		if body, err = remove(body, codings[i], limit); err != nil {
			return nil, err
		}
	}
	return body, nil
}

func remove(body []byte, name string, limit int) ([]byte, error) {
	reader, err := decoder(body, name)
	if err == nil {
		body, err = io.ReadAll(io.LimitReader(reader, int64(limit)+1))
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("the request body is not the %s that its Content-Encoding says: %v", name, err)
	case len(body) > limit:
		return nil, ErrTooLarge
	}
	return body, nil
}

// maxWindowBytes bounds what a zstd body may make its decoder set aside
// (RFC 9659). Of a brotli body it is 16 MiB (RFC 7932, section 9.1).
const maxWindowBytes = 8 << 20

func decoder(body []byte, name string) (io.Reader, error) {
	in := bufio.NewReader(bytes.NewReader(body))
	switch name {
	case "gzip", "x-gzip":
		return gzip.NewReader(in)
	case "br":
		return brotli.NewReader(in), nil
	case "zstd":
		return zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindowBytes))
	}
	return inflater(in)
}

// inflater reads deflate in its zlib wrapper (RFC 9110, 8.4.1.2), or bare, as
// some clients send it.
func inflater(in *bufio.Reader) (io.Reader, error) {
	const deflateInZlib = 8
	if first, err := in.Peek(2); err == nil && first[0]&0x0f == deflateInZlib && (int(first[0])<<8|int(first[1]))%31 == 0 {
		return zlib.NewReader(in)
	}
	return flate.NewReader(in), nil
}
