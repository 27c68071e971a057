package traffic

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/textproto"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// closeTimeout is how long a server may take to close a connection that a case
// says it closes.
const closeTimeout = 2 * time.Second

// conn is an HTTP/1.1 connection that remembers the bytes of the response being
// read.
type conn struct {
	net.Conn
	reader   *bufio.Reader
	received *bytes.Buffer
	leaf     *x509.Certificate
}

// connect opens a connection, or finds the one that earlier steps named.
func (c *Client) connect(ctx context.Context, send *pb.Send) (*conn, error) {
	if known, ok := c.named[send.GetConnection()]; ok {
		return known, nil
	}
	opened, err := c.dial(ctx, send)
	if err != nil {
		return nil, err
	}
	if send.GetConnection() != "" {
		if c.named == nil {
			c.named = map[string]*conn{}
		}
		c.named[send.GetConnection()] = opened
	}
	return opened, nil
}

func (c *Client) dial(ctx context.Context, send *pb.Send) (*conn, error) {
	dialer := &net.Dialer{}
	raw, err := dialer.DialContext(ctx, "tcp", c.address(send))
	if err != nil {
		return nil, err
	}
	if send.GetOver() != "https1" {
		return newConn(raw, nil), nil
	}
	secure := tls.Client(raw, c.tlsConfig(send, "http/1.1"))
	if err := secure.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, err
	}
	state := secure.ConnectionState()
	return newConn(secure, leafOf(&state)), nil
}

func newConn(stream net.Conn, leaf *x509.Certificate) *conn {
	received := &bytes.Buffer{}
	return &conn{
		Conn: stream, reader: bufio.NewReader(io.TeeReader(stream, received)), received: received, leaf: leaf,
	}
}

// readResponse reads one response to a request with the method.
func (c *conn) readResponse(ctx context.Context, method string) (*Response, error) {
	if deadline, ok := ctx.Deadline(); ok {
		c.SetReadDeadline(deadline)
	}
	_, err := c.reader.Peek(1)
	if ended(err) {
		return &Response{Nothing: true}, nil
	}
	raw, err := http.ReadResponse(c.reader, &http.Request{Method: method})
	if err != nil {
		return nil, err
	}
	defer raw.Body.Close()
	body, err := io.ReadAll(raw.Body)
	if err != nil {
		return nil, wrongBody(err)
	}
	header, err := headerOf(c.received.Bytes())
	if err != nil {
		return nil, err
	}
	response := &Response{
		Status: raw.StatusCode, Reason: reasonOf(raw), Header: header, Body: body, Certificate: c.leaf,
	}
	if len(raw.TransferEncoding) > 0 {
		response.Chunks, err = chunkSizes(c.received.Bytes())
	}
	return response, err
}

// headerOf reads the header of a response from its bytes: net/http takes away
// what it acts upon.
func headerOf(response []byte) (http.Header, error) {
	reader := textproto.NewReader(bufio.NewReader(bytes.NewReader(response)))
	if _, err := reader.ReadLine(); err != nil {
		return nil, err
	}
	header, err := reader.ReadMIMEHeader()
	return http.Header(header), err
}

// awaitClose says whether the other side closes the connection soon.
func (c *conn) awaitClose() bool {
	c.SetReadDeadline(time.Now().Add(closeTimeout))
	_, err := c.reader.Peek(1)
	return ended(err)
}

// ended says whether an error means that the other side is gone, rather than
// that time is up.
func ended(err error) bool {
	var timeout net.Error
	return err != nil && !(errors.As(err, &timeout) && timeout.Timeout())
}
