package openapi_test

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/openapi"
)

func generate(t *testing.T, x *model.OpenAPIExpectation) []*model.Expectation {
	t.Helper()
	list, err := openapi.NewLibrary(http.DefaultClient).Generate(x)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// answers lists what is generated as "operation response".
func answers(t *testing.T, x *model.OpenAPIExpectation) []string {
	t.Helper()
	var list []string
	for _, e := range generate(t, x) {
		id := e.ID[strings.LastIndex(e.ID, ":")+1:]
		list = append(list, id+" "+string(e.Actions[0].Config.AppendCompact(nil)))
	}
	return list
}

func check(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestCP057_StableIDs(t *testing.T) {
	const spec = `{"openapi":"3.0.0","info":{"title":"My Api! é","version":"1"},"paths":{"/a":{"post":{},"get":{}},"/b":{"get":{"operationId":"x"},"put":{"operationId":"x"}}}}`
	for range 2 {
		var ids []string
		for _, e := range generate(t, &model.OpenAPIExpectation{Source: spec}) {
			ids = append(ids, e.ID)
		}
		const prefix = "openapi:my_api____04adaf853dbb6788:"
		check(t, ids, prefix+"GET /a", prefix+"POST /a", prefix+"x", prefix+"x (2)")
	}
	e := generate(t, &model.OpenAPIExpectation{Source: `{"openapi":"3.0.0","paths":{"/a":{"get":{}}}}`})[0]
	if prefix, ok := openapi.IDPrefix(e.ID); !ok || e.ID != prefix+"GET /a" || strings.Count(e.ID, ":") != 2 {
		t.Errorf("id %q of prefix %q", e.ID, prefix)
	}
	for _, id := range []string{"x", "openapi:", "openapi:x"} {
		if prefix, ok := openapi.IDPrefix(id); ok {
			t.Errorf("%q has prefix %q", id, prefix)
		}
	}
}

// The id is that of the location, so that a changed file updates.
func TestIDsOfAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "s.yaml")
	library := openapi.NewLibrary(http.DefaultClient)
	ids := func(code string) string {
		if err := os.WriteFile(file, []byte("openapi: 3.0.0\npaths: {/a: {get: {responses: {"+code+": {}}}}}"), 0o644); err != nil {
			t.Fatal(err)
		}
		list, err := library.Generate(&model.OpenAPIExpectation{Source: file})
		if err != nil || len(list) != 1 || !strings.Contains(string(list[0].Actions[0].Config.AppendCompact(nil)), code) {
			t.Fatal(list, err)
		}
		return list[0].ID
	}
	if first, second := ids("200"), ids("201"); first != second {
		t.Errorf("%s became %s", first, second)
	}
}

const choices = `
openapi: 3.0.0
paths:
  /a:
    get:
      operationId: a
      responses:
        "404": {description: first}
        "200": {content: {text/plain: {examples: {one: {value: "1"}, two: {value: "2"}}}}}
        "5XX": {description: range}
        default: {description: other}
    put: {operationId: none, responses: {}}
`

func TestCP056_OperationsAndResponses(t *testing.T) {
	ask := func(c ...model.OperationChoice) []string {
		return answers(t, &model.OpenAPIExpectation{Source: choices, Operations: c})
	}
	const one = `{"statusCode":200,"headers":{"content-type":["text/plain"]},"body":"1"}`
	check(t, ask(), `a {"statusCode":404}`, `none {}`)
	check(t, ask(model.OperationChoice{OperationID: "a", StatusCode: "200"}), "a "+one)
	check(t, ask(model.OperationChoice{OperationID: "a", StatusCode: "200", ExampleName: "two"}), "a "+strings.Replace(one, `"1"`, `"2"`, 1))
	check(t, ask(model.OperationChoice{OperationID: "a", StatusCode: "200", ExampleName: "unknown"}), "a "+one)
	check(t, ask(model.OperationChoice{OperationID: "a", StatusCode: "5XX"}), `a {"statusCode":500}`)
	check(t, ask(model.OperationChoice{OperationID: "a", StatusCode: "999"}), `a {"statusCode":404}`)
	check(t, ask(model.OperationChoice{OperationID: "unknown", StatusCode: "200"}))
}

func TestCP175_DefaultResponse(t *testing.T) {
	check(t, answers(t, &model.OpenAPIExpectation{Source: choices, Operations: []model.OperationChoice{{OperationID: "a", StatusCode: "default"}}}), "a {}")
}

// body generates the body of a response with this media type, in JSON.
func body(t *testing.T, kind, media string) string {
	t.Helper()
	spec := `{"openapi":"3.0.0","paths":{"/a":{"get":{"responses":{"200":{"content":{"` + kind + `":` + media + `}}}}}},` +
		`"components":{"schemas":{"Node":{"type":"object","properties":{"v":{"type":"string"},"next":{"$ref":"#/components/schemas/Node"}}}}}}`
	config := generate(t, &model.OpenAPIExpectation{Source: spec})[0].Actions[0].Config
	v, ok := config.Get("body")
	if !ok {
		return ""
	}
	return string(v.AppendCompact(nil))
}

func TestCP173_ExamplePrecedence(t *testing.T) {
	const schema = `"schema":{"type":"object","example":{"from":"schema"},"properties":{"a":{"type":"string"}}}`
	for media, want := range map[string]string{
		`{"example":{"from":"media"},"examples":{"x":{"value":{"from":"first"}}},` + schema + `}`:      `{"from":"media"}`,
		`{"examples":{"x":{"value":{"from":"first"}},"y":{"value":{"from":"second"}}},` + schema + `}`: `{"from":"first"}`,
		`{` + schema + `}`: `{"from":"schema"}`,
		`{"schema":{"type":"object","properties":{"a":{"type":"string"}}}}`: `{"a":"some_string_value"}`,
		`{}`: ``,
	} {
		if got := body(t, "application/json", media); got != want {
			t.Errorf("%s\n got %s\nwant %s", media, got, want)
		}
	}
}

func TestCP174_Samples(t *testing.T) {
	for schema, want := range map[string]string{
		`{"type":"string"}`:                                        `"some_string_value"`,
		`{"type":"string","format":"email"}`:                       `"some_email@mockserver.com"`,
		`{"type":"string","format":"uuid"}`:                        `"3fa85f64-5717-4562-b3fc-2c963f66afa6"`,
		`{"type":"string","format":"date"}`:                        `"2018-11-13"`,
		`{"type":"string","format":"date-time"}`:                   `"2018-11-13T20:20:39+00:00"`,
		`{"type":"string","format":"byte"}`:                        `"c29tZV9ieXRlX3ZhbHVl"`,
		`{"type":"string","enum":["x","y"]}`:                       `"x"`,
		`{"type":"string","default":"d","enum":["x","d"]}`:         `"d"`,
		`{"type":"string","minLength":20}`:                         `"some_string_valuesom"`,
		`{"type":"string","maxLength":4}`:                          `"some"`,
		`{"type":"string","pattern":"^[A-Z]{3}-\\d+(x|y)?$"}`:      `"AAA-0"`,
		`{"type":"string","pattern":"(?=x)x"}`:                     `"some_string_value"`,
		`{"type":"array","items":{"type":"integer"}}`:              `[0]`,
		`{"type":"array","minItems":2,"items":{"type":"boolean"}}`: `[true,true]`,
		`{"properties":{"i":{"type":"integer","minimum":5,"exclusiveMinimum":true},"j":{"type":"integer","maximum":-3},"m":{"type":"integer","minimum":5,"multipleOf":4}}}`: `{"i":6,"j":-3,"m":8}`,
		`{"properties":{"f":{"type":"number","format":"float"},"n":{"type":"number"},"h":{"type":"number","maximum":0.5},"l":{"type":"number","minimum":7.2}}}`:             `{"f":1.1,"n":1.5,"h":0.5,"l":7.2}`,
		`{"allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"boolean"}}}]}`:                                                                        `{"a":"some_string_value","b":true}`,
		`{"properties":{"o":{"oneOf":[{"type":"boolean"},{"type":"string"}]},"w":{"type":"string","writeOnly":true},"e":{"type":"object"},"u":{}}}`:                         `{"o":true}`,
		`{"properties":{"p":{"type":"string","example":12345},"t":{"type":"string","enum":[true]}}}`:                                                                        `{"p":"12345","t":"true"}`,
		`{"type":"object","additionalProperties":{"type":"integer"}}`:                                                                                                       `{"additionalProp1":0,"additionalProp2":0,"additionalProp3":0}`,
		`{"$ref":"#/components/schemas/Node"}`: `{"v":"some_string_value","next":{"v":"some_string_value"}}`,
	} {
		if got := body(t, "application/json", `{"schema":`+schema+`}`); got != want {
			t.Errorf("%s\n got %s\nwant %s", schema, got, want)
		}
	}
}

func TestBodiesByMediaType(t *testing.T) {
	const media = `{"schema":{"properties":{"a":{"type":"string"},"l":{"type":"array","minItems":2,"items":{"type":"integer"}}}}}`
	for kind, want := range map[string]string{
		"application/hal+json": `{"a":"some_string_value","l":[0,0]}`,
		"application/xml":      `"<?xml version=\"1.0\" encoding=\"UTF-8\"?><object><a>some_string_value</a><l>0</l><l>0</l></object>"`,
		"text/plain":           `"{\n  \"a\" : \"some_string_value\",\n  \"l\" : [ 0, 0 ]\n}"`,
	} {
		if got := body(t, kind, media); got != want {
			t.Errorf("%s\n got %s\nwant %s", kind, got, want)
		}
	}
}

func TestGeneratedHeaders(t *testing.T) {
	const spec = `{"openapi":"3.0.0","paths":{"/a":{"get":{"responses":{"200":{"headers":{
		"X-A":{"schema":{"type":"string","enum":["q"]}},"X-B":{"example":7},"X-C":{"examples":{"e":{"value":"v"}}},
		"X-D":{"schema":{"type":"array","items":{"type":"string"}}},"x-next":{"schema":{"type":"string"}},"Content-Type":{"schema":{"type":"string"}}}}}}}}}`
	config := generate(t, &model.OpenAPIExpectation{Source: spec})[0].Actions[0].Config
	headers, _ := config.Get("headers")
	for name, want := range map[string]string{"X-A": "q", "X-B": "7", "X-C": "v", "X-D": `[ "some_string_value" ]`, "x-next": "some_string_value"} {
		if got, _ := headers.Get(name); !got.Equal(jsontree.ArrayOf(jsontree.StringOf(want))) {
			t.Errorf("%s is %v, want %s", name, got, want)
		}
	}
	if len(headers.Members) != 5 {
		t.Errorf("headers %v", headers.Members)
	}
}

func TestGeneratedXMLFollowsItsSchema(t *testing.T) {
	const pet = `{"type":"object","xml":{"name":"pet","namespace":"urn:n","prefix":"p"},"properties":{
		"n":{"type":"string","xml":{"prefix":"q"}},"id":{"type":"integer","xml":{"attribute":true}},
		"photos":{"type":"array","xml":{"wrapped":true},"items":{"type":"string","xml":{"name":"photo"}}},
		"tags":{"type":"array","xml":{"name":"tag","wrapped":true},"items":{"type":"integer"}},
		"plain":{"type":"array","items":{"type":"integer","xml":{"name":"one"}}}}}`
	for schema, want := range map[string]string{
		pet: `<p:pet xmlns:p="urn:n" id="0"><q:n>some_string_value</q:n><photos><photo>some_string_value</photo></photos>` +
			`<tag><tag>0</tag></tag><one>0</one></p:pet>`,
		`{"type":"array","items":{"type":"object","xml":{"name":"a"},"properties":{"b":{"type":"integer"}}}}`:                                             `<a><b>0</b></a>`,
		`{"type":"array","minItems":2,"items":{"type":"integer","xml":{"name":"i"}}}`:                                                                     `<integer><i>0</i><i>0</i></integer>`,
		`{"type":"array","xml":{"name":"l","wrapped":true},"items":{"type":"integer","xml":{"name":"i"}}}`:                                                `<l><i>0</i></l>`,
		`{"allOf":[{"properties":{"a":{"type":"string","xml":{"attribute":true}}}},{"properties":{"b":{"type":"integer"}}}],"example":{"a":"\"<","b":1}}`: `<object a="&#34;&lt;"><b>1</b></object>`,
	} {
		spec := `{"openapi":"3.0.0","paths":{"/a":{"get":{"responses":{"200":{"content":{"application/xml":{"schema":` + schema + `}}}}}}}}`
		config := generate(t, &model.OpenAPIExpectation{Source: spec})[0].Actions[0].Config
		if body, _ := config.Get("body"); body.Text != `<?xml version="1.0" encoding="UTF-8"?>`+want {
			t.Errorf("%s\n got %s\nwant %s", schema, body.Text, want)
		}
	}
}

func TestReferencesInExamples(t *testing.T) {
	const spec = `{"openapi":"3.0.0","paths":{"/a":{"get":{"responses":{"200":{"content":{"application/json":{
		"schema":{"type":"object"},"example":{"a":{"$ref":"#/components/examples/e/value"},"b":[{"$ref":"#/nowhere"}],"c":{"$ref":"#/components/examples/circle"}}}}}}}}},
		"components":{"examples":{"e":{"value":{"x":{"$ref":"#/components/examples/f/value"}}},"f":{"value":1},"circle":{"again":{"$ref":"#/components/examples/circle"}}}}}`
	config := generate(t, &model.OpenAPIExpectation{Source: spec})[0].Actions[0].Config
	body, _ := config.Get("body")
	if got := string(body.AppendCompact(nil)); !strings.HasPrefix(got, `{"a":{"x":1},"b":[null],"c":{"again":{"again":`) {
		t.Errorf("body %s", got)
	}
}

func TestWebhooksAnswerToo(t *testing.T) {
	const spec = `{"openapi":"3.1.0","webhooks":{"pet":{"post":{"operationId":"onPet","responses":{"204":{"description":"d"}}}}}}`
	if list := generate(t, &model.OpenAPIExpectation{Source: spec}); len(list) != 1 || !strings.HasSuffix(list[0].ID, ":onPet") {
		t.Errorf("%d expectations", len(list))
	}
}
