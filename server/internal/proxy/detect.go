// Package proxy decides what a client speaks from the first bytes it sends. It
// never reads a connection: bytes in, verdict out.
package proxy

import "bytes"

// Protocol is what the first bytes of a connection begin.
type Protocol uint8

const (
	Undecided Protocol = iota // more bytes are needed
	TLS                       // a TLS handshake record (RFC 8446, 5.1)
	HTTP2                     // HTTP/2 with prior knowledge (RFC 9113, 3.4)
	HTTP1                     // an HTTP/1 request line (RFC 9112, 3)
	Unknown                   // none of these
)

// PrefaceHTTP2 is what an HTTP/2 client sends first.
const PrefaceHTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

// MaxPrefixBytes is how many bytes a decision can need at most.
const MaxPrefixBytes = len(PrefaceHTTP2)

const (
	handshakeRecord = 0x16
	tlsMajorVersion = 0x03
)

// Detect says what a connection that begins with prefix speaks. The answer for
// a longer prefix differs only when the one for the shorter was Undecided.
func Detect(prefix []byte) Protocol {
	switch {
	case len(prefix) == 0:
		return Undecided
	case prefix[0] == handshakeRecord:
		return detectTLS(prefix)
	case bytes.HasPrefix(prefix, []byte(PrefaceHTTP2)):
		return HTTP2
	case bytes.HasPrefix([]byte(PrefaceHTTP2), prefix):
		return Undecided
	case isToken(prefix[0]), prefix[0] == '\r', prefix[0] == '\n':
		return HTTP1 // empty lines before a request line are skipped (RFC 9112, 2.2)
	default:
		return Unknown
	}
}

func detectTLS(prefix []byte) Protocol {
	switch {
	case len(prefix) < 2:
		return Undecided
	case prefix[1] == tlsMajorVersion:
		return TLS
	default:
		return Unknown
	}
}

// isToken says whether c may begin a method (RFC 9110, 5.6.2).
func isToken(c byte) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		return true
	default:
		return bytes.IndexByte([]byte("!#$%&'*+-.^_`|~"), c) >= 0
	}
}
