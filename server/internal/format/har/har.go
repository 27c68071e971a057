// Package har writes the HTTP Archive format, version 1.2.
package har

import (
	"cmp"
	"encoding/base64"
	"io"
	"iter"
	"net/http"
	"net/textproto"
	"time"

	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/object"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ContentType is that of a HAR document here.
const ContentType = "application/json; charset=utf-8"

// unknown is how HAR says that a size or duration is not known.
const unknown = -1

// Write writes the HAR document of exchanges. The error is w's.
func Write(w io.Writer, exchanges iter.Seq[*example.Exchange], about example.About) error {
	var log, document object.Object
	log.Text("version", "1.2")
	log.Add("creator", new(object.Object).Text("name", "MockServer").Text("version", about.Version).Value())
	log.Add("entries", object.Hole())
	return object.Stream(w, document.Add("log", log.Value()).Value(), 2, func(yield func(jsontree.Value) bool) {
		for exchange := range exchanges {
			if !yield(entry(exchange)) {
				return
			}
		}
	})
}

func entry(exchange *example.Exchange) jsontree.Value {
	var o object.Object
	took := int(exchange.Took.Milliseconds())
	o.Text("startedDateTime", exchange.StartedAt.Format("2006-01-02T15:04:05.000Z07:00"))
	o.Int("time", took)
	o.Add("request", request(&exchange.Request))
	o.Add("response", response(exchange.Response, version(exchange.Request.Protocol)))
	o.Add("cache", jsontree.ObjectOf())
	o.Add("timings", timings(took))
	if server := exchange.Request.Server; server.IsValid() {
		o.Text("serverIPAddress", server.Unmap().String())
	}
	return o.Value()
}

func timings(took int) jsontree.Value {
	var o object.Object
	o.Int("send", 0).Int("wait", took).Int("receive", 0)
	return o.Int("blocked", unknown).Int("dns", unknown).Int("connect", unknown).Int("ssl", unknown).Value()
}

func version(protocol model.Protocol) string {
	switch protocol {
	case model.HTTP2:
		return "HTTP/2"
	case model.HTTP3:
		return "HTTP/3"
	default:
		return "HTTP/1.1"
	}
}

func request(r *example.Request) jsontree.Value {
	var o object.Object
	o.Text("method", r.Method)
	o.Text("url", r.URL())
	o.Text("httpVersion", version(r.Protocol))
	o.Add("cookies", object.Pairs(r.Cookies, "name", "value"))
	o.Add("headers", object.Pairs(r.Headers, "name", "value"))
	o.Add("queryString", object.Pairs(r.Query, "name", "value"))
	if r.Body != nil {
		var data object.Object
		data.Text("mimeType", r.Body.ContentType)
		addContent(&data, r.Body)
		o.Add("postData", data.Value())
	}
	o.Int("headersSize", unknown)
	return o.Int("bodySize", sentSize(r)).Value()
}

func sentSize(r *example.Request) int {
	switch {
	case r.Encoded != nil:
		return len(r.Encoded)
	case r.Body != nil:
		return len(r.Body.Content)
	default:
		return 0
	}
}

func response(r *example.Response, version string) jsontree.Value {
	if r == nil {
		r = &example.Response{Status: http.StatusOK}
	}
	location, _ := example.Value(r.Headers, "Location")
	var o object.Object
	o.Int("status", r.Status)
	o.Text("statusText", cmp.Or(r.Reason, http.StatusText(r.Status)))
	o.Text("httpVersion", version)
	o.Add("cookies", cookies(r.Headers))
	o.Add("headers", object.Pairs(r.Headers, "name", "value"))
	o.Add("content", content(r))
	o.Text("redirectURL", location)
	o.Int("headersSize", unknown)
	return o.Int("bodySize", size(r.Body)).Value()
}

func size(body *example.Body) int {
	if body == nil {
		return 0
	}
	return len(body.Content)
}

func content(r *example.Response) jsontree.Value {
	contentType, _ := example.Value(r.Headers, "Content-Type")
	var o object.Object
	o.Int("size", size(r.Body))
	o.Text("mimeType", contentType)
	if r.Body != nil {
		addContent(&o, r.Body)
	}
	return o.Value()
}

// addContent adds the text of a body, or its bytes in base64.
func addContent(o *object.Object, body *example.Body) {
	if body.IsText {
		o.Text("text", body.Text)
		return
	}
	o.Text("text", base64.StdEncoding.EncodeToString(body.Content)).Text("encoding", "base64")
}

// cookies are those that Set-Cookie headers set.
func cookies(headers []model.Field) jsontree.Value {
	var items []jsontree.Value
	for _, header := range headers {
		if textproto.CanonicalMIMEHeaderKey(header.Name) != "Set-Cookie" {
			continue
		}
		if cookie, err := http.ParseSetCookie(header.Value); err == nil {
			items = append(items, setCookie(cookie))
		}
	}
	return jsontree.ArrayOf(items...)
}

func setCookie(cookie *http.Cookie) jsontree.Value {
	var o object.Object
	o.Text("name", cookie.Name).Text("value", cookie.Value).Given("path", cookie.Path).Given("domain", cookie.Domain)
	if !cookie.Expires.IsZero() {
		o.Text("expires", cookie.Expires.UTC().Format(time.RFC3339))
	}
	if cookie.HttpOnly {
		o.Flag("httpOnly", true)
	}
	if cookie.Secure {
		o.Flag("secure", true)
	}
	return o.Value()
}
