package postman_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/postman"
	"github.com/mockserver/mockserver/server/internal/model"
)

type pair struct{ Key, Value string }

type request struct {
	Method string
	Header []pair
	URL    struct {
		Raw             string
		Host, Path      []string
		Query, Variable []pair
	}
	Body struct {
		Mode, Raw string
		Options   struct{ Raw struct{ Language string } }
	}
}

type collection struct {
	Info struct{ Name, Schema string }
	Item []struct {
		Name     string
		Request  request
		Response []struct {
			Name, Status, Body string
			Code               int
			Header             []pair
			OriginalRequest    request
		}
	}
	Variable []pair
}

func write(t *testing.T, exchanges ...example.Exchange) collection {
	t.Helper()
	var out bytes.Buffer
	err := postman.Write(&out, example.Each(exchanges), example.About{Title: "traffic", BaseURL: "http://localhost:1080"})
	if err != nil {
		t.Fatal(err)
	}
	var c collection
	if err := json.Unmarshal(out.Bytes(), &c); err != nil {
		t.Fatalf("%v in %s", err, out.Bytes())
	}
	return c
}

func fields(pairs ...string) []model.Field {
	var fields []model.Field
	for i := 0; i < len(pairs); i += 2 {
		fields = append(fields, model.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return fields
}

// CP-086: POSTMAN is a collection in version 2.1.0.
func TestWrite(t *testing.T) {
	c := write(t, example.Exchange{
		Request: example.Request{
			Method: "POST", Path: "/users/{id}", RawQuery: "q=a%20b", Query: fields("q", "a b"), PathParameters: fields("id", "7"),
			Headers: fields("Host", "x", "Content-Length", "2", "X-A", "1", "X-A", "2"), Cookies: fields("c", "d", "e", "f"),
			Body: &example.Body{ContentType: "application/json", Text: "{}", IsText: true},
		},
		Response: &example.Response{Status: 404, Headers: fields("X-B", "3"), Body: &example.Body{Content: []byte{255}}},
	})
	if c.Info.Name != "traffic" || c.Info.Schema != "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" ||
		len(c.Variable) != 1 || c.Variable[0] != (pair{"baseUrl", "http://localhost:1080"}) || len(c.Item) != 1 {
		t.Fatalf("%+v", c)
	}
	item := c.Item[0]
	r := item.Request
	if item.Name != "POST /users/{id}" || r.Method != "POST" || r.URL.Raw != "{{baseUrl}}/users/:id?q=a%20b" || len(r.URL.Path) != 2 ||
		r.URL.Path[1] != ":id" || r.URL.Variable[0] != (pair{"id", "7"}) || r.URL.Query[0] != (pair{"q", "a b"}) {
		t.Errorf("%+v", r)
	}
	if len(r.Header) != 3 || r.Header[2] != (pair{"Cookie", "c=d; e=f"}) || r.Body.Raw != "{}" || r.Body.Mode != "raw" || r.Body.Options.Raw.Language != "json" {
		t.Errorf("%+v", r)
	}
	p := item.Response[0]
	if p.Code != 404 || p.Status != "Not Found" || p.Header[0] != (pair{"X-B", "3"}) || p.Body != "/w==" || p.OriginalRequest.URL.Raw != r.URL.Raw {
		t.Errorf("%+v", p)
	}
}

func TestAnAnswerThatIsNotFixedHasNoExample(t *testing.T) {
	c := write(t, example.Exchange{Request: example.Request{Method: "GET", Path: "/"}})
	if len(c.Item[0].Response) != 0 || c.Item[0].Request.Body.Mode != "" {
		t.Errorf("%+v", c)
	}
	if empty := write(t); empty.Item == nil || len(empty.Item) != 0 {
		t.Errorf("%+v", empty)
	}
}
