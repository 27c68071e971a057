package openapi_test

import (
	"bytes"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"pgregory.net/rapid"

	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/openapi"
	"github.com/mockserver/mockserver/server/internal/model"
)

// failer is what tests and properties have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func write(t failer, exchanges ...example.Exchange) *openapi3.T {
	t.Helper()
	var out bytes.Buffer
	err := openapi.Write(&out, example.Each(exchanges), example.About{Title: "traffic", BaseURL: "http://localhost:1080"})
	if err != nil {
		t.Fatalf("%v", err)
	}
	loader := openapi3.NewLoader()
	spec, err := loader.LoadFromData(out.Bytes())
	if err == nil {
		err = spec.Validate(loader.Context)
	}
	if err != nil {
		t.Fatalf("%v in %s", err, out.Bytes())
	}
	return spec
}

func exchange(id, method, path string, change func(*example.Exchange)) example.Exchange {
	e := example.Exchange{ID: id, Request: example.Request{Method: method, Scheme: "http", Authority: "x", Path: path}}
	change(&e)
	return e
}

func body(contentType, text string) *example.Body {
	return &example.Body{ContentType: contentType, Content: []byte(text), Text: text, IsText: true}
}

func fields(pairs ...string) []model.Field {
	var fields []model.Field
	for i := 0; i < len(pairs); i += 2 {
		fields = append(fields, model.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return fields
}

// CP-086: an OpenAPI document of traffic is a valid one.
func TestExamplesOfOneOperationAreMerged(t *testing.T) {
	spec := write(t,
		exchange("a", "POST", "/orders", func(e *example.Exchange) {
			e.Request.Query = fields("page", "1", "tag", "a", "tag", "b")
			e.Request.Headers = fields("X-Trace", "1", "Accept", "*/*", "Host", "x")
			e.Request.Body = body("application/json", `{"name":"lamp","price":5,"tags":["x"],"note":null}`)
			e.Response = &example.Response{Status: 201, Headers: fields("Location", "/orders/1"), Body: body("application/json; charset=utf-8", `{"id":1}`)}
		}),
		exchange("b", "POST", "/orders", func(e *example.Exchange) {
			e.Request.Query = fields("page", "2")
			e.Request.Headers = fields("x-trace", "2")
			e.Request.Body = body("application/json", `{"name":"book","price":5.5,"note":"n"}`)
			e.Response = &example.Response{Status: 400, Body: body("text/plain", "no")}
		}))
	o := spec.Paths.Find("/orders").Post
	page, tag, trace := o.Parameters.GetByInAndName("query", "page"), o.Parameters.GetByInAndName("query", "tag"), o.Parameters.GetByInAndName("header", "X-Trace")
	if len(o.Parameters) != 3 || !page.Required || tag.Required || !tag.Schema.Value.Type.Is("array") || !trace.Required || o.OperationID != "a" {
		t.Errorf("%+v", o)
	}
	schema := o.RequestBody.Value.Content["application/json"].Schema.Value
	if len(schema.Required) != 3 || !schema.Properties["price"].Value.Type.Is("number") || !schema.Properties["note"].Value.Nullable ||
		!schema.Properties["tags"].Value.Items.Value.Type.Is("string") || !o.RequestBody.Value.Required {
		t.Errorf("%+v", schema)
	}
	created := o.Responses.Value("201").Value
	if created.Headers["Location"] == nil || !created.Content["application/json"].Schema.Value.Properties["id"].Value.Type.Is("integer") {
		t.Errorf("%+v", created)
	}
	if *o.Responses.Value("400").Value.Description != "Bad Request" || spec.Servers[0].URL != "http://x" {
		t.Errorf("%+v", o.Responses)
	}
}

func TestPaths(t *testing.T) {
	none := func(*example.Exchange) {}
	spec := write(t,
		exchange("a", "GET", "/users/{id}", none), exchange("b", "PUT", "/users/{name}", none),
		exchange("c", "GET", "/a{2,3}/{x}/{x}", none), exchange("d", "PURGE", "/a", none))
	if spec.Paths.Len() != 2 || spec.Paths.Value("/users/{id}").Put == nil || spec.Paths.Value("/a%7B2,3%7D/{x}/%7Bx%7D") == nil {
		t.Errorf("%v", spec.Paths.InMatchingOrder())
	}
	if spec.Info.Description != "OpenAPI has no operations for these methods that were seen: PURGE" {
		t.Errorf("%q", spec.Info.Description)
	}
	if empty := write(t); empty.Paths.Len() != 0 || empty.Servers[0].URL != "http://localhost:1080" {
		t.Errorf("%+v", empty)
	}
}

// Whatever was seen, the document is valid and its examples fit its schemas.
func TestAnyTrafficMakesAValidDocument(t *testing.T) {
	texts := rapid.SampledFrom([]string{"", "a", "é", "{x}", "1", "a b"})
	bodies := rapid.SampledFrom([]string{`{}`, `[]`, `null`, `{"a":1,"b":[1,"x"]}`, `{"a":"x","b":[]}`, `[1,null,{"c":true}]`, `{`, ``, `"s"`, `5`, `1e3`})
	types := rapid.SampledFrom([]string{"", "application/json", "text/plain; charset=utf-8", "application/octet-stream"})
	content := rapid.Custom(func(t *rapid.T) *example.Body {
		if rapid.Bool().Draw(t, "absent") {
			return nil
		}
		b := body(types.Draw(t, "type"), bodies.Draw(t, "body"))
		b.IsText = rapid.Bool().Draw(t, "text")
		return b
	})
	list := rapid.Custom(func(t *rapid.T) []model.Field {
		return fields(texts.Draw(t, "name"), texts.Draw(t, "value"), texts.Draw(t, "name"), texts.Draw(t, "value"))
	})
	rapid.Check(t, func(t *rapid.T) {
		var exchanges []example.Exchange
		for i := range rapid.IntRange(0, 6).Draw(t, "exchanges") {
			method := rapid.SampledFrom([]string{"GET", "POST", "HEAD", "LOCK"}).Draw(t, "method")
			path := rapid.SampledFrom([]string{"/", "/a", "/{a}", "/{b}", "/a/{b}", "//"}).Draw(t, "path")
			exchanges = append(exchanges, exchange(string(rune('a'+i)), method, path, func(e *example.Exchange) {
				e.Request.Query, e.Request.Cookies, e.Request.PathParameters = list.Draw(t, "query"), list.Draw(t, "cookies"), list.Draw(t, "path")
				e.Request.Headers, e.Request.Body = list.Draw(t, "headers"), content.Draw(t, "body")
				if rapid.Bool().Draw(t, "answered") {
					e.Response = &example.Response{Status: rapid.SampledFrom([]int{0, 200, 404, 999}).Draw(t, "status"), Headers: list.Draw(t, "headers"), Body: content.Draw(t, "answer")}
				}
			}))
		}
		write(t, exchanges...)
	})
}
