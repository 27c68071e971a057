package mock

import (
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/mockserver/mockserver/clients/go/internal/gen"
)

// Client talks to the control plane of one server. It is safe for concurrent
// use.
type Client struct {
	transport   *gen.Client
	http        *http.Client
	url         string
	callTimeout time.Duration
	connectFor  time.Duration
}

// ClientOption changes how a Client talks to its server.
type ClientOption func(*Client)

// CallTimeout bounds one call, retries included. The default is 30 seconds;
// zero or less means no bound. A verification that asks the server to wait
// gets that much longer.
func CallTimeout(d time.Duration) ClientOption {
	return func(c *Client) { c.callTimeout = d }
}

// ConnectFor bounds how long a call keeps trying to connect, so that a client
// may start before its server. The default is 5 seconds; zero or less means
// one attempt. Nothing is tried again once a byte of an answer has arrived.
func ConnectFor(d time.Duration) ClientOption {
	return func(c *Client) { c.connectFor = d }
}

// HTTPClient sends the calls through hc, for certificates, proxies and the
// like. Without it a client of its own with net/http's defaults is used.
func HTTPClient(hc *http.Client) ClientOption {
	return func(c *Client) { c.http = hc }
}

// New makes a client of the server at baseURL, such as
// "http://localhost:1080". It does no I/O; it fails when baseURL is not an
// absolute http or https URL.
func New(baseURL string, options ...ClientOption) (*Client, error) {
	u, err := url.Parse(baseURL)
	if err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("base URL %q: want http://host:port or https://host:port", baseURL)
	}
	c := &Client{url: baseURL, callTimeout: 30 * time.Second, connectFor: 5 * time.Second}
	for _, option := range options {
		option(c)
	}
	if c.http == nil {
		c.http = &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
	}
	c.transport, err = gen.NewClient(baseURL, gen.WithHTTPClient(c.http))
	return c, err
}

// URL is the base URL that the client was made with.
func (c *Client) URL() string { return c.url }

// Close closes idle connections. The client stays usable.
func (c *Client) Close() error {
	c.http.CloseIdleConnections()
	return nil
}
