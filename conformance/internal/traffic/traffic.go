// Package traffic is the runner's own HTTP client. It writes HTTP/1.1 byte by
// byte, so that a case controls the spelling and sees the framing, and leaves
// HTTP/2 to the standard library.
package traffic

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

const defaultTimeout = 10 * time.Second

// Response is what one request got back.
type Response struct {
	// Nothing is true when the connection ended without a response; all below
	// but Elapsed is empty then.
	Nothing bool
	Status  int
	Reason  string
	// Header has canonical names.
	Header http.Header
	Body   []byte
	// Chunks are the sizes of the chunks of a chunked HTTP/1.1 body.
	Chunks []int
	// Elapsed is the time from the request's first byte to the response's last.
	Elapsed time.Duration
	// Closed says that the server closed the connection afterwards. Only looked
	// for when a case asks.
	Closed bool
	// Certificate is the server's, over TLS.
	Certificate *x509.Certificate
	// Trace is the exchange for people to read.
	Trace string
}

// Client sends requests to one server. The zero value has no connections; Close
// it after a case. Only Send with unnamed connections is safe for concurrent
// use.
type Client struct {
	// Host is where the server is, without port; Port its first port.
	Host, Port string
	named      map[string]*conn
}

// Send performs one request, copies and waiting aside. An error means that it
// could not be sent or that the response could not be read.
func (c *Client) Send(ctx context.Context, send *pb.Send, awaitClose bool) (*Response, error) {
	timeout := defaultTimeout
	if send.GetTimeoutMs() > 0 {
		timeout = milliseconds(send.GetTimeoutMs())
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	switch {
	case send.GetRaw() != "":
		return c.sendRaw(ctx, send)
	case send.GetOver() == "h2", send.GetOver() == "h2c":
		return c.sendHTTP2(ctx, send)
	default:
		return c.sendHTTP1(ctx, send, awaitClose)
	}
}

// Close closes the named connections.
func (c *Client) Close() {
	for _, conn := range c.named {
		conn.Close()
	}
	c.named = nil
}

func (c *Client) address(send *pb.Send) string {
	port := c.Port
	if send.GetPort() != "" {
		port = send.GetPort()
	}
	return net.JoinHostPort(c.Host, port)
}

// tlsConfig accepts every certificate: what it must say is for the case to ask.
func (c *Client) tlsConfig(send *pb.Send, protocols ...string) *tls.Config {
	name := send.GetServerName()
	if name == "" {
		name = c.Host
	}
	return &tls.Config{ServerName: name, NextProtos: protocols, InsecureSkipVerify: true}
}

func leafOf(state *tls.ConnectionState) *x509.Certificate {
	if state == nil || len(state.PeerCertificates) == 0 {
		return nil
	}
	return state.PeerCertificates[0]
}

func method(send *pb.Send) string {
	if send.GetMethod() == "" {
		return http.MethodGet
	}
	return send.GetMethod()
}

func target(send *pb.Send) string {
	if send.GetPath() == "" {
		return "/"
	}
	return send.GetPath()
}

func milliseconds(count uint32) time.Duration {
	return time.Duration(count) * time.Millisecond
}

func wrongBody(err error) error {
	return fmt.Errorf("body: %w", err)
}
