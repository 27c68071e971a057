package wire

import (
	"errors"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// The texts in this file were seen from MockServer 7.5.0 unless a comment says
// otherwise.

const (
	missingBinary   = "$.httpRequest.binaryData: is missing, but is required, if specifying action of type Request.binaryData"
	missingDNS      = "$.httpRequest.dnsName: is missing, but is required, if specifying action of type Request.dnsName"
	missingIf       = "$.httpRequest.if: is missing, but is required, if specifying action of type Request.if"
	missingOpenAPI  = "$.httpRequest.specUrlOrPayload: is missing, but is required, if specifying OpenAPI request matcher"
	oneOfResponders = "oneOf of the following must be specified [httpError, httpForward, httpForwardClassCallback, httpForwardObjectCallback, httpForwardTemplate, httpForwardValidateAction, httpForwardWithFallback, httpOverrideForwardedRequest, httpResponse, httpResponseClassCallback, httpResponseObjectCallback, httpResponseTemplate]"
	notDefined      = ": is not defined in the schema and the schema does not allow additional properties"
	noOneOf         = ": should be valid to one and only one schema, but 0 are valid"
)

// inRequest is the lines of a mistake inside httpRequest, sorted into the ones
// that always come with it.
func inRequest(lines ...string) []string {
	var all []Violation
	for _, line := range append([]string{missingBinary, missingDNS, missingIf, missingOpenAPI, oneOfResponders}, lines...) {
		all = append(all, Violation{Reason: line})
	}
	sorted := make([]string, len(all))
	for i, v := range listed(all) {
		sorted[i] = v.Reason
	}
	return sorted
}

var missingActions = []string{
	"$.binaryResponse: is missing but it is required",
	"$.dnsResponse: is missing but it is required",
	"$.grpcBidiResponse: is missing, but is required, if specifying action of type GrpcBidiResponse",
	"$.grpcStreamResponse: is missing, but is required, if specifying action of type GrpcStreamResponse",
	"$.httpError: is missing, but is required, if specifying action of type Error",
	"$.httpForward: is missing, but is required, if specifying action of type Forward",
	"$.httpForwardClassCallback: is missing, but is required, if specifying action of type ForwardClassCallback",
	"$.httpForwardObjectCallback: is missing, but is required, if specifying action of type ForwardObjectCallback",
	"$.httpForwardTemplate: is missing, but is required, if specifying action of type ForwardTemplate",
	"$.httpForwardValidateAction: is missing, but is required, if specifying action of type ForwardValidateAction",
	"$.httpForwardWithFallback: is missing, but is required, if specifying action of type ForwardWithFallback",
	"$.httpLlmResponse: is missing, but is required, if specifying action of type LlmResponse",
	"$.httpOverrideForwardedRequest: is missing, but is required, if specifying action of type OverrideForwardedRequest",
	"$.httpResponse: is missing, but is required, if specifying action of type Response",
	"$.httpResponseClassCallback: is missing, but is required, if specifying action of type ResponseClassCallback",
	"$.httpResponseObjectCallback: is missing, but is required, if specifying action of type ResponseObjectCallback",
	"$.httpResponseTemplate: is missing, but is required, if specifying action of type ResponseTemplate",
	"$.httpResponses: is missing, but is required, if specifying action of type Responses",
	"$.httpSseResponse: is missing, but is required, if specifying action of type SseResponse",
	"$.httpWebSocketResponse: is missing, but is required, if specifying action of type WebSocketResponse",
	"$.steps: is missing but it is required",
	oneOfResponders,
}

// CP-028, CP-029, CP-030: the whole text, from lead to links.
func TestCP028_Text(t *testing.T) {
	const want = `incorrect expectation json format for:

  {
    "httpRequest" : {
      "path" : "/a"
    },
    "httpResponse" : { },
    "foo" : 1
  }

 schema validation errors:

  1 error:
   - $.foo: is not defined in the schema and the schema does not allow additional properties
  
  OpenAPI Specification: https://app.swaggerhub.com/apis/jamesdbloom/mock-server-openapi/7.5.x
  Documentation: https://mock-server.com/mock_server/creating_expectations.html`
	got := refused(t, `{"httpRequest":{"path":"/a"},"httpResponse":{},"foo":1}`).Error()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// CP-018: an unknown field is the only error.
func TestCP018_UnknownField(t *testing.T) {
	tests := map[string][]string{
		`{"httpResponse":{},"foo":1}`:                                     {"$.foo" + notDefined},
		`{"httpResponse":{},"foo":{"bar":null},"baz":[]}`:                 {"$.baz" + notDefined, "$.foo" + notDefined},
		`{"httpResponse":{"foo":1}}`:                                      {"$.httpResponse.foo" + notDefined},
		`{"httpResponse":{},"times":{"x":1}}`:                             {"$.times.x" + notDefined},
		`{"httpResponse":{"connectionOptions":{"foo":"x"}}}`:              {"$.httpResponse.connectionOptions.foo" + notDefined},
		`{"httpResponse":{"connectionOptions":{"chunkDelay":{"foo":1}}}}`: {"$.httpResponse.connectionOptions.chunkDelay.foo" + notDefined},
	}
	for doc, want := range tests {
		checkLines(t, doc, refused(t, doc).Violations, want...)
	}
}

// CP-019, CP-020, CP-048: a mistake inside httpRequest names it and the kinds
// of definition it might have been.
func TestCP019_InsideRequest(t *testing.T) {
	tests := map[string][]string{
		`{"foo":1}`:            {"$.httpRequest.foo" + notDefined},
		`{"foo":1,"bar":2}`:    {"$.httpRequest.foo" + notDefined, "$.httpRequest.bar" + notDefined},
		`{"path":500}`:         {"$.httpRequest.path: integer found, string expected", "$.httpRequest.path" + noOneOf},
		`{"path":null}`:        {"$.httpRequest.path: null found, string expected", "$.httpRequest.path" + noOneOf},
		`{"path":["a"]}`:       {"$.httpRequest.path: array found, string expected", "$.httpRequest.path" + noOneOf},
		`{"path":{"value":5}}`: {"$.httpRequest.path: object found, string expected", "$.httpRequest.path.value: integer found, string expected", "$.httpRequest.path" + noOneOf},
		`{"path":{"foo":5}}`:   {"$.httpRequest.path: object found, string expected", "$.httpRequest.path.foo" + notDefined, "$.httpRequest.path" + noOneOf},
		`{"path":{"schema":"x"}}`: {
			"$.httpRequest.path: object found, string expected",
			"$.httpRequest.path.schema: string found, [object, boolean] expected", "$.httpRequest.path" + noOneOf,
		},
		`{"keepAlive":"false"}`:                  {"$.httpRequest.keepAlive: string found, boolean expected"},
		`{"socketAddress":{"port":"80"}}`:        {"$.httpRequest.socketAddress.port: string found, integer expected"},
		`{"socketAddress":{"scheme":"FTP"}}`:     {`$.httpRequest.socketAddress.scheme: does not have a value in the enumeration ["HTTP", "HTTPS"]`},
		`{"headers":"x"}`:                        {"$.httpRequest.headers: string found, array expected", "$.httpRequest.headers: string found, object expected", "$.httpRequest.headers" + noOneOf},
		`{"headers":[5]}`:                        {"$.httpRequest.headers: array found, object expected", "$.httpRequest.headers[0]: integer found, object expected", "$.httpRequest.headers" + noOneOf},
		`{"headers":[{"name":"a","value":"b"}]}`: {"$.httpRequest.headers: array found, object expected", "$.httpRequest.headers[0].value" + notDefined, "$.httpRequest.headers" + noOneOf},
		`{"cookies":5}`:                          {"$.httpRequest.cookies: integer found, array expected", "$.httpRequest.cookies: integer found, object expected", "$.httpRequest.cookies" + noOneOf},
	}
	for definition, want := range tests {
		doc := request(definition)
		checkLines(t, doc, refused(t, doc).Violations, inRequest(want...)...)
	}
}

// CP-048: what cannot be a body.
func TestCP048_NoBody(t *testing.T) {
	for _, body := range []string{"5", "true", "null"} {
		doc := request(`{"body":` + body + `}`)
		lines := refused(t, doc).Violations
		if len(lines) != 6 || !strings.HasPrefix(lines[1].String(), "$.httpRequest.body: should match one of its valid types: ") {
			t.Errorf("%s: %v", doc, lines)
		}
	}
}

// The noise of headers, whose every alternative is explained.
func TestHeaderForms(t *testing.T) {
	doc := request(`{"headers":{"a":"x","b":5}}`)
	got := refused(t, doc).Violations
	hint := "$.httpRequest.headers: invalid header format, the following are valid examples: \n"
	for i := range got {
		if line := got[i].String(); strings.HasPrefix(line, hint) {
			got[i] = Violation{Reason: hint}
		}
	}
	checkLines(t, doc, got, inRequest(
		"$.httpRequest.headers.a"+notDefined,
		"$.httpRequest.headers.b: integer found, array expected",
		"$.httpRequest.headers.b: integer found, string expected",
		"$.httpRequest.headers.b"+notDefined,
		"$.httpRequest.headers.b"+noOneOf,
		hint,
		"$.httpRequest.headers"+noOneOf,
	)...)
}

// CP-215: a name with white space cannot be given as a key, but as a name; it
// is written back as a key.
func TestCP215_WhiteSpaceInNames(t *testing.T) {
	for _, member := range []string{"headers", "queryStringParameters", "pathParameters", "cookies"} {
		doc := request(`{"` + member + `":{"a b":"x"}}`)
		found := false
		for _, v := range refused(t, doc).Violations {
			found = found || v.String() == "$.httpRequest."+member+".a b"+notDefined
		}
		if !found {
			t.Errorf("%s does not name the member", doc)
		}
	}
	checkWritten(t, map[string]string{
		request(`{"headers":[{"name":"a b","values":["x"]}]}`):         request(`{"headers":{"a b":["x"]}}`),
		request(`{"cookies":[{"name":"a b","value":"x"}]}`):            request(`{"cookies":{"a b":"x"}}`),
		`{"httpResponse":{"headers":[{"name":"a b","values":["x"]}]}}`: `{"httpResponse":{"headers":{"a b":["x"]}}}`,
		`{"httpResponse":{"cookies":[{"name":"a b","value":"x"}]}}`:    `{"httpResponse":{"cookies":{"a b":"x"}}}`,
	})
}

// CP-216: null is no value of any known field.
func TestCP216_Null(t *testing.T) {
	tests := map[string]string{
		`{"httpResponse":null}`:                  "$.httpResponse: null found, object expected",
		`{"httpRequest":null,"httpResponse":{}}`: "$.httpRequest: null found, object expected",
		`{"id":null,"httpResponse":{}}`:          "$.id: null found, string expected",
		`{"httpResponse":{"statusCode":null}}`:   "$.httpResponse.statusCode: null found, integer expected",
		`null`:                                   "$: null found, object expected",
	}
	for doc, want := range tests {
		checkLines(t, doc, refused(t, doc).Violations, want)
	}
}

// CP-025: an expectation that does nothing lists every action it might take.
func TestCP025_MissingAction(t *testing.T) {
	for _, doc := range []string{`{}`, `{"httpRequest":{"path":"/a"}}`, `[{}]`} {
		checkLines(t, doc, refused(t, doc).Violations, missingActions...)
	}
	doc := `{"foo":1}`
	want := append([]string{missingActions[0], missingActions[1], "$.foo" + notDefined}, missingActions[2:]...)
	checkLines(t, doc, refused(t, doc).Violations, want...)
}

// CP-029: types, enumerations and bounds.
func TestCP029_Values(t *testing.T) {
	const units = `does not have a value in the enumeration ["DAYS", "HOURS", "MINUTES", "SECONDS", "MILLISECONDS", "MICROSECONDS", "NANOSECONDS"]`
	tests := map[string][]string{
		`5`:                                     {"$: integer found, object expected"},
		`"abc"`:                                 {"$: string found, object expected"},
		`true`:                                  {"$: boolean found, object expected"},
		`[5]`:                                   {"$: integer found, object expected"},
		`[[]]`:                                  {"$: array found, object expected"},
		`{"httpRequest":"x","httpResponse":{}}`: {"$.httpRequest: string found, object expected"},
		`{"httpRequest":[],"httpResponse":{}}`:  {"$.httpRequest: array found, object expected"},
		`{"httpResponse":"x"}`:                  {"$.httpResponse: string found, object expected"},
		`{"httpResponse":{"statusCode":"200"}}`: {"$.httpResponse.statusCode: string found, integer expected"},
		`{"httpResponse":{"statusCode":1.5}}`:   {"$.httpResponse.statusCode: number found, integer expected"},
		`{"httpResponse":{"reasonPhrase":5}}`:   {"$.httpResponse.reasonPhrase: integer found, string expected"},
		`{"httpResponse":{"primary":"x"}}`:      {"$.httpResponse.primary: string found, boolean expected"},
		`{"httpResponse":{"delay":5}}`:          {"$.httpResponse.delay: integer found, object expected"},
		`{"httpResponse":{"delay":{"timeUnit":"FOO"}}}`:                    {"$.httpResponse.delay.timeUnit: " + units},
		`{"httpResponse":{},"times":{"remainingTimes":"2"}}`:               {"$.times.remainingTimes: string found, integer expected"},
		`{"httpResponse":{},"times":5}`:                                    {"$.times: integer found, object expected"},
		`{"httpResponse":{},"percentage":101}`:                             {"$.percentage: must have a maximum value of 100"},
		`{"httpResponse":{},"percentage":-1}`:                              {"$.percentage: must have a minimum value of 0"},
		`{"httpResponse":{},"percentage":"50"}`:                            {"$.percentage: string found, integer expected"},
		`{"httpResponse":{},"timeToLive":{"timeUnit":5,"timeToLive":1.5}}`: {"$.timeToLive.timeToLive: number found, integer expected", "$.timeToLive.timeUnit: " + units},
	}
	for doc, want := range tests {
		checkLines(t, doc, refused(t, doc).Violations, want...)
	}
}

// MockServer names neither field nor reason when a number does not fit.
func TestNumbersThatDoNotFit(t *testing.T) {
	tests := map[string]string{
		`{"httpResponse":{},"priority":99999999999}`:                                 "$.priority: 99999999999 does not fit an integer of 32 bits",
		`{"httpResponse":{"statusCode":-2147483649}}`:                                "$.httpResponse.statusCode: -2147483649 does not fit an integer of 32 bits",
		`{"httpResponse":{"delay":{"timeUnit":"DAYS","value":1e30}}}`:                "$.httpResponse.delay.value: number found, integer expected",
		`{"httpResponse":{"delay":{"timeUnit":"DAYS","value":9223372036854775808}}}`: "$.httpResponse.delay.value: 9223372036854775808 does not fit an integer of 64 bits",
	}
	for doc, want := range tests {
		checkLines(t, doc, refused(t, doc).Violations, want)
	}
}

// CP-021, CP-022: nothing to store.
func TestCP021_NoExpectation(t *testing.T) {
	tests := map[string]string{
		"":   "1 error:\n - an expectation or expectation array is required but value was \"null\"",
		"  ": "1 error:\n - an expectation or expectation array is required but value was \"  \"",
		"[]": "1 error:\n - an expectation or array of expectations is required",
	}
	for doc, want := range tests {
		if got := refused(t, doc).Error(); got != want {
			t.Errorf("%q: got %s", doc, got)
		}
	}
}

// CP-023: one wrong item refuses all; it is reported alone.
func TestCP023_OneWrongItem(t *testing.T) {
	list, err := codec().ParseExpectations([]byte(`[{"httpResponse":{}},{"httpResponse":{"foo":1}}]`))
	if list != nil {
		t.Errorf("%d expectations were read", len(list))
	}
	v := validation(t, "batch", err)
	checkLines(t, "batch", v.Violations, "$.httpResponse.foo"+notDefined)
	if !strings.HasPrefix(v.Error(), "incorrect expectation json format for:\n\n  {\n    \"httpResponse\" : {\n      \"foo\" : 1\n") {
		t.Error(v)
	}
}

// Several wrong items are listed in brackets.
func TestCP023_SeveralWrongItems(t *testing.T) {
	_, err := codec().ParseExpectations([]byte(`[{"foo":1,"httpResponse":{}},{"httpResponse":{"foo":1}}]`))
	const want = `[
  incorrect expectation json format for:
  
    {
      "foo" : 1,
      "httpResponse" : { }
    }
  
   schema validation errors:
  
    1 error:
     - $.foo: is not defined in the schema and the schema does not allow additional properties
    
    OpenAPI Specification: https://app.swaggerhub.com/apis/jamesdbloom/mock-server-openapi/7.5.x
    Documentation: https://mock-server.com/mock_server/creating_expectations.html,
  
  incorrect expectation json format for:
  
    {
      "httpResponse" : {
        "foo" : 1
      }
    }
  
   schema validation errors:
  
    1 error:
     - $.httpResponse.foo: is not defined in the schema and the schema does not allow additional properties
    
    OpenAPI Specification: https://app.swaggerhub.com/apis/jamesdbloom/mock-server-openapi/7.5.x
    Documentation: https://mock-server.com/mock_server/creating_expectations.html
]`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	checkLines(t, "batch", validation(t, "batch", err).Violations, "$.foo"+notDefined)
}

// CP-026, CP-229: which of several actions is meant must be said once.
func TestCP026_CP229_WhichAction(t *testing.T) {
	tests := map[string]string{
		`{"httpResponse":{},"httpError":{"dropConnection":true}}`:                              "when multiple action types are configured, exactly one must be marked as primary",
		`{"httpResponse":{"primary":false},"httpError":{}}`:                                    "when multiple action types are configured, exactly one must be marked as primary",
		`{"httpResponse":{"primary":true},"httpError":{"dropConnection":true,"primary":true}}`: "multiple actions marked as primary, only one action can be primary when multiple action types are configured",
	}
	for doc, want := range tests {
		if got := refused(t, doc).Error(); got != want {
			t.Errorf("%s: got %s", doc, got)
		}
	}
}

// What MockServer knows and this server does not carry out is refused by name.
func TestUnsupported(t *testing.T) {
	tests := map[string]string{
		`{"httpForward":{"host":"x"}}`:                   "$.httpForward: is not supported by this server",
		`{"httpResponse":{},"capture":{}}`:               "$.capture: is not supported by this server",
		`{"httpResponse":{"trailers":{"a":"b"}}}`:        "$.httpResponse.trailers: is not supported by this server",
		`{"httpResponse":{"delay":{"distribution":{}}}}`: "$.httpResponse.delay.distribution: is not supported by this server",
		`{"steps":[]}`: "$.steps: is not supported by this server",
		`{"httpResponse":{"body":{"filePath":"/x","templateType":"VELOCITY"}}}`: "$.httpResponse.body.templateType: is not supported by this server",
	}
	for doc, want := range tests {
		checkLines(t, doc, refused(t, doc).Violations, want)
	}
	doc := request(`{"specUrlOrPayload":"x","foo":1}`)
	checkLines(t, doc, refused(t, doc).Violations,
		missingBinary, missingDNS, "$.httpRequest.foo"+notDefined, missingIf, oneOfResponders)
}

// CP-227: a header, parameter or cookie without name. MockServer stores it.
func TestCP227_ItemWithoutName(t *testing.T) {
	tests := map[string]string{
		request(`{"headers":[{"name":"a","values":["b"]},{"values":["b"]}]}`): "$.httpRequest.headers[1].name: is missing but it is required",
		request(`{"cookies":[{"value":"b"}]}`):                                "$.httpRequest.cookies[0].name: is missing but it is required",
		`{"httpResponse":{"headers":[{"values":["b"]}]}}`:                     "$.httpResponse.headers[0].name: is missing but it is required",
	}
	for doc, want := range tests {
		checkLines(t, doc, refused(t, doc).Violations, want)
	}
}

// CP-231: what is no JSON. MockServer gives its parser's message in the same place.
func TestCP231_Malformed(t *testing.T) {
	const syntax = "unexpected end of the text where a value was expected at line 1, column 6"
	if got := refused(t, `{"a":`).Error(); got != syntax {
		t.Errorf("got %s", got)
	}
	var syntaxError *jsontree.SyntaxError
	if _, err := codec().ParseExpectations([]byte(`{"a":`)); !errors.As(err, &syntaxError) {
		t.Errorf("%v is no syntax error", err)
	}
	document := "\n\n  {\"a\":\n\n schema validation errors:\n\n  " + syntax
	tests := map[string]func([]byte) error{
		"incorrect request matcher json format for:":       func(doc []byte) error { _, err := ParseRequestMatcher(doc); return err },
		"incorrect request matcher json format for: ":      func(doc []byte) error { _, err := ParseClear(doc); return err },
		"incorrect verification json format for:":          func(doc []byte) error { _, err := ParseVerification(doc); return err },
		"incorrect verification sequence json format for:": func(doc []byte) error { _, err := ParseVerificationSequence(doc); return err },
	}
	for lead, parse := range tests {
		want := strings.TrimSpace(lead) + document
		if err := parse([]byte(`{"a":`)); err == nil || err.Error() != want {
			t.Errorf("got\n%v\nwant\n%s", err, want)
		}
	}
}

// Too deep a document is refused wherever it stands.
func TestDeepDocument(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 1000) + "1" + strings.Repeat("}", 1000)
	for _, doc := range []string{deep, request(`{"body":` + deep + `}`)} {
		if err := refused(t, doc); !strings.HasPrefix(err.Error(), "nested deeper than 500 levels at line 1, column ") {
			t.Error(err)
		}
	}
	doc := request(`{"body":{"json":"` + strings.Repeat("[", 1000) + `"}}`)
	if err := refused(t, doc); !strings.Contains(err.Error(), "$.httpRequest.body.json: is not JSON: nested deeper than 500 levels") {
		t.Error(err)
	}
	conditional := strings.Repeat(`{"if":`, 400) + `{"path":5}` + strings.Repeat("}", 400)
	if err := refused(t, request(conditional)); len(err.Violations) == 0 {
		t.Error("a deep conditional is not refused")
	}
}

// A refusal stays small, however large and wrong the document is.
func TestLongDocument(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	tests := []string{
		`{"httpResponse":{},"foo":"` + long + `"}`,
		`{"httpResponse":{},"` + long + `":1}`,
		`{"httpResponse":{},"priority":` + strings.Repeat("1", 1<<20) + `}`,
		`{"httpResponse":{"headers":[` + strings.Repeat("{},", 1<<17) + `]}}`,
		strings.Repeat(" ", 1<<20),
	}
	for _, doc := range tests {
		if text := refused(t, doc).Error(); len(text) > 200<<10 {
			t.Errorf("%.50s: %d bytes", doc, len(text))
		}
	}
}
