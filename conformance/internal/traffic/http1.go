package traffic

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

func (c *Client) sendHTTP1(ctx context.Context, send *pb.Send, awaitClose bool) (*Response, error) {
	message, err := c.requestBytes(send)
	if err != nil {
		return nil, err
	}
	conn, err := c.connect(ctx, send)
	if err != nil {
		return nil, err
	}
	if send.GetConnection() == "" {
		defer conn.Close()
	}
	response, err := conn.exchange(ctx, method(send), message)
	if err == nil && awaitClose {
		response.Closed = conn.awaitClose()
	}
	return response, err
}

// sendRaw writes what the case spells out, then closes the sending side.
func (c *Client) sendRaw(ctx context.Context, send *pb.Send) (*Response, error) {
	conn, err := c.dial(ctx, send)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return conn.exchange(ctx, strings.Split(send.GetRaw(), " ")[0], []byte(send.GetRaw()), closeSending)
}

// closeSending closes the sending side of a connection.
func closeSending(stream net.Conn) {
	if half, ok := stream.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
}

// exchange writes a request and reads its response. The write goes on beside
// the read: a server may answer before it has read everything.
func (c *conn) exchange(ctx context.Context, method string, message []byte, after ...func(net.Conn)) (*Response, error) {
	c.received.Reset()
	started := time.Now()
	written := make(chan struct{})
	go func() {
		defer close(written)
		c.Write(message)
		for _, do := range after {
			do(c.Conn)
		}
	}()
	response, err := c.readResponse(ctx, method)
	if err != nil {
		c.Close()
		<-written
		return nil, fmt.Errorf("%w\n%s", err, trace(message, c.received.Bytes()))
	}
	response.Elapsed = time.Since(started)
	response.Trace = trace(message, c.received.Bytes())
	return response, nil
}

// requestBytes spells a request on the wire, with host and content-length when
// the case gives none.
func (c *Client) requestBytes(send *pb.Send) ([]byte, error) {
	body, err := bodyBytes(send.GetBody())
	if err != nil {
		return nil, wrongBody(err)
	}
	var message bytes.Buffer
	fmt.Fprintf(&message, "%s %s HTTP/1.1\r\n", method(send), target(send))
	if !names(send, "host") {
		fmt.Fprintf(&message, "Host: %s\r\n", c.address(send))
	}
	for _, line := range send.GetHeaders() {
		message.WriteString(line + "\r\n")
	}
	if body != nil && !names(send, "content-length") && !names(send, "transfer-encoding") {
		fmt.Fprintf(&message, "Content-Length: %d\r\n", len(body))
	}
	message.WriteString("\r\n")
	message.Write(body)
	return message.Bytes(), nil
}

func names(send *pb.Send, header string) bool {
	for _, line := range send.GetHeaders() {
		name, _, _ := strings.Cut(line, ":")
		if strings.EqualFold(name, header) {
			return true
		}
	}
	return false
}

// reasonOf is the reason phrase; http.Response.Status holds "404 Not Found".
func reasonOf(response *http.Response) string {
	_, reason, _ := strings.Cut(response.Status, " ")
	return reason
}
