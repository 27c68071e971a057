package bruno_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/format/bruno"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/model"
)

func write(t *testing.T, exchanges ...example.Exchange) map[string]string {
	t.Helper()
	var out bytes.Buffer
	err := bruno.Write(&out, example.Each(exchanges), example.About{Title: "traffic", BaseURL: "http://localhost:1080"})
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		files[file.Name] = string(content)
	}
	return files
}

const login = `meta {
  name: POST /login/{id}
  type: http
  seq: 1
}

post {
  url: {{baseUrl}}/login/:id?q=1
  body: json
  auth: none
}

params:query {
  q: 1
}

params:path {
  id: 7
}

headers {
  X-A: v
  "x:y": two lines
}

body:json {
  {
    "user": "foo"
  }
}

docs {
  Expected response: 201
  Body: a b
}
`

// CP-086: BRUNO is a zip file with a manifest, an environment and a file for each request.
func TestWrite(t *testing.T) {
	files := write(t, example.Exchange{
		Request: example.Request{
			Method: "POST", Path: "/login/{id}", RawQuery: "q=1",
			Query: []model.Field{{Name: "q", Value: "1"}}, PathParameters: []model.Field{{Name: "id", Value: "7"}},
			Headers: []model.Field{{Name: "Host", Value: "x"}, {Name: "X-A", Value: "v"}, {Name: "x:y", Value: "two\nlines"}},
			Body:    &example.Body{ContentType: "application/json", Text: "{\n  \"user\": \"foo\"\n}", IsText: true},
		},
		Response: &example.Response{Status: 201, Body: &example.Body{Text: "a\nb", IsText: true}},
	})
	if !strings.Contains(files["bruno.json"], `"name" : "traffic"`) || files["environments/local.bru"] != "vars {\n  baseUrl: http://localhost:1080\n}\n" {
		t.Errorf("%q", files)
	}
	if got := files["post-login-id.bru"]; got != login {
		t.Errorf("%s", got)
	}
}

func TestFileNamesDiffer(t *testing.T) {
	get := func(path string) example.Exchange {
		return example.Exchange{Request: example.Request{Method: "GET", Path: path, Body: &example.Body{Content: []byte{0}}}}
	}
	files := write(t, get("/a"), get("/a-2"), get("/a"), get("/../"+strings.Repeat("x", 300)))
	names := slices.Sorted(maps.Keys(files))
	want := []string{"bruno.json", "environments/local.bru", "get-a-2.bru", "get-a-3.bru", "get-a.bru", "get-" + strings.Repeat("x", 96) + ".bru"}
	if !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
	if !strings.Contains(files["get-a.bru"], "body: none") || strings.Contains(files["get-a.bru"], "body:text") {
		t.Errorf("%s", files["get-a.bru"])
	}
}

func TestStrangeMethods(t *testing.T) {
	files := write(t, example.Exchange{Request: example.Request{Method: "LOCK", Path: "/"}})
	if !strings.Contains(files["lock.bru"], "http {\n  method: LOCK\n  url: {{baseUrl}}/\n") {
		t.Errorf("%q", files)
	}
}
