package match

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/model"
)

func TestCP154_JSONPathBody(t *testing.T) {
	document := `{"store":{"book":[{"price":8.95},{"price":12.99}]},"none":null,"empty":[]}`
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"JSON_PATH","jsonPath":"$.store.book[?(@.price < 10)]"}}`, post(jsonType, document), true},
		{`{"body":{"type":"JSON_PATH","jsonPath":"$.store.book[?(@.price > 99)]"}}`, post(jsonType, document), false},
		{`{"body":{"type":"JSON_PATH","jsonPath":"$.none"}}`, post(jsonType, document), false},
		{`{"body":{"type":"JSON_PATH","jsonPath":"$.empty"}}`, post(jsonType, document), false},
		{`{"body":{"type":"JSON_PATH","jsonPath":"$['store','absent']"}}`, post(jsonType, document), true},
		{`{"body":{"type":"JSON_PATH","jsonPath":"$.["}}`, post(jsonType, document), false},
		{`{"body":{"type":"JSON_PATH","jsonPath":"$.["}}`, post("", "$.["), true}, // equal text
		{`{"body":{"type":"JSON_PATH","jsonPath":"$.a"}}`, post("", "no json"), false},
	})
}

func TestJSONRPCBody_CP161(t *testing.T) {
	call := `{"jsonrpc":"2.0","method":"tools/call","params":{"name":"x"},"id":1}`
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"JSON_RPC","method":"tools/call"}}`, post(jsonType, call), true},
		{`{"body":{"jsonRpc":{"method":"tools/call"}}}`, post(jsonType, call), true},
		{`{"body":{"type":"JSON_RPC","method":"TOOLS/call"}}`, post(jsonType, call), false},
		{`{"body":{"type":"JSON_RPC","method":"tools.call"}}`, post(jsonType, call), false},                                    // RPC-058: literal
		{`{"body":{"type":"JSON_RPC","method":"tools.*"}}`, post(jsonType, call), true},                                        // RPC-058
		{`{"body":{"type":"JSON_RPC","method":"ping"}}`, post(jsonType, "["+call+`,{"jsonrpc":"2.0","method":"ping"}]`), true}, // RPC-060
		{`{"body":{"type":"JSON_RPC","method":"none"}}`, post(jsonType, "["+call+"]"), false},
		{`{"body":{"type":"JSON_RPC","method":"a"}}`, post(jsonType, `{"jsonrpc":2.0,"method":"a"}`), false}, // RPC-057
		{`{"body":{"type":"JSON_RPC","method":"a"}}`, post(jsonType, `{"method":"a"}`), false},
		{`{"body":{"type":"JSON_RPC","method":"a"}}`, post(jsonType, `no json`), false},
		{`{"body":{"type":"JSON_RPC","method":"tools/call","paramsSchema":{"type":"object","required":["name"]}}}`, post(jsonType, call), true}, // RPC-059
		{`{"body":{"type":"JSON_RPC","method":"tools/call","paramsSchema":{"type":"object","required":["other"]}}}`, post(jsonType, call), false},
		{`{"body":{"type":"JSON_RPC","method":"ping","paramsSchema":{"type":"object"}}}`, post(jsonType, `{"jsonrpc":"2.0","method":"ping"}`), false},
	})
}

func TestGraphQLBody_CP162(t *testing.T) {
	wrapped := func(query, rest string) *model.Request {
		return post(jsonType, `{"query":"`+strings.ReplaceAll(query, `"`, `\"`)+`"`+rest+`}`)
	}
	user := `{"body":{"type":"GRAPHQL","query":"query Q { user(id: \"a b\") { name, email } }"`
	runCases(t, Options{}, []matchCase{
		{user + `}}`, wrapped(`query Q{user(id:"a b"){name email}}`, ""), true},                      // RPC-028
		{user + `}}`, wrapped(`query Q { # c\n user(id: "a b") { name\n email } }`, ""), true},       // RPC-028
		{user + `}}`, wrapped(`query Q{user(id:"a  b"){name email}}`, ""), false},                    // RPC-029
		{user + `}}`, wrapped(`query Q{user(id:"a b"){email name}}`, ""), false},                     // RPC-030
		{user + `}}`, post("", `query Q{user(id:"a b"){name email}}`), false},                        // no wrapper
		{user + `,"operationName":"Q"}}`, wrapped(`query Q{user(id:"a b"){name email}}`, ""), false}, // RPC-031
		{user + `,"operationName":"Q|R"}}`, wrapped(`query Q{user(id:"a b"){name email}}`, `,"operationName":"Q"`), true},
		{user + `,"variablesSchema":{"required":["id"]}}}`, wrapped(`query Q{user(id:"a b"){name email}}`, `,"variables":{"id":1}`), true}, // RPC-032
		{user + `,"variablesSchema":{"required":["id"]}}}`, wrapped(`query Q{user(id:"a b"){name email}}`, `,"variables":{}`), false},
		{user + `,"variablesSchema":{"required":["id"]}}}`, wrapped(`query Q{user(id:"a b"){name email}}`, ""), false},
		{`{"body":{"graphQL":{"query":"{ user }"}}}`, wrapped(`{user}`, ""), true},                  // RPC-039
		{`{"body":{"not":true,"type":"GRAPHQL","query":"{ user }"}}`, wrapped(`{user}`, ""), false}, // RPC-038
	})
}

func TestGraphQLBodyByFields(t *testing.T) {
	exact := `{"body":{"type":"GRAPHQL","query":"{ user profile }","selectionSetMatchType":"AST_EXACT"}}`
	subset := `{"body":{"type":"GRAPHQL","query":"query { users { id } }","selectionSetMatchType":"AST_SUBSET","fields":["users"]}}`
	runCases(t, Options{}, []matchCase{
		{exact, post("", `query { profile { a } user(id: 1) }`), true}, // RPC-033, RPC-036
		{exact, post("", `{ user profile more }`), false},
		{exact, post(jsonType, `{"query":"{ user profile }"}`), true}, // RPC-036
		{exact, post("", `mutation { user profile }`), false},
		{subset, post("", `{ users { name } more }`), true}, // RPC-034
		{subset, post("", `{ more }`), false},
		{subset, post("", `{ a: users { id } }`), true}, // RPC-037
		{subset, post("", `{ users: more }`), false},    // RPC-037
		{subset, post("", `{ ...f } fragment f on Query { users { id } }`), true},
		{subset, post("", `{ ... on Query { users } }`), true},
		{subset, post("", `{ users`), false},
		{subset, post("application/graphql", `{ users }`), true},
		{`{"body":{"type":"GRAPHQL","query":"{ a }","selectionSetMatchType":"AST_SUBSET","fields":["b"]}}`, post("", `{ b }`), true}, // RPC-035
		{`{"body":{"type":"GRAPHQL","query":"query { }","selectionSetMatchType":"AST_SUBSET"}}`, post("", `query M { a b }`), true},
		{`{"body":{"type":"GRAPHQL","query":"query { }","selectionSetMatchType":"AST_SUBSET"}}`, post("", `mutation M { a }`), false},
		{`{"body":{"type":"GRAPHQL","query":"query N { a }","selectionSetMatchType":"AST_SUBSET"}}`, post("", `query M { a }`), false},
		{`{"body":{"type":"GRAPHQL","query":"{ a }","selectionSetMatchType":"AST_SUBSET","operationName":"N"}}`, post(jsonType, `{"query":"{a}","operationName":"M"}`), false},
	})
}

func TestCP163_FuzzyBody(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"FUZZY","fuzzy":"martha"}}`, post("", "marhta"), true}, // 0.961
		{`{"body":{"type":"FUZZY","fuzzy":"martha","threshold":0.97}}`, post("", "marhta"), false},
		{`{"body":{"type":"FUZZY","fuzzy":"dixon"}}`, post("", "dicksonx"), true}, // 0.813
		{`{"body":{"type":"FUZZY","fuzzy":"dixon","threshold":0.82}}`, post("", "dicksonx"), false},
		{`{"body":{"type":"FUZZY","fuzzy":"Martha"}}`, post("", "  mARTHA "), false},
		{`{"body":{"type":"FUZZY","fuzzy":"Martha","ignoreCase":true}}`, post("", "  mARTHA "), true},
		{`{"body":{"type":"FUZZY","fuzzy":"abc"}}`, post("", "xyz"), false},
		{`{"body":{"type":"FUZZY","fuzzy":"abc"}}`, get("/"), false},
	})
}

func TestCP221_AllOfBody(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"body":{"bodyAllOf":[{"type":"REGEX","regex":"a.*"},{"type":"STRING","string":"b","subString":true}]}}`, post("", "a-b"), true},
		{`{"body":{"bodyAllOf":[{"type":"REGEX","regex":"a.*"},{"type":"STRING","string":"b","subString":true}]}}`, post("", "a-c"), false},
		{`{"body":{"bodyAllOf":[]}}`, post("", "x"), true},
		{`{"body":{"not":true,"bodyAllOf":[{"type":"REGEX","regex":"a.*"}]}}`, post("", "a"), false},
		{`{"body":{"optional":true,"bodyAllOf":[{"type":"REGEX","regex":"a.*"}]}}`, get("/"), true},
		{`{"body":{"bodyAllOf":["a",{"not":true,"type":"STRING","string":"b"}]}}`, post("", "a"), true},
	})
}

func TestCP264_FileBody(t *testing.T) {
	at := filepath.Join(t.TempDir(), "body.txt")
	if err := os.WriteFile(at, []byte("from a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"FILE","filePath":"` + at + `"}}`, post("", "from a file"), true},
		{`{"body":{"type":"FILE","filePath":"` + at + `"}}`, post("", "from another"), false},
	})
}

func TestCP160_MultipartBody(t *testing.T) {
	const kind = `multipart/form-data; boundary=x`
	body := "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n" +
		"--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"doc.pdf\"\r\nContent-Type: application/pdf\r\n\r\nPDF\r\n--x--\r\n"
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"MULTIPART","fields":{"a":["one"]}}}`, post(kind, body), true},
		{`{"body":{"type":"MULTIPART","fields":{"a":["two"]}}}`, post(kind, body), false},
		{`{"body":{"type":"MULTIPART","filenames":{"f":[".*\\.pdf"]}}}`, post(kind, body), true},
		{`{"body":{"type":"MULTIPART","filenames":{"f":[".*\\.png"]}}}`, post(kind, body), false},
		{`{"body":{"type":"MULTIPART","partContentTypes":{"f":["application/pdf"]}}}`, post(kind, body), true},
		{`{"body":{"type":"MULTIPART","fields":{"a":["one"]},"partContentTypes":{"f":["text/.*"]}}}`, post(kind, body), false},
		{`{"body":{"type":"MULTIPART","fields":{"a":["one"]}}}`, post("text/plain", body), false},
		{`{"body":{"type":"MULTIPART","fields":{"a":["one"]}}}`, post(kind, "--x\r\nbroken"), false},
	})
}

const xmlType = "application/xml"

func TestCP155_XMLBody(t *testing.T) {
	expect := func(document string) string {
		return `{"body":{"type":"XML","xml":"` + strings.ReplaceAll(document, `"`, `\"`) + `"}}`
	}
	runCases(t, Options{}, []matchCase{
		{expect(`<a x="1" y="2"><b>t</b></a>`), post(xmlType, "<!-- c --><a y='2' x='1'>\n <b> t </b>\n</a>"), true},
		{expect(`<a><b>1</b><c>2</c></a>`), post(xmlType, `<a><c>2</c><b>1</b></a>`), true}, // elements by name
		{expect(`<a><b>1</b><b>2</b></a>`), post(xmlType, `<a><b>2</b><b>1</b></a>`), false},
		{expect(`<a><b>1</b></a>`), post(xmlType, `<a><b>1</b><c/></a>`), false},
		{expect(`<a><b>1</b><c/></a>`), post(xmlType, `<a><b>1</b></a>`), false},
		{expect(`<a x="1"/>`), post(xmlType, `<a/>`), false},
		{expect(`<a/>`), post(xmlType, `<a x="1"/>`), false},
		{expect(`<a>t</a>`), post(xmlType, `<a><![CDATA[t]]></a>`), true},
		{expect(`<p:a xmlns:p="u"/>`), post(xmlType, `<q:a xmlns:q="u"/>`), true},
		{expect(`<p:a xmlns:p="u"/>`), post(xmlType, `<p:a xmlns:p="v"/>`), false},
		{expect(`<a>${xmlunit.ignore}</a>`), post(xmlType, `<a>anything</a>`), true},
		{expect(`<a>${xmlunit.isNumber}</a>`), post(xmlType, `<a>1.5</a>`), true},
		{expect(`<a>${xmlunit.isNumber}</a>`), post(xmlType, `<a>one</a>`), false},
		{expect(`<a>${xmlunit.matchesRegex([a-c]+)}</a>`), post(xmlType, `<a>abc</a>`), true},
		{expect(`<a>${xmlunit.matchesRegex([a-c]+)}</a>`), post(xmlType, `<a>xbx</a>`), true},
		{expect(`<a>${xmlunit.matchesRegex([a-c]+)}</a>`), post(xmlType, `<a>xyz</a>`), false},
		{expect(`<a>${xmlunit.matchesRegex(^[a-c]+$)}</a>`), post(xmlType, `<a>abd</a>`), false},
		{expect(`<a x="${xmlunit.ignore}"/>`), post(xmlType, `<a x="1"/>`), true},
		{expect(`<a/>`), post(xmlType, `no xml`), false},
		{expect(`<a>é</a>`), post(xmlType, `<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>`), true},
	})
}

func TestCP156_XMLSchemaBody(t *testing.T) {
	const schema = `{"body":{"type":"XML_SCHEMA","xmlSchema":"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='xs:int'/></xs:schema>"}}`
	runCases(t, Options{}, []matchCase{
		{schema, post(xmlType, `<a>1</a>`), true},
		{schema, post(xmlType, `<?xml version="1.0" encoding="UTF-16"?><a>1</a>`), true},
		{schema, post(xmlType, `<a>x</a>`), false},
		{schema, post(xmlType, `<b>1</b>`), false},
		{schema, post(xmlType, `no xml`), false},
	})
}

func TestCP157_XPathBody(t *testing.T) {
	document := `<a><b id="1">x</b><b id="2">y</b></a>`
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"XPATH","xpath":"/a/b[@id='2']"}}`, post(xmlType, document), true},
		{`{"body":{"type":"XPATH","xpath":"/a/b[@id='3']"}}`, post(xmlType, document), false},
		{`{"body":{"type":"XPATH","xpath":"count(/a/b) = 2"}}`, post(xmlType, document), true},
		{`{"body":{"type":"XPATH","xpath":"count(/a/b) = 3"}}`, post(xmlType, document), false},
		{`{"body":{"type":"XPATH","xpath":"count(/a/c)"}}`, post(xmlType, document), false},
		{`{"body":{"type":"XPATH","xpath":"/a["}}`, post(xmlType, document), false},
		{`{"body":{"type":"XPATH","xpath":"/a["}}`, post("", "/a["), true}, // equal text
		{`{"body":{"type":"XPATH","xpath":"/a"}}`, post("", "no xml"), false},
		{`{"body":{"type":"XPATH","xpath":"/p:a/p:b","namespacePrefixes":{"p":"u"}}}`, post(xmlType, `<q:a xmlns:q="u"><q:b/></q:a>`), true},
		{`{"body":{"type":"XPATH","xpath":"/p:a/p:b","namespacePrefixes":{"p":"v"}}}`, post(xmlType, `<q:a xmlns:q="u"><q:b/></q:a>`), false},
	})
}

// The forms that MockServer 7.5.0 makes of each body.
func TestCP164_FormsAndXMLAsJSON(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	strict := func(json string) string { return `{"body":{"type":"JSON","matchType":"STRICT","json":` + json + `}}` }
	runCases(t, Options{}, []matchCase{
		{strict(`{"a":1}`), post(form, "a=1"), true},
		{strict(`{"a":"1"}`), post(form, "a=1"), false},
		{strict(`{"a":["x","y"]}`), post(form, "a=x&a=y"), true},
		{strict(`{"a":true,"b":null,"c":1.5,"d":"","e":"x y"}`), post(form, "a=true&b=null&c=1.5&d&e=x+y"), true},
		{strict(`{"a":1}`), post(form, "a=01"), true},
		{strict(`{"a":1}`), post(xmlType, `<r id="7"><a>1</a></r>`), true},
		{strict(`{"r":{"a":1}}`), post(xmlType, `<r><a>1</a></r>`), false},
		{strict(`{"a":"x"}`), post("text/xml", `<r><a id="7">x</a></r>`), true},
		{strict(`{"a":[1,2]}`), post(xmlType, `<r><a>1</a><a>2</a></r>`), true},
		{strict(`{"a":{"b":1}}`), post(xmlType, `<r>t<a>t<b> 1 </b></a></r>`), true},
		{strict(`{"p:a":true}`), post(xmlType, `<p:r xmlns:p="u"><p:a>TRUE</p:a></p:r>`), true},
		{strict(`{"a":1}`), post("application/soap+xml", `<r><a>1</a></r>`), false},
		{`{"body":{"type":"JSON_PATH","jsonPath":"$[?(@.a == 1)]"}}`, post(form, "a=1"), true},
		{strict(`{"a":"1"}`), post(form, `{"a":"1"}`), true}, // JSON by the look of it
		{strict(`{"a":"1"}`), post(xmlType, `{"a":"1"}`), true},
	})
}
