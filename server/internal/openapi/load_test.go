package openapi_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/openapi"
)

// expand loads a specification and expands all its operations.
func expand(source string) ([]*model.RequestMatcher, error) {
	list, _, err := openapi.NewLibrary(http.DefaultClient).Expand(&model.OpenAPIDefinition{Source: source})
	return list, err
}

// CP-261: what cannot be used is refused, with the place.
func TestCP261_BrokenSpecifications(t *testing.T) {
	operation := func(text string) string {
		return `{"openapi":"3.0.0","info":{"title":"b"},"paths":{"/a":{"get":` + text + `}}}`
	}
	for source, want := range map[string]string{
		"":                                     "Null or empty definition",
		"nonsense":                             "$: string found, object expected",
		`{"swagger":"2.0"}`:                    "attribute openapi is missing",
		`{"openapi":"2.0"}`:                    "$: OpenAPI 2.0 is not supported, 3.0 and 3.1 are",
		"openapi: 3.0.0\npaths:\n\t- x":        "yaml: line 3: found character that cannot start any token",
		`{"openapi":"3.0.0",`:                  "",
		`{"openapi":"3.0.0","paths":[]}`:       "$.paths: array found, object expected",
		`{"openapi":"3.0.0","paths":{"/a":5}}`: "$.paths./a: number found, object expected",
		operation(`[]`):                        "$.paths./a.get: array found, object expected",
		operation(`{"parameters":5}`):          "$.paths./a.get.parameters: number found, array expected",
		operation(`{"parameters":[{"in":"query"}]}`):                                                                 "$.paths./a.get.parameters[0]: name is missing",
		operation(`{"parameters":[{"name":"a","in":"x"}]}`):                                                          `$.paths./a.get.parameters[0].in: "x" is none of path, query, header and cookie`,
		operation(`{"parameters":[{"$ref":"#/components/parameters/x"}]}`):                                           "$.paths./a.get.parameters[0]: there is nothing at #/components/parameters/x",
		operation(`{"parameters":[{"$ref":"#/paths/~1a/get/parameters/0"}]}`):                                        "$.paths./a.get.parameters[0]: the reference leads round in a circle",
		operation(`{"responses":{"200":{"$ref":"other.yaml#/x"}}}`):                                                  "$.paths./a.get.responses.200: Unable to read location `other.yaml`: stat other.yaml: no such file or directory",
		operation(`{"security":[{"k":[]}]}`):                                                                         `$.paths./a.get.security[0]: there is no security scheme "k"`,
		operation(`{"requestBody":{"content":{"application/json":{"schema":{"properties":{"a":{"$ref":"#/x"}}}}}}}`): "$.paths./a.get.requestBody.content.application/json.schema.properties.a: there is nothing at #/x",
		operation(`{"requestBody":{"content":{"application/json":{"schema":{"allOf":[7]}}}}}`):                       "$.paths./a.get.requestBody.content.application/json.schema.allOf[0]: number found, object expected",
		"/nowhere/x.yaml": "Unable to read location `/nowhere/x.yaml`: stat /nowhere/x.yaml: no such file or directory",
	} {
		_, err := expand(source)
		if err == nil || !strings.HasPrefix(err.Error(), "Unable to load API spec, "+want) {
			t.Errorf("%s:\n got %v\nwant Unable to load API spec, %s", source, err, want)
		}
	}
}

// What is merely incomplete is accepted.
func TestIncompleteSpecifications(t *testing.T) {
	for _, source := range []string{
		`{"openapi":"3.0.0"}`,
		`{"openapi":"3.0.0","info":{},"paths":{}}`,
		`{"openapi":"3.0.0","paths":{"/a":{"get":{}},"x-y":5}}`,
		"openapi: 3.0.0\npaths: {/a: {get: {responses: {200: {}}}}}",
	} {
		if _, err := expand(source); err != nil {
			t.Errorf("%s: %v", source, err)
		}
	}
}

// files is a specification in three documents that refer to one another.
var files = map[string]string{
	"main.yaml":        "openapi: 3.0.0\npaths:\n  /a: {$ref: 'paths/a.yaml#/item'}\ncomponents: {schemas: {Name: {type: string, minLength: 2}}}\n",
	"paths/a.yaml":     "item:\n  post:\n    operationId: a\n    requestBody: {required: true, content: {application/json: {schema: {$ref: '../schemas/pet.json'}}}}\n",
	"schemas/pet.json": `{"type":"object","required":["name"],"properties":{"name":{"$ref":"../main.yaml#/components/schemas/Name"},"kind":{"$ref":"#/kinds/one"}},"kinds":{"one":{"enum":["x"]}}}`,
}

func checkFiles(t *testing.T, source string) {
	t.Helper()
	const json = "content-type: application/json"
	runCases(t, source, []matchCase{
		{"a", "POST /a", with(json, `{"name":"ab","kind":"x"}`), true},
		{"a", "POST /a", with(json, `{"name":"a"}`), false},
		{"a", "POST /a", with(json, `{"name":"ab","kind":"y"}`), false},
	})
}

func TestReferencesAcrossFiles(t *testing.T) {
	folder := t.TempDir()
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	checkFiles(t, filepath.Join(folder, "main.yaml"))
	checkFiles(t, "file://"+filepath.ToSlash(filepath.Join(folder, "main.yaml")))
}

func TestReferencesAcrossURLs(t *testing.T) {
	loads := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		loads++
		content, ok := files[strings.TrimPrefix(r.URL.Path, "/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(content))
	}))
	defer server.Close()
	checkFiles(t, server.URL+"/main.yaml")
	if loads != len(files) {
		t.Errorf("%d documents were got, %d are enough", loads, len(files))
	}
	if _, err := expand(server.URL + "/none.yaml"); err == nil || !strings.Contains(err.Error(), "404 Not Found") {
		t.Errorf("a missing document: %v", err)
	}
}

func TestForgetLoadsAgain(t *testing.T) {
	file := filepath.Join(t.TempDir(), "s.yaml")
	write := func(path string) {
		if err := os.WriteFile(file, []byte("openapi: 3.0.0\npaths: {"+path+": {get: {}}}"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	library := openapi.NewLibrary(http.DefaultClient)
	path := func() string {
		expanded, _, err := library.Expand(&model.OpenAPIDefinition{Source: file})
		if err != nil || len(expanded) != 1 {
			t.Fatal(expanded, err)
		}
		return expanded[0].Path.Value
	}
	write("/a")
	before := path()
	write("/b")
	if before != "/a" || path() != "/a" {
		t.Error("the specification was not kept")
	}
	library.Forget()
	if path() != "/b" {
		t.Error("the specification was not loaded again")
	}
}

// YAML that repeats itself by aliases is bounded by what it stands for.
func TestAliasesAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("openapi: 3.0.0\nx-0: &a0 [1,1,1,1,1,1,1,1,1,1]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&b, "x-%d: &a%d [", i, i)
		b.WriteString(strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
		b.WriteString("]\n")
	}
	if _, err := expand(b.String()); err == nil {
		t.Error("accepted")
	}
}

// A specification of 2 MB loads in seconds, its operations compiled or not.
func TestLargeSpecification(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"openapi":"3.0.0","info":{"title":"large"},"paths":{`)
	const operations = 1000
	for i := range operations {
		fmt.Fprintf(&b, `"/p%d/{id}":{"put":{"operationId":"o%d","parameters":[{"name":"id","in":"path","schema":{"type":"integer"}}],"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/S%d"}}}},"responses":{"200":{"description":"%s","content":{"application/json":{"schema":{"$ref":"#/components/schemas/S%d"}}}}}}},`, i, i, i, strings.Repeat("long ", 200), i)
	}
	b.WriteString(`"/end":{}},"components":{"schemas":{`)
	for i := range operations {
		fmt.Fprintf(&b, `"S%d":{"type":"object","properties":{"a":{"type":"string","description":"%s"},"next":{"$ref":"#/components/schemas/S%d"}}},`, i, strings.Repeat("d", 700), min(i+1, i/10*10+9))
	}
	b.WriteString(`"End":{}}}}`)
	if b.Len() < 2_000_000 {
		t.Fatal(b.Len())
	}
	start := time.Now()
	library := openapi.NewLibrary(http.DefaultClient)
	generated, err := library.Generate(&model.OpenAPIExpectation{Source: b.String()})
	if err != nil || len(generated) != operations {
		t.Fatal(len(generated), err)
	}
	expanded, _, err := library.Expand(&model.OpenAPIDefinition{Source: b.String()})
	if err != nil || len(expanded) != operations {
		t.Fatal(len(expanded), err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %s", took)
	}
}
