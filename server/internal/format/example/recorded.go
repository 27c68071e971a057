package example

import (
	"net/http"

	"github.com/mockserver/mockserver/server/internal/action/respond"
	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Recorded makes a sample of an exchange in the journal.
func Recorded(exchange *model.Exchange, about *About) Exchange {
	request := exchange.Request
	sample := Exchange{
		ID:        request.ID,
		StartedAt: request.ReceivedAt,
		Took:      max(0, exchange.CompletedAt.Sub(request.ReceivedAt)),
		Request: Request{
			Method:    request.Method,
			Scheme:    scheme(request.Secure),
			Authority: authority(request, about),
			Path:      rooted(request.Path),
			RawQuery:  request.RawQuery,
			Query:     request.Query,
			Headers:   request.Headers,
			Cookies:   request.Cookies,
			Encoded:   request.EncodedBody,
			Protocol:  request.Protocol,
			Server:    request.Local.Addr(),
		},
	}
	if len(request.Body) > 0 {
		contentType, _ := Value(request.Headers, "Content-Type")
		sample.Request.Body = newBody(contentType, request.Body)
	}
	if exchange.Response != nil {
		sample.Response = answer(exchange.Response)
	}
	return sample
}

// authority is the host that a request names, else the one that received it.
func authority(request *model.Request, about *About) string {
	if host, _ := Value(request.Headers, "Host"); host != "" {
		return host
	}
	if request.Local.IsValid() {
		return request.Local.String()
	}
	return baseAuthority(about)
}

// answer is a response as it goes over the wire.
func answer(response *model.Response) *Response {
	reply := respond.Reply(response)
	served := &Response{Status: reply.Status, Reason: reply.Reason, Headers: reply.Headers}
	if served.Status == 0 {
		served.Status = http.StatusOK
	}
	if len(reply.Body) > 0 {
		contentType, _ := Value(reply.Headers, "Content-Type")
		served.Body = newBody(contentType, reply.Body)
		if response.Body.Type != "BINARY" { // text by its kind, whatever its content type says
			served.Body.Text, served.Body.IsText = response.Body.Text, true
		}
	}
	return served
}

// newBody reads content as text where its type says so and nothing is lost.
func newBody(contentType string, content []byte) *Body {
	body := &Body{ContentType: contentType, Content: content}
	body.Text, body.IsText = charset.Text(contentType, content)
	return body
}
