package netio

import (
	"bufio"
	"crypto/tls"
	"net"
	"net/netip"
	"sync/atomic"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/netio/http1"
	"github.com/mockserver/mockserver/server/internal/proxy"
)

// readBufferBytes is what a connection reads ahead.
const readBufferBytes = 4 << 10

// conn is one accepted connection. Its goroutine owns every field; others may
// read idle and close the socket.
type conn struct {
	server *Server
	socket net.Conn // as accepted; never replaced
	stream net.Conn // socket, or the TLS connection inside it
	in     *bufio.Reader
	idle   atomic.Bool // between two exchanges: may be closed at any time
	hurry  bool        // what is read next has a deadline

	secure        bool
	local, remote netip.AddrPort
	certificates  []model.Certificate
	tlsState      *tls.ConnectionState

	heads   http1.HeadReader
	scratch []byte // answers are put together here
}

// serve starts the goroutine of an accepted connection.
func (s *Server) serve(socket net.Conn) {
	c := &conn{server: s, socket: socket, stream: socket, in: bufio.NewReaderSize(socket, readBufferBytes)}
	c.idle.Store(true)
	c.local, c.remote = address(socket.LocalAddr()), address(socket.RemoteAddr())
	if !s.adopt(c) {
		c.close()
		return
	}
	go func() {
		defer s.release(c)
		c.run()
	}()
}

func (c *conn) run() {
	defer func() {
		if broken := recover(); broken != nil {
			c.server.Logger.Error("a connection broke", "remote", c.remote, "panic", broken)
			c.close()
		}
	}()
	c.limitHead()
	handedOver := c.speak()
	if !handedOver {
		_ = c.stream.Close() // says goodbye in TLS; the client may be gone already
		c.close()
	}
}

// speak serves whatever protocol the client speaks. It returns true when the
// socket now belongs to the HTTP/2 server.
func (c *conn) speak() (handedOver bool) {
	switch protocol := c.detect(); protocol {
	case proxy.TLS:
		return !c.secure && c.startTLS() && c.speakInside()
	case proxy.HTTP2:
		if c.secure || !c.server.Settings.Get().HTTP2Enabled {
			return false
		}
		c.unlimit()
		return c.server.http2.take(&replayed{Conn: c.socket, in: c.in})
	case proxy.HTTP1:
		c.serveHTTP1()
	case proxy.Unknown:
		c.server.Logger.Debug("a client speaks no known protocol", "remote", c.remote)
	}
	return false
}

// detect reads until it is clear what the client speaks; Undecided when the
// connection ends before.
func (c *conn) detect() proxy.Protocol {
	for {
		prefix, _ := c.in.Peek(c.in.Buffered())
		if protocol := proxy.Detect(prefix); protocol != proxy.Undecided {
			return protocol
		}
		if _, err := c.in.Peek(c.in.Buffered() + 1); err != nil {
			return proxy.Undecided
		}
	}
}

func (c *conn) startTLS() bool {
	secured := tls.Server(&replayed{Conn: c.socket, in: c.in}, c.server.tls)
	if err := secured.HandshakeContext(c.server.base); err != nil {
		c.server.Logger.Debug("TLS handshake failed", "remote", c.remote, "error", err)
		return false
	}
	state := secured.ConnectionState()
	c.stream, c.secure, c.tlsState = secured, true, &state
	c.limitHead()
	c.certificates = certificates(&state)
	return true
}

// speakInside serves what TLS carries: HTTP/2 when it was negotiated.
func (c *conn) speakInside() (handedOver bool) {
	if c.tlsState.NegotiatedProtocol == protocolHTTP2 {
		c.unlimit()
		return c.server.http2.take(c.stream)
	}
	c.in = bufio.NewReaderSize(c.stream, readBufferBytes)
	return c.speak()
}

// close cuts the connection. Any goroutine may call it, any number of times.
func (c *conn) close() {
	_ = c.socket.Close() // closed already is as good
}

// replayed is a connection some of whose bytes were read ahead.
type replayed struct {
	net.Conn
	in *bufio.Reader
}

// Read reads what was read ahead and then the connection.
func (r *replayed) Read(p []byte) (int, error) { return r.in.Read(p) }

func address(of net.Addr) netip.AddrPort {
	tcp, ok := of.(*net.TCPAddr)
	if !ok {
		return netip.AddrPort{}
	}
	at := tcp.AddrPort()
	return netip.AddrPortFrom(at.Addr().Unmap(), at.Port())
}
