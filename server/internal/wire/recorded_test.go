package wire

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

func recordedRequest() *model.Request {
	return &model.Request{
		Method: "POST", Path: "/a%20b", Protocol: model.HTTP1, KeepAlive: true,
		Query:   []model.Field{{Name: "b", Value: "2"}, {Name: "a", Value: "1"}, {Name: "b", Value: "3"}},
		Headers: []model.Field{{Name: "Host", Value: "h"}, {Name: "content-type", Value: "text/plain"}, {Name: "Host", Value: "!i"}},
		Cookies: []model.Field{{Name: "z", Value: "1"}},
		Body:    []byte("hallo"),
		Local:   netip.MustParseAddrPort("127.0.0.1:1080"), Remote: netip.MustParseAddrPort("[::1]:5"),
		ClientCertificate: []model.Certificate{{Subject: "CN=a", Issuer: "CN=b", SerialNumber: "7"}},
	}
}

// CP-074, CP-075, CP-237: a recorded request in its three forms.
func TestCP074_RecordedRequest(t *testing.T) {
	const body = `{"type":"STRING","string":"hallo","rawBytes":"aGFsbG8=","contentType":"text/plain"}`
	const sorted = `{"body":` + body + `,"cookies":{"z":"1"},"headers":{"content-type":["text/plain"],"Host":["h","!i"]},"keepAlive":true,` +
		`"method":"POST","path":"/a%20b","protocol":"HTTP_1_1","queryStringParameters":{"b":["2","3"],"a":["1"]},"secure":false}`
	const exchange = `{"method":"POST","path":"/a%20b","queryStringParameters":{"b":["2","3"],"a":["1"]},` +
		`"headers":{"content-type":["text/plain"],"Host":["h","!i"]},"cookies":{"z":"1"},"keepAlive":true,"secure":false,` +
		`"clientCertificateChain":[{"issuerDistinguishedName":"CN=b","serialNumber":"7","subjectDistinguishedName":"CN=a"}],` +
		`"protocol":"HTTP_1_1","localAddress":"127.0.0.1:1080","remoteAddress":"[::1]:5","body":` + body + `}`
	for form, want := range map[RecordedForm]string{RequestsForm: sorted, VerificationForm: sorted, ExchangeForm: exchange} {
		if got := compact(RecordedRequestValue(recordedRequest(), form)); got != want {
			t.Errorf("form %d\ngot  %s\nwant %s", form, got, want)
		}
	}
	bare := &model.Request{Method: "GET", Path: "/", Protocol: model.HTTP2, Secure: true}
	if got := compact(RecordedRequestValue(bare, ExchangeForm)); got != `{"method":"GET","path":"/","keepAlive":false,"secure":true,"protocol":"HTTP_2"}` {
		t.Error(got)
	}
}

// CP-234: bodies by content type; one of a JSON type that is none is text.
func TestCP234_RecordedBody(t *testing.T) {
	tests := []struct{ contentType, content, requests, exchange string }{
		{"", "abc", `"abc"`, `"abc"`},
		{"application/json; charset=utf-8", `{"a":1}`, `{"a":1}`, `{"a":1}`},
		{"application/json; charset=utf-8", `{"a": 1}`, `{"type":"JSON","json":{"a":1},"rawBytes":"eyJhIjogMX0="}`, `{"a":1}`},
		{"application/json", `{"a":1}`, `{"contentType":"application/json","type":"JSON","json":{"a":1}}`, `{"contentType":"application/json","type":"JSON","json":{"a":1}}`},
		{"application/json", `{"a": 1}`, `{"contentType":"application/json","type":"JSON","json":{"a":1},"rawBytes":"eyJhIjogMX0="}`, `{"contentType":"application/json","type":"JSON","json":{"a":1}}`},
		{"application/json; charset=utf-8", `{"json":1}`, `{"type":"JSON","json":{"json":1}}`, `{"type":"JSON","json":{"json":1}}`},
		{"application/json; charset=utf-8", `"abc"`, `{"type":"JSON","json":"\"abc\""}`, `{"type":"JSON","json":"\"abc\""}`},
		{"application/json", `{"a":`, `{"type":"STRING","string":"{\"a\":","rawBytes":"eyJhIjo=","contentType":"application/json"}`, `{"type":"STRING","string":"{\"a\":","rawBytes":"eyJhIjo=","contentType":"application/json"}`},
		{"application/json", strings.Repeat("[", 501), `{"type":"STRING","string":"` + strings.Repeat("[", 501) + `"`, ``},
		{"application/json; charset=iso-8859-1", "{\"a\":\"\xe9\"}", `{"contentType":"application/json; charset=iso-8859-1","type":"JSON","json":{"a":"é"},"rawBytes":"eyJhIjoi6SJ9"}`, `{"contentType":"application/json; charset=iso-8859-1","type":"JSON","json":{"a":"é"}}`},
		{"application/xml; charset=utf-8", "<a/>", `{"type":"XML","xml":"<a/>","rawBytes":"PGEvPg=="}`, `{"type":"XML","xml":"<a/>","rawBytes":"PGEvPg=="}`},
		{"application/soap+xml", "<a/>", `{"type":"XML","xml":"<a/>","rawBytes":"PGEvPg==","contentType":"application/soap+xml"}`, `{"type":"XML","xml":"<a/>","rawBytes":"PGEvPg==","contentType":"application/soap+xml"}`},
		{"text/plain", "\xe9", `{"type":"STRING","string":"é","rawBytes":"6Q==","contentType":"text/plain"}`, `{"type":"STRING","string":"é","rawBytes":"6Q==","contentType":"text/plain"}`},
		{"image/png", "abc", `{"type":"BINARY","base64Bytes":"YWJj","contentType":"image/png"}`, `{"type":"BINARY","base64Bytes":"YWJj","contentType":"image/png"}`},
		{"application/octet-stream; charset=utf-8", "abc", `{"type":"BINARY","base64Bytes":"YWJj","contentType":"application/octet-stream; charset=utf-8"}`, `{"type":"BINARY","base64Bytes":"YWJj","contentType":"application/octet-stream; charset=utf-8"}`},
	}
	for _, test := range tests {
		req := &model.Request{Body: []byte(test.content)}
		if test.contentType != "" {
			req.Headers = []model.Field{{Name: "Content-Type", Value: test.contentType}}
		}
		for form, want := range map[RecordedForm]string{RequestsForm: test.requests, ExchangeForm: test.exchange, VerificationForm: test.exchange} {
			body, _ := RecordedRequestValue(req, form).Get("body")
			if got := compact(body); !strings.HasPrefix(got, want) || want == "" && form == RequestsForm {
				t.Errorf("%s %q in form %d\ngot  %s\nwant %s", test.contentType, test.content, form, got, want)
			}
		}
	}
}

// CP-078: an exchange.
func TestCP078_Exchange(t *testing.T) {
	e := &model.Exchange{
		Request:     &model.Request{Method: "GET", Path: "/", Protocol: model.HTTP1},
		Response:    &model.Response{StatusCode: 404, ReasonPhrase: "Not Found"},
		CompletedAt: time.Date(2026, 1, 2, 3, 4, 5, 6_000_000, time.UTC),
	}
	const want = `{"httpRequest":{"method":"GET","path":"/","keepAlive":false,"secure":false,"protocol":"HTTP_1_1"},` +
		`"httpResponse":{"statusCode":404,"reasonPhrase":"Not Found"},"timestamp":"2026-01-02 03:04:05.006"}`
	if got := compact(ExchangeValue(e)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	e.Response = nil
	if response, _ := ExchangeValue(e).Get("httpResponse"); compact(response) != "{}" {
		t.Error(compact(response))
	}
}

// The expected side of a verification message has no prefixes, and only what
// a recorded request could have.
func TestFilterValue(t *testing.T) {
	tests := map[string]string{
		`{"path":"!/a","method":"?GET","not":true,"pathParameters":{"a":"b"},"secure":true,"protocol":"HTTP_2","cookies":{"!c":"!d"},` +
			`"queryStringParameters":{"b":"1","a":{"values":["?x"]},"keyMatchStyle":"MATCHING_KEY"},"socketAddress":{"host":"h"},` +
			`"body":{"regex":"a","not":true},"jwt":{"issuer":"a"},"headers":{"h":[{"schema":{"type":"string"}}]},"localAddress":"x"}`: `{"body":{"not":true,"type":"REGEX","regex":"a"},"cookies":{"c":"d"},"headers":{"h":["{\n  \"type\" : \"string\"\n}"]},"method":"GET","path":"/a","protocol":"HTTP_2","queryStringParameters":{"b":["1"],"a":["x"]},"secure":true}`,
		`{"body":"!abc"}`:       `{"body":"!abc"}`,
		`{"if":{"path":"!/a"}}`: `{"if":{"path":"!/a"}}`,
		`{"not":true}`:          `{}`,
	}
	for definition, want := range tests {
		if got := compact(FilterValue(parseOne(t, request(definition)).Request)); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", definition, got, want)
		}
	}
	if got := compact(FilterValue(nil)); got != "{}" {
		t.Error(got)
	}
}
