// Package model holds the plain data every other package speaks: what was
// received, what is expected and what is answered. It has no behaviour beyond
// naming things. Canonical form (see package wire) is the only form found here.
package model

import (
	"net/netip"
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// Protocol names a request's application protocol as the control plane spells it.
type Protocol string

const (
	HTTP1 Protocol = "HTTP_1_1"
	HTTP2 Protocol = "HTTP_2"
	HTTP3 Protocol = "HTTP_3"
)

// Field is one header line, query parameter or cookie pair, in wire order.
type Field struct{ Name, Value string }

// Request is one request as received. It is read-only once built and may be
// shared between goroutines.
type Request struct {
	ID         string // correlation id, unique per server
	ReceivedAt time.Time

	Method   string
	Path     string  // raw, still percent-encoded, without query
	RawQuery string  // without the leading '?'
	Query    []Field // decoded, in order; a bad escape leaves that one value as received
	Headers  []Field // names as received, in order; Host included
	Cookies  []Field // from Cookie headers, first value of a repeated name

	Body        []byte // content-encodings removed, bounded by the server's body limit
	EncodedBody []byte // as received when a content-encoding was removed, else nil

	KeepAlive bool
	Secure    bool
	Protocol  Protocol

	Local, Remote     netip.AddrPort
	ClientCertificate []Certificate // leaf first; empty without mutual TLS
}

// Certificate is the part of a peer certificate that requests can be matched on.
type Certificate struct {
	Subject, Issuer   string // RFC 2253 text
	FingerprintSHA256 string // lower-case hex
	SerialNumber      string
	NotBefore         time.Time
	NotAfter          time.Time
}

// Redacted stands in the place of a value that was hidden. As a matcher, alone
// or in a JSON document, it accepts any value.
const Redacted = "***REDACTED***"

// StringMatcher is the canonical form of every string-valued matcher.
// The zero value is blank and matches anything.
type StringMatcher struct {
	Value    string
	Not      bool // "!" prefix
	Optional bool // "?" prefix
	Schema   *jsontree.Value

	ParameterStyle string // as MultiEntry.ParameterStyle, for a value of its own
}

// MultiMatcher matches a name -> values map: headers, query, path and form parameters.
type MultiMatcher struct {
	Entries       []MultiEntry // in the order given
	KeyMatchStyle KeyMatchStyle
}

// MultiEntry is one name of a MultiMatcher with the values asked for.
type MultiEntry struct {
	Name           StringMatcher
	Values         []StringMatcher
	ParameterStyle string // "" unless given; SIMPLE, LABEL, MATRIX, FORM, ... (OpenAPI 3 "style")
}

// KeyMatchStyle says how the values of one name are compared.
type KeyMatchStyle string

const (
	SubSet      KeyMatchStyle = "SUB_SET" // the default
	MatchingKey KeyMatchStyle = "MATCHING_KEY"
)

// CookieMatcher is one cookie asked for.
type CookieMatcher struct{ Name, Value StringMatcher }

// RequestMatcher is a request definition in canonical form: an HTTP request
// unless Conditional or OpenAPI is set, which excludes every other field but Not.
type RequestMatcher struct {
	Not         bool
	Conditional *Conditional
	OpenAPI     *OpenAPIDefinition

	Method         *StringMatcher
	Path           *StringMatcher
	PathParameters *MultiMatcher
	Query          *MultiMatcher
	Headers        *MultiMatcher
	Cookies        []CookieMatcher
	KeepAlive      *bool
	Secure         *bool
	Protocol       Protocol
	SocketAddress  *SocketAddress
	Body           *Body

	JWT               *JWTMatcher
	ClientCertificate *CertificateMatcher

	// Kept to be written back; they take no part in matching.
	RespondBeforeBody      *bool
	LocalAddress           string
	RemoteAddress          string
	ClientCertificateChain jsontree.Value // null when not given
}

// Conditional picks the definition that must match: Then where If matches,
// else Else. An absent branch counts as matched, an absent If never matches.
type Conditional struct{ If, Then, Else *RequestMatcher }

// OpenAPIDefinition means the requests of a specification's operations, any of
// which will do.
type OpenAPIDefinition struct {
	Source            string // the specification's URL or file, or its text
	OperationID       string // "" means every operation
	ContextPathPrefix string
}

// JWTMatcher matches a JSON web token that a header carries. The token is
// decoded, never verified.
type JWTMatcher struct {
	Header    string // "" means authorization
	Scheme    string // "" means Bearer
	Claims    []NamedMatcher
	Issuer    *StringMatcher
	Audience  *StringMatcher
	Algorithm *StringMatcher
}

// NamedMatcher is a claim asked for.
type NamedMatcher struct {
	Name  string
	Value StringMatcher
}

// CertificateMatcher matches the certificate a client presented.
type CertificateMatcher struct {
	Subject, Issuer   *StringMatcher // RFC 2253 text
	FingerprintSHA256 *StringMatcher // hex; case and colons are ignored
}

// SocketAddress is a routing hint for forwarding; it does not affect matching
// but for scheme HTTPS, which asks for TLS.
type SocketAddress struct {
	Host   string
	Port   int
	Scheme string // HTTP or HTTPS
}

// Body is a body in canonical form, as matcher or as response content. Type is
// one of the kinds under openapi/schemas/bodies. Object is the typed canonical
// object ("type" included) with every member of the kind that was given and is
// not its default, which is what the kind's own package reads; Text is filled
// for every kind that holds one text.
type Body struct {
	Type        string // "STRING", "JSON", "BINARY", ...
	Not         bool
	Optional    bool
	ContentType string // with its charset; "" means the kind's default
	Text        string // string (with its "!" or "?" prefix), regex, JSON text (as given, or pretty printed when it was inline), ...
	Verbatim    bool   // JSON given as a text: Text is its spelling
	Bytes       []byte // BINARY: the content
	Object      jsontree.Value
}
