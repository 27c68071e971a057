// Package postman writes Postman collections, version 2.1.0.
package postman

import (
	"cmp"
	"encoding/base64"
	"io"
	"iter"
	"net/http"
	"strings"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/object"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// ContentType is that of a collection.
const ContentType = "application/json; charset=utf-8"

const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"

// Write writes a collection with an item for each exchange. The error is w's.
func Write(w io.Writer, exchanges iter.Seq[*example.Exchange], about example.About) error {
	info := new(object.Object).Text("name", about.Title).Text("schema", schema).Value()
	base := new(object.Object).Text("key", "baseUrl").Text("value", about.BaseURL).Value()
	var o object.Object
	o.Add("info", info).Add("item", object.Hole()).Add("variable", jsontree.ArrayOf(base))
	return object.Stream(w, o.Value(), 1, func(yield func(jsontree.Value) bool) {
		for exchange := range exchanges {
			if !yield(item(exchange)) {
				return
			}
		}
	})
}

func item(exchange *example.Exchange) jsontree.Value {
	r := &exchange.Request
	asked := request(r)
	var o object.Object
	o.Text("name", r.Method+" "+r.Path)
	o.Add("request", asked)
	var responses []jsontree.Value
	if exchange.Response != nil {
		responses = append(responses, response(exchange.Response, asked))
	}
	return o.Add("response", jsontree.ArrayOf(responses...)).Value()
}

func request(r *example.Request) jsontree.Value {
	var o object.Object
	o.Text("method", r.Method)
	o.Add("header", object.Pairs(r.OwnHeaders(), "key", "value"))
	o.Add("url", location(r))
	if r.Body != nil {
		o.Add("body", body(r.Body))
	}
	return o.Value()
}

// location is a URL whose variable segments are spelled :name.
func location(r *example.Request) jsontree.Value {
	segments := strings.Split(strings.TrimPrefix(r.Path, "/"), "/")
	var variables []jsontree.Value
	for i, segment := range segments {
		if name, ok := example.Variable(segment); ok {
			segments[i] = ":" + name
			value, _ := example.Value(r.PathParameters, name)
			variables = append(variables, new(object.Object).Text("key", name).Text("value", value).Value())
		}
	}
	raw := "{{baseUrl}}/" + strings.Join(segments, "/")
	if r.RawQuery != "" {
		raw += "?" + r.RawQuery
	}
	var o object.Object
	o.Text("raw", raw)
	o.Add("host", jsontree.ArrayOf(jsontree.StringOf("{{baseUrl}}")))
	o.Add("path", texts(segments))
	if len(r.Query) > 0 {
		o.Add("query", object.Pairs(r.Query, "key", "value"))
	}
	if len(variables) > 0 {
		o.Add("variable", jsontree.ArrayOf(variables...))
	}
	return o.Value()
}

func texts(items []string) jsontree.Value {
	values := make([]jsontree.Value, len(items))
	for i, item := range items {
		values[i] = jsontree.StringOf(item)
	}
	return jsontree.ArrayOf(values...)
}

// body is text as it is; Postman sends other content from files alone, so that
// it stands here in base64.
func body(b *example.Body) jsontree.Value {
	if !b.IsText {
		return new(object.Object).Text("mode", "raw").Text("raw", base64.StdEncoding.EncodeToString(b.Content)).Value()
	}
	language := new(object.Object).Text("language", language(b)).Value()
	options := new(object.Object).Add("raw", language).Value()
	return new(object.Object).Text("mode", "raw").Text("raw", b.Text).Add("options", options).Value()
}

func language(b *example.Body) string {
	switch media := b.MediaType(); {
	case charset.IsJSON(media):
		return "json"
	case charset.IsXML(media):
		return "xml"
	case media == "text/html":
		return "html"
	default:
		return "text"
	}
}

func response(r *example.Response, asked jsontree.Value) jsontree.Value {
	reason := cmp.Or(r.Reason, http.StatusText(r.Status))
	var o object.Object
	o.Text("name", strings.TrimSpace("Example response "+reason))
	o.Add("originalRequest", asked)
	o.Text("status", reason)
	o.Int("code", r.Status)
	o.Add("header", object.Pairs(r.Headers, "key", "value"))
	if r.Body == nil {
		return o.Value()
	}
	if r.Body.IsText {
		return o.Text("_postman_previewlanguage", language(r.Body)).Text("body", r.Body.Text).Value()
	}
	return o.Text("body", base64.StdEncoding.EncodeToString(r.Body.Content)).Value()
}
