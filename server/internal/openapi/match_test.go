package openapi_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/openapi"
)

// pets is a specification of most that a matcher knows.
const pets = `
openapi: 3.0.3
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.example/{base}/", variables: {base: {default: v1}}}]
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - {name: limit, in: query, required: true, schema: {type: integer, maximum: 100}}
        - {name: dry, in: query, schema: {type: boolean}}
        - {name: tags, in: query, schema: {type: array, minItems: 2, items: {$ref: '#/components/schemas/Tag'}}}
        - {name: ids, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {age: {type: integer}, kind: {$ref: '#/components/schemas/Tag'}}}}
        - {name: X-Ids, in: header, schema: {type: array, items: {type: integer}}}
        - {name: session, in: cookie, schema: {type: string, minLength: 3}}
        - {name: note, in: query, schema: {type: string, nullable: true}}
      responses: {"200": {description: ok}}
    post:
      requestBody:
        required: true
        content:
          application/vnd.pet+json;v=1: {schema: {$ref: '#/components/schemas/Pet'}}
          application/xml: {schema: {$ref: '#/components/schemas/Pet'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Pet'}}
      responses: {"201": {description: ok}}
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getPet, responses: {"200": {description: ok}}}
    put:
      operationId: putPet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {"200": {description: ok}}
  /files:
    post:
      operationId: upload
      requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, required: [file], properties: {file: {type: string, format: binary}, note: {type: string}}}}}}
      responses: {"200": {description: ok}}
  /matrix/{p}:
    get:
      operationId: matrix
      parameters: [{name: p, in: path, required: true, style: matrix, schema: {type: array, items: {type: integer}}}]
      responses: {"200": {description: ok}}
  /elsewhere:
    get: {operationId: elsewhere, servers: [{url: /other}], responses: {"200": {description: ok}}}
components:
  schemas:
    Tag: {type: string, enum: [cat, dog]}
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        age: {type: integer, minimum: 0, exclusiveMinimum: true}
        tags: {type: array, items: {$ref: '#/components/schemas/Tag'}}
        mother: {$ref: '#/components/schemas/Pet'}
        nick: {type: string, nullable: true}
`

// requestOf reads "GET /path?query", header lines and a body.
func requestOf(t *testing.T, line string, more ...string) *model.Request {
	t.Helper()
	method, target, _ := strings.Cut(line, " ")
	path, query, _ := strings.Cut(target, "?")
	r := &model.Request{Method: method, Path: path}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name, _ = url.QueryUnescape(name)
		value, err := url.QueryUnescape(value)
		if err != nil {
			t.Fatal(err)
		}
		if pair != "" {
			r.Query = append(r.Query, model.Field{Name: name, Value: value})
		}
	}
	for _, m := range more {
		name, value, isHeader := strings.Cut(m, ": ")
		switch {
		case !isHeader || strings.HasPrefix(m, "{") || strings.HasPrefix(m, "--"):
			r.Body = []byte(m)
		case name == "Cookie":
			cookie, value, _ := strings.Cut(value, "=")
			r.Cookies = append(r.Cookies, model.Field{Name: cookie, Value: value})
		default:
			r.Headers = append(r.Headers, model.Field{Name: name, Value: value})
		}
	}
	return r
}

type matchCase struct {
	operation string
	line      string
	more      []string
	want      bool
}

func runCases(t *testing.T, source string, cases []matchCase) {
	t.Helper()
	library := openapi.NewLibrary(http.DefaultClient)
	for _, c := range cases {
		definition := &model.OpenAPIDefinition{Source: source, OperationID: c.operation}
		m, err := match.Compile(&model.RequestMatcher{OpenAPI: definition}, match.Options{Operations: library})
		if err != nil {
			t.Fatal(err)
		}
		r := match.NewRequest(requestOf(t, c.line, c.more...))
		if got := m.Match(r); got != c.want {
			t.Errorf("%q, %s %q: %v, want %v\n%v", c.operation, c.line, c.more, got, c.want, m.Explain(r).Differing())
		}
	}
}

func with(more ...string) []string { return more }

func TestCP167_OperationID(t *testing.T) {
	runCases(t, pets, []matchCase{
		{"getPet", "GET /v1/pets/7", nil, true},
		{"getPet", "GET /v1/pets/x", nil, false},
		{"getPet", "PUT /v1/pets/7", nil, false},
		{"getPet", "GET /pets/7", nil, false}, // the server has a path
		{"", "GET /v1/pets/7", nil, true},
		{"", "PUT /v1/pets/7", nil, true},
		{"", "DELETE /v1/pets/7", nil, false},
		{"POST /pets", "POST /v1/pets", with("content-type: application/vnd.pet+json;v=1", `{"name":"a"}`), true},
		{"elsewhere", "GET /other/elsewhere", nil, true},
		{"elsewhere", "GET /v1/elsewhere", nil, false},
	})
}

func TestCP168_UnknownOperation(t *testing.T) {
	runCases(t, pets, []matchCase{{"nope", "GET /v1/pets/7", nil, false}, {"nope", "GET /", nil, false}})
}

func TestCP169_CP170_Parameters(t *testing.T) {
	runCases(t, pets, []matchCase{
		{"listPets", "GET /v1/pets?limit=1", nil, true},
		{"listPets", "GET /v1/pets", nil, false},
		{"listPets", "GET /v1/pets?limit=x", nil, false},
		{"listPets", "GET /v1/pets?limit=101", nil, false},
		{"listPets", "GET /v1/pets?limit=1&dry=true", nil, true},
		{"listPets", "GET /v1/pets?limit=1&dry=maybe", nil, false},
		{"listPets", "GET /v1/pets?limit=1&unknown=1", nil, true},
		{"listPets", "GET /v1/pets?limit=1&note=", nil, true},
		{"listPets", "GET /v1/pets?limit=1&note=12", nil, true},
		{"listPets", "GET /v1/pets?limit=1", with("Cookie: session=abc"), true},
		{"listPets", "GET /v1/pets?limit=1", with("Cookie: session=ab"), false},
	})
}

func TestCP171_Body(t *testing.T) {
	const json, xml = "content-type: application/vnd.pet+json;v=1; charset=utf-8", "content-type: application/xml"
	const form = "content-type: application/x-www-form-urlencoded"
	runCases(t, pets, []matchCase{
		{"POST /pets", "POST /v1/pets", with(json, `{"name":"a"}`), true},
		{"POST /pets", "POST /v1/pets", with(json, `{"name":"a","mother":{"name":"b"},"nick":null}`), true},
		{"POST /pets", "POST /v1/pets", with(json, `{"name":"a","mother":{}}`), false},
		{"POST /pets", "POST /v1/pets", with(json, `{"name":"a","age":0}`), false},
		{"POST /pets", "POST /v1/pets", with(json, `{"name":5}`), false},
		{"POST /pets", "POST /v1/pets", with(json), false},
		{"POST /pets", "POST /v1/pets", with("content-type: text/plain", `{"name":"a"}`), false},
		{"POST /pets", "POST /v1/pets", with("content-type: applicationXvnd.pet+json;v=1", `{"name":"a"}`), false},
		{"POST /pets", "POST /v1/pets", with(xml, `<pet><name>a</name><age>3</age></pet>`), true},
		{"POST /pets", "POST /v1/pets", with(xml, `<pet><age>3</age></pet>`), false},
		{"POST /pets", "POST /v1/pets", with(form, `name=a&tags=cat`), true},
		{"POST /pets", "POST /v1/pets", with(form, `name=a&tags=cat&tags=dog`), true},
		{"POST /pets", "POST /v1/pets", with(form, `name=a&tags=cat&tags=cow`), false},
		{"putPet", "PUT /v1/pets/1", nil, true}, // not required
		{"putPet", "PUT /v1/pets/1", with(`{"name":"a"}`), true},
		{"putPet", "PUT /v1/pets/1", with(`{"nome":"a"}`), false},
	})
}

func TestMultipartBody(t *testing.T) {
	const kind = "content-type: multipart/form-data; boundary=b"
	part := func(name string) string {
		return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\nx\r\n--b--\r\n"
	}
	runCases(t, pets, []matchCase{
		{"upload", "POST /v1/files", with(kind, part("file")), true},
		{"upload", "POST /v1/files", with(kind, part("note")), false},
		{"upload", "POST /v1/files", nil, false},
	})
}

func TestCP253_ArrayAndObjectParameters(t *testing.T) {
	runCases(t, pets, []matchCase{
		{"listPets", "GET /v1/pets?limit=1&tags=cat&tags=dog", nil, true},
		{"listPets", "GET /v1/pets?limit=1&tags=cat", nil, false}, // minItems
		{"listPets", "GET /v1/pets?limit=1&tags=cat&tags=cow", nil, false},
		{"listPets", "GET /v1/pets?limit=1&ids=1%7C2", nil, true},
		{"listPets", "GET /v1/pets?limit=1&ids=1%7Cx", nil, false},
		{"listPets", "GET /v1/pets?limit=1&filter%5Bage%5D=3&filter%5Bkind%5D=cat", nil, true},
		{"listPets", "GET /v1/pets?limit=1&filter%5Bage%5D=x", nil, false},
		{"listPets", "GET /v1/pets?limit=1&filter%5Bkind%5D=cow", nil, false},
		{"listPets", "GET /v1/pets?limit=1", with("X-Ids: 1,2"), true},
		{"listPets", "GET /v1/pets?limit=1", with("X-Ids: 1,b"), false},
		{"matrix", "GET /v1/matrix/;p=1,2", nil, true},
		{"matrix", "GET /v1/matrix/;p=1,b", nil, false},
	})
}

func TestCP172_Security(t *testing.T) {
	const spec = `{"openapi":"3.0.0","info":{"title":"s","version":"1"},"security":[{"key":[]}],"paths":{
		"/key":{"get":{"operationId":"key"}},
		"/open":{"get":{"operationId":"open","security":[]}},
		"/maybe":{"get":{"operationId":"maybe","security":[{"key":[]},{}]}},
		"/either":{"get":{"operationId":"either","security":[{"basic":[]},{"query":[]}]}},
		"/both":{"get":{"operationId":"both","security":[{"oauth":[],"cookie":[]}]}}},
		"components":{"securitySchemes":{
			"key":{"type":"apiKey","in":"header","name":"X-Key"},"query":{"type":"apiKey","in":"query","name":"key"},
			"cookie":{"type":"apiKey","in":"cookie","name":"c"},"basic":{"type":"http","scheme":"basic"},"oauth":{"type":"oauth2","flows":{}}}}}`
	runCases(t, spec, []matchCase{
		{"key", "GET /key", nil, false},
		{"key", "GET /key", with("X-Key: k"), true},
		{"open", "GET /open", nil, true},
		{"maybe", "GET /maybe", nil, true},
		{"either", "GET /either", nil, false},
		{"either", "GET /either", with("Authorization: Basic abc"), true},
		{"either", "GET /either", with("Authorization: Bearer abc"), false},
		{"either", "GET /either?key=1", nil, true},
		{"both", "GET /both", with("Authorization: Bearer abc"), false},
		{"both", "GET /both", with("Authorization: Bearer abc", "Cookie: c=1"), true},
	})
}

// OpenAPI 3.1: types in lists, const, schemas of draft 2020-12.
func TestModernSpecification(t *testing.T) {
	const spec = `
openapi: 3.1.0
info: {title: m, version: "1"}
paths:
  /a:
    post:
      operationId: a
      parameters: [{name: q, in: query, schema: {type: [integer, "null"]}}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/A', minProperties: 2}}}
webhooks:
  hook: {post: {responses: {"200": {description: d}}}}
components:
  schemas:
    A: {type: object, properties: {kind: {const: a}, list: {type: array, prefixItems: [{type: integer}], items: false}}}
`
	const json = "content-type: application/json"
	runCases(t, spec, []matchCase{
		{"a", "POST /a", with(json, `{"kind":"a","list":[1]}`), true},
		{"a", "POST /a", with(json, `{"kind":"b","list":[1]}`), false},
		{"a", "POST /a", with(json, `{"kind":"a","list":[1,2]}`), false},
		{"a", "POST /a", with(json, `{"kind":"a"}`), false},
		{"a", "POST /a?q=x", with(json, `{"kind":"a","x":1}`), false},
		{"a", "POST /a?q=", with(json, `{"kind":"a","x":1}`), true},
		{"POST webhook:hook", "POST /hook", nil, false},
		{"POST webhook:hook", "POST /webhook:hook", nil, true},
	})
}

func TestContextPathPrefix(t *testing.T) {
	library := openapi.NewLibrary(http.DefaultClient)
	for _, prefix := range []string{"/ctx", "ctx/", "/ctx/"} {
		definition := &model.OpenAPIDefinition{Source: pets, OperationID: "getPet", ContextPathPrefix: prefix}
		m, err := match.Compile(&model.RequestMatcher{OpenAPI: definition}, match.Options{Operations: library})
		if err != nil {
			t.Fatal(err)
		}
		if !m.Match(match.NewRequest(requestOf(t, "GET /ctx/v1/pets/1"))) || m.Match(match.NewRequest(requestOf(t, "GET /v1/pets/1"))) {
			t.Errorf("prefix %q is not part of the path", prefix)
		}
	}
}

// Objects in parameters are taken apart only in the style deepObject; in the
// others a request that has them is not refused.
func TestObjectParameters(t *testing.T) {
	const spec = `
openapi: 3.0.0
info: {title: t, version: v}
paths:
  /p/{id}:
    get:
      operationId: a
      parameters:
        - {name: id, in: path, required: true, schema: {$ref: '#/components/schemas/Role'}}
        - {name: form, in: query, required: true, explode: false, schema: {$ref: '#/components/schemas/Role'}}
        - {name: apart, in: query, required: true, schema: {$ref: '#/components/schemas/Role'}}
        - {name: deep, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Role'}}
      responses: {}
components:
  schemas:
    Role: {type: object, properties: {role: {type: string, enum: [admin]}}}
`
	runCases(t, spec, []matchCase{
		{"a", "GET /p/role,admin?form=role,admin&role=admin", nil, true},
		{"a", "GET /p/role,admin?form=role,admin&role=admin&deep[role]=admin", nil, true},
		{"a", "GET /p/role,admin?form=role,admin&role=admin&deep[role]=user", nil, false},
		{"a", "GET /p/role,admin?role=admin", nil, false},
		{"a", "GET /p?form=role,admin&role=admin", nil, false},
	})
}
