package wire

import (
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

func TestParseVerification(t *testing.T) {
	v, err := ParseVerification([]byte(`{"httpRequest":{"path":"/a"},"httpResponse":{"statusCode":200,"statusCodeRange":"2XX","reasonPhrase":"!O.*",` +
		`"headers":{"a":"!b"},"cookies":{"c":"d"},"body":{"regex":"x"}},"times":{"atLeast":2},` +
		`"maximumNumberOfRequestToReturnInVerificationFailure":3,"timeout":99999999,"disposition":"FORWARDED"}`))
	if err != nil {
		t.Fatal(err)
	}
	if v.Request.Path.Value != "/a" || v.Times != (model.VerificationTimes{AtLeast: 2, AtMost: -1}) ||
		*v.MaximumRequests != 3 || v.Timeout != time.Minute || v.Disposition != "FORWARDED" {
		t.Errorf("%+v", v)
	}
	r := v.Response
	if *r.StatusCode != 200 || r.StatusCodeRange != "2XX" || !r.ReasonPhrase.Not || r.Headers.Entries[0].Values[0].Value != "b" ||
		r.Cookies[0].Name.Value != "c" || r.Body.Type != "REGEX" {
		t.Errorf("%+v", r)
	}
	const source = `{"statusCode":200,"statusCodeRange":"2XX","reasonPhrase":"!O.*","headers":{"a":["!b"]},"cookies":{"c":"d"},"body":{"type":"REGEX","regex":"x"}}`
	if got := compact(r.Source); got != source {
		t.Error(got)
	}
	v, err = ParseVerification([]byte(`{"expectationId":{"id":"x"},"httpResponse":{},"timeout":20}`))
	if err != nil || v.ExpectationID != "x" || v.Request != nil || v.Timeout != 20*time.Millisecond || v.MaximumRequests != nil {
		t.Errorf("%+v, %v", v, err)
	}
}

// CP-190, CP-260: how often, when bounds are left out.
func TestCP190_VerificationTimes(t *testing.T) {
	tests := map[string]model.VerificationTimes{
		``:                                    {AtLeast: 1, AtMost: 1},
		`,"times":{}`:                         {AtLeast: 1, AtMost: 1},
		`,"times":{"atLeast":2}`:              {AtLeast: 2, AtMost: -1},
		`,"times":{"atMost":0}`:               {AtLeast: -1, AtMost: 0},
		`,"times":{"atLeast":-1,"atMost":-1}`: {AtLeast: -1, AtMost: -1},
		`,"times":{"atLeast":3,"atMost":1}`:   {AtLeast: 3, AtMost: 1},
	}
	for given, want := range tests {
		v, err := ParseVerification([]byte(`{"httpRequest":{}` + given + `}`))
		if err != nil || v.Times != want || v.Request == nil {
			t.Errorf("%s: %+v, %v", given, v, err)
		}
	}
	const doc = `{"httpRequest":{},"times":{"atLeast":-2}}`
	_, err := ParseVerification([]byte(doc))
	if err == nil || err.Error() != "exception while parsing ["+doc+"] for Verification: $.times.atLeast: must have a minimum value of -1" {
		t.Error(err)
	}
}

// CP-194, CP-195 and the other refusals of a verification.
func TestCP194_VerificationRefused(t *testing.T) {
	subjects := []string{
		"$.expectationId: is missing but it is required",
		"$.httpRequest: is missing, but is required, if specifying action of type Request",
		"$.httpResponse: is missing, but is required, if specifying action of type Response",
		"$" + noOneOf, oneOfResponders,
	}
	tests := map[string][]string{
		`{}`:                                     subjects,
		`{"times":{"atLeast":1}}`:                subjects,
		`{"foo":1}`:                              append([]string{subjects[0], "$.foo" + notDefined}, subjects[1:]...),
		`{"httpRequest":{},"foo":1}`:             {"$.foo" + notDefined},
		`{"httpResponse":{"foo":1}}`:             {"$.httpResponse.foo" + notDefined},
		`{"httpResponse":{"statusCodeRange":5}}`: {"$.httpResponse.statusCodeRange: integer found, string expected"},
		`{"httpRequest":{},"expectationId":{"id":"x"}}`: {"$: should be valid to one and only one schema, but 2 are valid with indexes '0, 1'"},
		`{"expectationId":{}}`:                          {"$.expectationId.id: is missing but it is required"},
		`{"expectationId":"x"}`:                         {"$.expectationId: string found, object expected"},
		`{"expectationId":{"id":"x","foo":1}}`:          {"$.expectationId.foo" + notDefined},
		`{"httpRequest":{},"times":{"count":1}}`:        {"$.times.count" + notDefined},
		`{"httpRequest":{},"times":null}`:               {"$.times: null found, object expected"},
		`{"httpRequest":{},"timeout":-1}`:               {"$.timeout: must have a minimum value of 0"},
		`{"httpRequest":{},"timeout":1.5}`:              {"$.timeout: number found, integer expected"},
		`{"httpRequest":{},"disposition":"mocked"}`:     {`$.disposition: does not have a value in the enumeration ["MOCKED", "FORWARDED"]`},
		// MockServer names no field here.
		`{"httpRequest":{"path":500}}`: inRequest("$.httpRequest.path: integer found, string expected", "$.httpRequest.path"+noOneOf),
	}
	for doc, want := range tests {
		_, err := ParseVerification([]byte(doc))
		v := validation(t, doc, err)
		checkLines(t, doc, v.Violations, want...)
		if v.Document != doc || v.Lead != "incorrect verification json format for:" {
			t.Errorf("%s: %s %s", doc, v.Lead, v.Document)
		}
	}
}

// CP-232: nothing to verify.
func TestCP232_BlankVerification(t *testing.T) {
	const more = "\n\nOpenAPI Specification: https://app.swaggerhub.com/apis/jamesdbloom/mock-server-openapi/7.5.x" +
		"\nDocumentation: https://mock-server.com/mock_server/creating_expectations.html"
	_, err := ParseVerification([]byte("  "))
	if err == nil || err.Error() != "1 error:\n - a verification is required but value was \"  \""+more {
		t.Error(err)
	}
	_, err = ParseVerificationSequence(nil)
	if err == nil || err.Error() != "1 error:\n - a verification sequence is required but value was \"null\""+more {
		t.Error(err)
	}
}

func TestParseVerificationSequence(t *testing.T) {
	s, err := ParseVerificationSequence([]byte(`{"httpRequests":[{"path":"/a"},{}],"httpResponses":[{"statusCode":1}],"timeout":5}`))
	if err != nil || len(s.Requests) != 2 || s.Requests[0].Path.Value != "/a" || *s.Responses[0].StatusCode != 1 || s.Timeout != 5*time.Millisecond {
		t.Errorf("%+v, %v", s, err)
	}
	s, err = ParseVerificationSequence([]byte(`{"expectationIds":[{"id":"a"},{"id":"b"}]}`))
	if err != nil || len(s.ExpectationIDs) != 2 || s.ExpectationIDs[1] != "b" {
		t.Errorf("%+v, %v", s, err)
	}
	tests := map[string][]string{
		`{"httpRequests":5}`:                      {"$.httpRequests: integer found, array expected"},
		`{"httpRequests":{}}`:                     {"$.httpRequests: object found, array expected"},
		`{"httpRequests":[5]}`:                    {"$.httpRequests[0]: integer found, object expected"},
		`{"expectationIds":["x"]}`:                {"$.expectationIds[0]: string found, object expected"},
		`{"expectationIds":[{}]}`:                 {"$.expectationIds[0].id: is missing but it is required"},
		`{"httpRequests":[],"expectationIds":[]}`: {"$: should be valid to one and only one schema, but 2 are valid with indexes '0, 1'"},
		`{"httpRequests":[{"foo":1}]}`: {
			"$.httpRequests[0].binaryData: is missing, but is required, if specifying action of type Requests[0].binaryData",
			"$.httpRequests[0].dnsName: is missing, but is required, if specifying action of type Requests[0].dnsName",
			"$.httpRequests[0].foo" + notDefined,
			"$.httpRequests[0].if: is missing, but is required, if specifying action of type Requests[0].if",
			"$.httpRequests[0].specUrlOrPayload: is missing, but is required, if specifying OpenAPI request matcher",
			oneOfResponders,
		},
	}
	for doc, want := range tests {
		_, err := ParseVerificationSequence([]byte(doc))
		checkLines(t, doc, validation(t, doc, err).Violations, want...)
	}
}

func TestParsePortBinding(t *testing.T) {
	for doc, want := range map[string]int{`{"ports":[0,1090]}`: 2, `{}`: 0, `{"ports":[],"foo":1}`: 0} {
		ports, err := ParsePortBinding([]byte(doc))
		if err != nil || len(ports) != want || want == 2 && ports[1] != 1090 {
			t.Errorf("%s: %v, %v", doc, ports, err)
		}
	}
	tests := map[string]string{
		`{"ports":["x"]}`:   `: $.ports[0]: string found, integer expected`,
		`{"ports":[70000]}`: `: $.ports[0]: must have a maximum value of 65535`,
		`[]`:                `: $: array found, object expected`,
		`{"ports":`:         `: unexpected end of the text where a value was expected at line 1, column 10`,
		``:                  `: a port binding is required but value was "null"`,
	}
	for doc, want := range tests {
		_, err := ParsePortBinding([]byte(doc))
		if want := "exception while parsing PortBinding for [" + doc + "]" + want; err == nil || err.Error() != want {
			t.Errorf("%s: got %v", doc, err)
		}
	}
}
