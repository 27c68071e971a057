package wire

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/model"
)

// CP-039, CP-041, CP-043: the forms of names with values.
func TestCP039_MultiForms(t *testing.T) {
	forms := map[string]string{
		`[{"name":"b","values":["1"]},{"name":"a","values":["2","3"]}]`:                                                    `{"b":["1"],"a":["2","3"]}`,
		`[{"name":"a","values":["b"]},{"name":"c","values":[]},{"name":"a","values":["c"]},{"name":"?!a","values":["d"]}]`: `{"a":["b","c"],"?!a":["d"]}`,
		`{"a":"1"}`:                               `{"a":["1"]}`,
		`{"B":"1","a":"2","A":"3","b":"4"}`:       `{"b":["4"],"a":["2"],"B":["1"],"A":["3"]}`,
		`{"!b":"1","?a":"2","?!c":"3","!?d":"4"}`: `{"?!d":["4"],"?!c":["3"],"!b":["1"],"?a":["2"]}`,
		`{"a":["!x",{"value":"y","not":true,"optional":true},{"schema":{"type":"string"}}]}`:       `{"a":["!x","?!y",{"schema":{"type":"string"}}]}`,
		`{"keyMatchStyle":"SUB_SET","a":"1"}`:                                                      `{"a":["1"]}`,
		`{"keyMatchStyle":"MATCHING_KEY","b":"","a":[]}`:                                           `{"keyMatchStyle":"MATCHING_KEY","b":[""]}`,
		`{"a":{"values":["1","2"]},"c":{"parameterStyle":"PIPE_DELIMITED","values":["1"]},"d":{}}`: `{"c":{"parameterStyle":"PIPE_DELIMITED","values":["1"]},"a":{"parameterStyle":"FORM_EXPLODED","values":["1","2"]}}`,
		`[{"name":{"value":"a","not":true},"values":["b"]}]`:                                       `{"!a":["b"]}`,
		`[{"name":{"schema":{}},"values":["b"]},{"name":"keyMatchStyle","values":["c"]}]`:          `[{"name":{"schema":{}},"values":["b"]},{"name":"keyMatchStyle","values":["c"]}]`,
	}
	for _, member := range []string{"headers", "queryStringParameters", "pathParameters"} {
		docs := map[string]string{request(`{"` + member + `":{}}`): request(`{}`), request(`{"` + member + `":{"a":[]}}`): request(`{}`)}
		for given, want := range forms {
			docs[request(`{"`+member+`":`+given+`}`)] = request(`{"` + member + `":` + want + `}`)
		}
		checkWritten(t, docs)
	}
}

// CP-042: the forms of cookies.
func TestCP042_CookieForms(t *testing.T) {
	forms := map[string]string{
		`[{"name":"z","value":"1"},{"name":"a","value":{"value":"2","not":true}},{"name":"b"}]`: `{"z":"1","a":"!2","b":""}`,
		`[{"name":"a","value":"b"},{"name":"a","value":"c"}]`:                                   `{"a":"c"}`,
		`{"b":"1","!c":"?3","e":{"schema":{"type":"string"}}}`:                                  `{"b":"1","!c":"?3","e":{"schema":{"type":"string"}}}`,
	}
	for given, want := range forms {
		checkWritten(t, map[string]string{request(`{"cookies":` + given + `}`): request(`{"cookies":` + want + `}`)})
	}
	checkWritten(t, map[string]string{request(`{"cookies":{}}`): request(`{}`)})
}

// CP-049, CP-050, CP-051, CP-217: the forms of a string matcher.
func TestCP217_StringForms(t *testing.T) {
	docs := map[string]string{
		`{"value":"a","optional":true,"not":true}`: `"?!a"`,
		`"!?a"`:                           `"?!a"`,
		`"!GET"`:                          `"!GET"`,
		`"!!a"`:                           `"!!a"`,
		`{"value":"a","not":false}`:       `"a"`,
		`{"value":"!a"}`:                  `{"not":false,"value":"!a"}`,
		`{"value":"!a","not":true}`:       `"!!a"`,
		`{"value":"?a","optional":false}`: `{"not":false,"value":"?a"}`,
		`{"schema":{"type":"string"}}`:    `{"schema":{"type":"string"}}`,
		`{"schema":true}`:                 `{"schema":true}`,
		`{"value":"a","schema":{"minLength":1},"not":true}`: `{"not":true,"schema":{"minLength":1}}`,
		`{"value":"a","parameterStyle":"FORM","not":true}`:  `{"not":true,"parameterStyle":"FORM","value":"a"}`,
	}
	for given, want := range docs {
		checkWritten(t, map[string]string{
			request(`{"path":` + given + `}`):   request(`{"path":` + want + `}`),
			request(`{"method":` + given + `}`): request(`{"method":` + want + `}`),
		})
	}
	for _, blank := range []string{`""`, `" "`, `"!"`, `{}`, `{"not":true}`} {
		checkWritten(t, map[string]string{request(`{"path":` + blank + `}`): request(`{}`)})
	}
}

func TestParseStringMatcher(t *testing.T) {
	tests := map[string]model.StringMatcher{
		"":     {},
		"a!":   {Value: "a!"},
		"!a":   {Value: "a", Not: true},
		"?!a":  {Value: "a", Not: true, Optional: true},
		"!?!a": {Value: "!a", Not: true, Optional: true},
		"!":    {Not: true},
	}
	for given, want := range tests {
		if got := parseStringMatcher(given); got != want {
			t.Errorf("%q: %+v", given, got)
		}
	}
}

// CP-224: what socketAddress implies.
func TestCP224_SocketAddress(t *testing.T) {
	checkWritten(t, map[string]string{
		request(`{"socketAddress":{}}`):                                           request(`{"socketAddress":{"port":80,"scheme":"HTTP"}}`),
		request(`{"socketAddress":{"host":"h","scheme":"HTTPS"},"secure":false}`): request(`{"secure":true,"socketAddress":{"host":"h","port":80,"scheme":"HTTPS"}}`),
	})
}

// Every property in the order it is written in.
func TestAllProperties(t *testing.T) {
	const all = `{"not":true,"method":"GET","path":"/a/{b}","pathParameters":{"b":["1"]},"queryStringParameters":{"q":["2"]},` +
		`"headers":{"h":["3"]},"cookies":{"c":"4"},"keepAlive":true,"secure":false,"respondBeforeBody":false,` +
		`"clientCertificateChain":[{"serialNumber":"5"}],"clientCertificate":{"subject":"s","issuer":"!i","fingerprintSha256":"aa"},` +
		`"jwt":{"header":"x","scheme":"S","claims":{"a":"!x","b":{"schema":{"type":"string"}}},"issuer":"i","audience":"?a","algorithm":"HS256"},` +
		`"socketAddress":{"host":"h","port":8080,"scheme":"HTTP"},"protocol":"HTTP_2","localAddress":"l","remoteAddress":"r","body":"b"}`
	checkWritten(t, map[string]string{request(all): request(all)})
	e := parseOne(t, request(all))
	if e.Request.JWT.Claims[0].Value != (model.StringMatcher{Value: "x", Not: true}) || e.Request.ClientCertificate.Issuer.Value != "i" {
		t.Errorf("%+v", e.Request)
	}
}

// A definition that picks another one.
func TestConditional(t *testing.T) {
	const conditional = `{"not":true,"if":{"path":"/a"},"then":{"method":"GET"},"else":{"if":{}}}`
	checkWritten(t, map[string]string{request(conditional): request(conditional)})
	c := parseOne(t, request(conditional)).Request.Conditional
	if c.If.Path.Value != "/a" || c.Then.Method.Value != "GET" || c.Else.Conditional.If == nil {
		t.Errorf("%+v", c)
	}
	doc := request(`{"if":{"path":"/a","foo":1}}`)
	checkLines(t, doc, refused(t, doc).Violations,
		missingBinary, missingDNS, "$.httpRequest.if.foo"+notDefined,
		"$.httpRequest.if.if: is missing, but is required, if specifying action of type Request.if.if",
		"$.httpRequest.if.specUrlOrPayload: is missing, but is required, if specifying OpenAPI request matcher",
		"$.httpRequest.if"+notDefined, missingOpenAPI, oneOfResponders)
}

// CP-065 and the forms of filters.
func TestFilters(t *testing.T) {
	for _, doc := range []string{"", " \n", "{}", `{"httpRequest":{}}`} {
		m, err := ParseRequestMatcher([]byte(doc))
		if m != nil || err != nil {
			t.Errorf("%q: %v, %v", doc, m, err)
		}
		if s, err := ParseClear([]byte(doc)); s != (Selector{}) || err != nil {
			t.Errorf("%q: %v, %v", doc, s, err)
		}
	}
	for _, doc := range []string{`{"path":"/a"}`, `{"httpRequest":{"path":"/a"},"httpResponse":{}}`} {
		m, err := ParseRequestMatcher([]byte(doc))
		if err != nil || compact(RequestMatcherValue(m)) != `{"path":"/a"}` {
			t.Errorf("%s: %v, %v", doc, m, err)
		}
	}
	if s, err := ParseClear([]byte(`{"id":"x"}`)); s.ExpectationID != "x" || s.Matcher != nil || err != nil {
		t.Errorf("%v, %v", s, err)
	}
	if got := compact(RequestMatcherValue(nil)); got != "{}" {
		t.Error(got)
	}
}

func TestFiltersRefused(t *testing.T) {
	const missing = "is missing but it is required"
	always := []string{"$.binaryData: " + missing, "$.dnsName: " + missing, "$.if: " + missing}
	openAPI := "$.specUrlOrPayload: is missing, but is required, if specifying OpenAPI request matcher"
	tests := map[string][]string{
		`{"path":500,"method":true,"keepAlive":"false"}`: append(always[:3:3],
			"$.keepAlive: string found, boolean expected", "$.method: boolean found, string expected", "$.method"+noOneOf,
			"$.path: integer found, string expected", "$.path"+noOneOf, openAPI),
		`{"id":5}`:               append(always[:2:2], "$.id"+notDefined, always[2], openAPI),
		`{"id":"x","path":"/a"}`: append(always[:2:2], "$.id"+notDefined, always[2], openAPI),
		`[]`:                     {"$: array found, object expected"},
		`5`:                      {"$: integer found, object expected"},
		`""`:                     {"$: string found, object expected"},
		`null`:                   {"$: null found, object expected"},
		`{"httpRequest":null}`:   {"$: null found, object expected"},
	}
	for doc, want := range tests {
		_, err := ParseClear([]byte(doc))
		checkLines(t, doc, validation(t, doc, err).Violations, want...)
	}
	_, err := ParseClear([]byte(`{"id":" "}`))
	if err == nil || err.Error() != `No expectation id specified found " "` {
		t.Error(err)
	}
	_, err = ParseClear([]byte(`{"httpRequest":{"foo":5}}`))
	if v := validation(t, "clear", err); v.Document != `{"foo":5}` {
		t.Error(v.Document)
	}
}
