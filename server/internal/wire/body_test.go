package wire

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// checkBodies compares what bodies are written back as; "" means unchanged.
func checkBodies(t *testing.T, bodies map[string]string) {
	t.Helper()
	for given, want := range bodies {
		if want == "" {
			want = given
		}
		if got := written(t, request(`{"body":`+given+`}`)); got != request(`{"body":`+want+`}`) {
			t.Errorf("%s\ngot  %s\nwant %s", given, got, want)
		}
	}
}

// checkBodiesRefused compares the violations that bodies are refused with.
func checkBodiesRefused(t *testing.T, bodies map[string]string) {
	t.Helper()
	for given, want := range bodies {
		doc := request(`{"body":` + given + `}`)
		checkLines(t, given, refused(t, doc).Violations, "$.httpRequest.body"+want)
	}
}

func bodyOf(t testing.TB, given string) *model.Body {
	t.Helper()
	return parseOne(t, request(`{"body":`+given+`}`)).Request.Body
}

// CP-044, CP-047, CP-219: text.
func TestCP044_String(t *testing.T) {
	checkBodies(t, map[string]string{
		`"abc"`:                             "",
		`"!abc"`:                            "",
		`"  "`:                              `""`,
		`{"type":"STRING"}`:                 `""`,
		`{"type":"string","STRING":"a"}`:    `"a"`,
		`{"string":"abc","subString":true}`: `{"type":"STRING","string":"abc","rawBytes":"YWJj","subString":true}`,
		`{"string":"abc","subString":false,"rawBytes":"AAAA"}`: `"abc"`,
		`{"string":"abc","not":true,"optional":true}`:          `{"not":true,"optional":true,"type":"STRING","string":"abc","rawBytes":"YWJj"}`,
		`{"string":"é","contentType":"text/plain"}`:            `{"type":"STRING","string":"é","rawBytes":"6Q==","contentType":"text/plain"}`,
		`{"string":"abc","charset":"UTF-16"}`:                  `{"type":"STRING","string":"abc","rawBytes":"/v8AYQBiAGM=","contentType":"text/plain; charset=utf-16"}`,
		`{"string":"日","contentType":"text/plain"}`:            `{"type":"STRING","string":"日","rawBytes":"5pel","contentType":"text/plain"}`,
	})
	checkBodiesRefused(t, map[string]string{
		`{"string":5}`:                     ".string: integer found, string expected",
		`{"string":"a","not":"x"}`:         ".not: string found, boolean expected",
		`{"string":"a","subString":1}`:     ".subString: integer found, boolean expected",
		`{"string":"a","contentType":1}`:   ".contentType: integer found, string expected",
		`{"string":"a","charset":"utf-0"}`: `.charset: "utf-0" is not a known charset`,
	})
}

// CP-045, CP-046, CP-220: JSON, inline, as text and typed.
func TestCP045_JSON(t *testing.T) {
	checkBodies(t, map[string]string{
		`{"a":null,"b":[],"c":{},"d":"","e":1.10}`: "",
		`[1,{"a":2}]`:                "",
		`{}`:                         "",
		`{"type":"FOO","a":1}`:       "",
		`{"type":"file","name":"x"}`: "",
		`{"parameters":{"a":"1"}}`:   "",
		`{"fields":["a"]}`:           "",
		`{"graphQL":"{ a }"}`:        "",
		`{"json":{"a":1},"foo":5}`:   `{"a":1}`,
		`{"json":"{'a':1} x"}`:       `{"a":1}`,
		`{"Json":{"a":1},"matchType":"ONLY_MATCHING_FIELDS","matchNumbersAsStrings":false}`: `{"a":1}`,
		`{"json":"{\"a\":1}","matchType":"STRICT"}`:                                         `{"type":"JSON","json":{"a":1},"matchType":"STRICT"}`,
		`{"json":{"a":1},"matchNumbersAsStrings":true}`:                                     `{"type":"JSON","json":{"a":1},"matchNumbersAsStrings":true}`,
		`{"json":{"a":1},"not":true,"optional":true}`:                                       `{"not":true,"optional":true,"type":"JSON","json":{"a":1}}`,
		`{"json":{"a":1},"contentType":"application/json"}`:                                 `{"contentType":"application/json","type":"JSON","json":{"a":1}}`,
		`{"json":{"a":1},"contentType":"application/json;charset=UTF-8"}`:                   `{"a":1}`,
		`{"json":{"a":1},"charset":"utf-16"}`:                                               `{"contentType":"application/json; charset=utf-16","type":"JSON","json":{"a":1}}`,
		// MockServer writes these as they stand, and then refuses or misreads them.
		`{"type":"JSON","json":5}`:          "",
		`{"json":true}`:                     `{"type":"JSON","json":true}`,
		`{"json":"\"abc\""}`:                `{"type":"JSON","json":"\"abc\""}`,
		`{"json":"null"}`:                   `{"type":"JSON","json":"null"}`,
		`{"json":{"regex":1}}`:              `{"type":"JSON","json":{"regex":1}}`,
		`{"json":{"type":"JSON","json":1}}`: `{"type":"JSON","json":{"type":"JSON","json":1}}`,
	})
	if b := bodyOf(t, `{"json":"{'a':1}"}`); b.Text != "{'a':1}" || compact(b.Object) != `{"type":"JSON","json":{"a":1}}` {
		t.Errorf("%+v", b)
	}
}

// CP-226: JSON, schemas and bytes that are none. MockServer stores some of them.
func TestCP226_Unusable(t *testing.T) {
	const noJSON = " is not JSON: unexpected character 'n' where a value was expected at line 1, column 1"
	checkBodiesRefused(t, map[string]string{
		`{"json":"nope"}`:               ".json:" + noJSON,
		`{"json":""}`:                   ".json: is not JSON: unexpected end of the text where a value was expected at line 1, column 1",
		`{"json":null}`:                 ".json: null found, [object, array, string, integer, number, boolean] expected",
		`{"type":"JSON"}`:               ".json: is missing but it is required",
		`{"json":{},"matchType":"FOO"}`: `.matchType: does not have a value in the enumeration ["STRICT", "ONLY_MATCHING_FIELDS"]`,
		`{"jsonSchema":"nope"}`:         ".jsonSchema:" + noJSON,
		`{"jsonSchema":"[]"}`:           ".jsonSchema: is not a JSON schema",
		`{"jsonSchema":5}`:              ".jsonSchema: integer found, [object, boolean, string] expected",
		`{"jsonSchema":{},"parameterStyles":{"a":"FOO"}}`:         `.parameterStyles.a: does not have a value in the enumeration ["` + strings.Join(parameterStyles, `", "`) + `"]`,
		`{"base64Bytes":"!!"}`:                                    ".base64Bytes: is not base64: illegal base64 data at input byte 0",
		`{"type":"FILE"}`:                                         ".filePath: is missing but it is required",
		`{"fuzzy":"a","threshold":5}`:                             ".threshold: must have a maximum value of 1",
		`{"fuzzy":"a","threshold":"x"}`:                           ".threshold: string found, number expected",
		`{"jsonRpc":{"method":5}}`:                                ".jsonRpc.method: integer found, string expected",
		`{"jsonRpc":{"method":"m","paramsSchema":"nope"}}`:        ".jsonRpc.paramsSchema:" + noJSON,
		`{"graphQL":{"query":"a","selectionSetMatchType":"FOO"}}`: `.graphQL.selectionSetMatchType: does not have a value in the enumeration ["NORMALISED_STRING", "AST_EXACT", "AST_SUBSET"]`,
		`{"xpath":"/a","namespacePrefixes":{"p":5}}`:              ".namespacePrefixes.p: integer found, string expected",
		`{"bodyAllOf":["a",{"json":"nope"}]}`:                     ".bodyAllOf[1].json:" + noJSON,
		`{"type":"PARAMETERS","parameters":[{"values":["a"]}]}`:   ".parameters[0].name: is missing but it is required",
	})
	if v := refused(t, request(`{"body":{"bodyAllOf":[5]}}`)).Violations; !strings.HasPrefix(v[0].String(), "$.httpRequest.body.bodyAllOf[0]: should match one of its valid types") {
		t.Error(v)
	}
}

// CP-225: schemas as objects and as text; GraphQL fields are kept.
func TestCP225_Schemas(t *testing.T) {
	const schemaText = `"{\n  \"type\" : \"object\"\n}"`
	checkBodies(t, map[string]string{
		`{"jsonSchema":{"type":"object"},"contentType":"a/b"}`:                                    `{"type":"JSON_SCHEMA","jsonSchema":{"type":"object"}}`,
		`{"jsonSchema":"{\"type\":\"object\"}","not":true}`:                                       `{"not":true,"type":"JSON_SCHEMA","jsonSchema":{"type":"object"}}`,
		`{"jsonSchema":{},"parameterStyles":{"a":"FORM"}}`:                                        `{"type":"JSON_SCHEMA","jsonSchema":{},"parameterStyles":{"a":"FORM"}}`,
		`{"type":"JSON_RPC","method":"m","paramsSchema":"{}"}`:                                    "",
		`{"type":"JSON_RPC","method":"m","paramsSchema":{"type":"object"}}`:                       `{"type":"JSON_RPC","method":"m","paramsSchema":` + schemaText + `}`,
		`{"jsonRpc":{"method":"m","paramsSchema":"{}"},"not":true}`:                               `{"not":true,"type":"JSON_RPC","method":"m","paramsSchema":"{}"}`,
		`{"graphQL":{"query":"{ a }","variablesSchema":{"type":"object"}}}`:                       `{"type":"GRAPHQL","query":"{ a }","variablesSchema":` + schemaText + `}`,
		`{"graphQL":{"query":"{ a }","selectionSetMatchType":"AST_SUBSET","fields":["a"]}}`:       `{"type":"GRAPHQL","query":"{ a }","selectionSetMatchType":"AST_SUBSET","fields":["a"]}`,
		`{"type":"GRAPHQL","query":"{ a }","operationName":"o","fields":["a"],"schema":"type Q"}`: `{"type":"GRAPHQL","query":"{ a }","operationName":"o","fields":["a"],"schema":"type Q"}`,
	})
}

// Every other kind, told by its member.
func TestOtherKinds(t *testing.T) {
	checkBodies(t, map[string]string{
		`{"regex":"a.*","contentType":"text/plain"}`:              `{"type":"REGEX","regex":"a.*"}`,
		`{"type":"REGEX","regex":"a","not":true,"optional":true}`: `{"not":true,"optional":true,"type":"REGEX","regex":"a"}`,
		`{"type":"REGEX"}`:   `{"type":"REGEX","regex":""}`,
		`{"jsonPath":"$.a"}`: `{"type":"JSON_PATH","jsonPath":"$.a"}`,
		`{"xml":"<a/>"}`:     `{"type":"XML","xml":"<a/>","rawBytes":"PGEvPg=="}`,
		`{"xml":"<a>é</a>","contentType":"text/xml; charset=iso-8859-1"}`: `{"type":"XML","xml":"<a>é</a>","rawBytes":"PGE+6TwvYT4=","contentType":"text/xml; charset=iso-8859-1"}`,
		`{"xmlSchema":"<s/>"}`: `{"type":"XML_SCHEMA","xmlSchema":"<s/>"}`,
		`{"xpath":"/a"}`:       `{"type":"XPATH","xpath":"/a"}`,
		`{"xpath":"/a","namespacePrefixes":{"p":"urn:x"}}`:                              `{"type":"XPATH","xpath":"/a","namespacePrefixes":{"p":"urn:x"}}`,
		`{"type":"PARAMETERS"}`:                                                         "",
		`{"type":"PARAMETERS","parameters":{"b c":"1","keyMatchStyle":"MATCHING_KEY"}}`: `{"type":"PARAMETERS","parameters":{"keyMatchStyle":"MATCHING_KEY","b c":["1"]}}`,
		`{"base64Bytes":"AQID","contentType":"a/b"}`:                                    `{"type":"BINARY","base64Bytes":"AQID","contentType":"a/b"}`,
		`{"type":"BINARY"}`:                                                             `{"type":"BINARY","base64Bytes":""}`,
		`{"fields":{"a":"1"},"filenames":{"f":"x"},"partContentTypes":{"f":"a/b"}}`:     `{"type":"MULTIPART","fields":{"a":["1"]},"filenames":{"f":["x"]},"partContentTypes":{"f":["a/b"]}}`,
		`{"fuzzy":"abc"}`:                                                               `{"type":"FUZZY","fuzzy":"abc","threshold":0.8}`,
		`{"fuzzy":"abc","threshold":0.50,"ignoreCase":true}`:                            `{"type":"FUZZY","fuzzy":"abc","threshold":0.50,"ignoreCase":true}`,
		`{"moduleName":"m"}`:                                                            `{"type":"WASM","moduleName":"m"}`,
		`{"filePath":"/x","contentType":"text/plain"}`:                                  `{"type":"FILE","filePath":"/x","contentType":"text/plain"}`,
		// Of several members that tell a kind the last one counts.
		`{"json":{"a":1},"xml":"<a/>"}`:              `{"type":"XML","xml":"<a/>","rawBytes":"PGEvPg=="}`,
		`{"type":"XML","xml":"<a/>","json":{"a":1}}`: `{"a":1}`,
		`{"type":"STRING","regex":"a"}`:              `{"type":"REGEX","regex":"a"}`,
	})
}

// CP-221, the form side: bodies inside a body.
func TestCP221_AllOf(t *testing.T) {
	checkBodies(t, map[string]string{
		`{"bodyAllOf":[]}`:  `{"type":"ALL_OF","bodyAllOf":[]}`,
		`{"type":"ALL_OF"}`: `{"type":"ALL_OF","bodyAllOf":[]}`,
		`{"bodyAllOf":["a",{"regex":"b"},{"a":1},[1],{"bodyAllOf":["c"]}],"not":true,"optional":true}`: `{"not":true,"optional":true,"type":"ALL_OF","bodyAllOf":["a",{"type":"REGEX","regex":"b"},{"a":1},[1],{"type":"ALL_OF","bodyAllOf":["c"]}]}`,
		`{"bodyAllOf":"x"}`: "",
	})
}

// What kinds read from their canonical object.
func TestParseParts(t *testing.T) {
	parts, _ := bodyOf(t, `{"bodyAllOf":[{"regex":"b"}]}`).Object.Get("bodyAllOf")
	b, err := ParseBody(parts.Items[0])
	if err != nil || b.Type != "REGEX" || b.Text != "b" {
		t.Errorf("%+v, %v", b, err)
	}
	parameters, _ := bodyOf(t, `{"type":"PARAMETERS","parameters":{"!a b":["?c"]}}`).Object.Get("parameters")
	m, err := ParseMultiMatcher(parameters)
	want := model.MultiEntry{Name: model.StringMatcher{Value: "a b", Not: true}, Values: []model.StringMatcher{{Value: "c", Optional: true}}}
	if err != nil || len(m.Entries) != 1 || m.Entries[0].Name != want.Name || m.Entries[0].Values[0] != want.Values[0] {
		t.Errorf("%+v, %v", m, err)
	}
	if m, err := ParseMultiMatcher(jsontree.Value{}); err != nil || len(m.Entries) != 0 {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := ParseBody(jsontree.IntOf(5)); err == nil {
		t.Error("5 is a body")
	}
	if _, err := ParseMultiMatcher(jsontree.IntOf(5)); err == nil {
		t.Error("5 is a map of names")
	}
}
