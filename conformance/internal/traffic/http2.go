package traffic

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strings"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

func (c *Client) sendHTTP2(ctx context.Context, send *pb.Send) (*Response, error) {
	request, err := c.request(ctx, send)
	if err != nil {
		return nil, err
	}
	transport := c.transport(send)
	defer transport.CloseIdleConnections()
	sent, _ := httputil.DumpRequest(request, true)
	started := time.Now()
	raw, err := transport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer raw.Body.Close()
	body, err := io.ReadAll(raw.Body)
	if err != nil {
		return nil, wrongBody(err)
	}
	if raw.ProtoMajor != 2 {
		return nil, fmt.Errorf("the response came over %s", raw.Proto)
	}
	response := &Response{
		Status: raw.StatusCode, Header: raw.Header, Body: body,
		Elapsed: time.Since(started), Certificate: leafOf(raw.TLS),
	}
	received, _ := httputil.DumpResponse(raw, false)
	response.Trace = trace(sent, append(received, body...))
	return response, nil
}

func (c *Client) transport(send *pb.Send) *http.Transport {
	protocols := &http.Protocols{}
	protocols.SetHTTP2(send.GetOver() == "h2")
	protocols.SetUnencryptedHTTP2(send.GetOver() == "h2c")
	return &http.Transport{
		Protocols: protocols, TLSClientConfig: c.tlsConfig(send, "h2"), DisableCompression: true,
	}
}

func (c *Client) request(ctx context.Context, send *pb.Send) (*http.Request, error) {
	body, err := bodyBytes(send.GetBody())
	if err != nil {
		return nil, wrongBody(err)
	}
	scheme := "http"
	if send.GetOver() == "h2" {
		scheme = "https"
	}
	url := scheme + "://" + c.address(send) + target(send)
	request, err := http.NewRequestWithContext(ctx, method(send), url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for _, line := range send.GetHeaders() {
		name, value, _ := strings.Cut(line, ":")
		request.Header.Add(name, strings.TrimSpace(value))
	}
	if host := request.Header.Get("Host"); host != "" {
		request.Host = host
	}
	return request, nil
}
