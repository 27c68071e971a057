package respond

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Reply makes a configured response ready for the wire: its body in bytes, the
// content type its body stands for unless it names one, and its cookies as
// set-cookie headers.
func Reply(response *model.Response) *action.Reply {
	reply := &action.Reply{
		Status:     response.StatusCode,
		Reason:     response.ReasonPhrase,
		Headers:    append([]model.Field(nil), response.Headers...),
		Body:       bodyBytes(response),
		Connection: response.Connection,
	}
	if contentType := bodyContentType(response.Body); contentType != "" && !names(response.Headers, "Content-Type") {
		reply.Headers = append(reply.Headers, model.Field{Name: "content-type", Value: contentType})
	}
	for _, cookie := range response.Cookies {
		if !alreadySet(response.Headers, cookie) {
			reply.Headers = append(reply.Headers, model.Field{Name: "set-cookie", Value: cookie.Name + "=" + cookie.Value})
		}
	}
	return reply
}

// bodyContentType is the content type that goes with a body: its own, or the
// one its form stands for.
func bodyContentType(body *model.Body) string {
	switch {
	case body == nil:
		return ""
	case body.ContentType != "":
		return body.ContentType
	case body.Type == "JSON":
		return "application/json; charset=utf-8"
	case body.Type == "XML":
		return "application/xml; charset=utf-8"
	}
	return ""
}

func names(headers []model.Field, name string) bool {
	_, found := value(headers, name)
	return found
}

func value(headers []model.Field, name string) (string, bool) {
	for _, header := range headers {
		if strings.EqualFold(header.Name, name) {
			return header.Value, true
		}
	}
	return "", false
}

// alreadySet says whether a configured Set-Cookie header sets cookie to its
// value; another one would be a duplicate.
func alreadySet(headers []model.Field, cookie model.Field) bool {
	for _, header := range headers {
		if !strings.EqualFold(header.Name, "Set-Cookie") {
			continue
		}
		pair, _, _ := strings.Cut(header.Value, ";")
		if strings.TrimSpace(pair) == cookie.Name+"="+cookie.Value {
			return true
		}
	}
	return false
}
