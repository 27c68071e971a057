package redact_test

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/redact"
	"github.com/mockserver/mockserver/server/internal/wire"
)

func parse(t *testing.T, document string) *model.Expectation {
	t.Helper()
	list, err := wire.NewCodec(wire.Options{Actions: []string{"httpResponse", "httpError"}}).ParseExpectations([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	return list[0]
}

// AP-281: headers, cookies, query parameters and fields are hidden by their
// names in any case; what is neither JSON nor a form is hidden whole.
func TestExpectation(t *testing.T) {
	for _, test := range []struct{ name, given, want string }{
		{"nothing to hide", `{"httpRequest":{"path":"/a","headers":{"A":["b"]},"body":{"type":"JSON","json":{"a":1.00}}},"httpResponse":{"body":"{\"a\": 1}"}}`,
			`"httpRequest":{"path":"/a","headers":{"A":["b"]},"body":{"a":1.00}},"httpResponse":{"body":"{\"a\": 1}"}`},
		{"headers", `{"httpRequest":{"headers":{"AUTHORIZATION":["a","b"],"x-own":["c"],"!Cookie":["d"]}},"httpResponse":{"headers":{"Set-Cookie":["a=b","c=d"],"A":["b"]}}}`,
			`"httpRequest":{"headers":{"x-own":["***REDACTED***"],"!Cookie":["***REDACTED***"],"AUTHORIZATION":["***REDACTED***"]}},"httpResponse":{"headers":{"Set-Cookie":["***REDACTED***","***REDACTED***"],"A":["b"]}}`},
		{"cookies and query", `{"httpRequest":{"queryStringParameters":{"key":["a"],"page":["1"],"pin":["2"]},"cookies":{"sid":"a"}},"httpResponse":{"cookies":{"sid":"b"}}}`,
			`"httpRequest":{"queryStringParameters":{"pin":["***REDACTED***"],"page":["1"],"key":["***REDACTED***"]},"cookies":{"sid":"***REDACTED***"}},"httpResponse":{"cookies":{"sid":"***REDACTED***"}}`},
		{"JSON", `{"httpRequest":{"body":{"type":"JSON","matchType":"STRICT","json":[{"Password":{"a":1}},{"b":[{"PIN":2}]}]}},"httpResponse":{"body":"{\"token\": \"a\", \"b\": 1.0}"}}`,
			`"httpRequest":{"body":{"type":"JSON","json":[{"Password":"***REDACTED***"},{"b":[{"PIN":"***REDACTED***"}]}],"matchType":"STRICT"}},"httpResponse":{"body":"{\"token\":\"***REDACTED***\",\"b\":1.0}"}`},
		{"JSON as text", `{"httpRequest":{"body":"{\"pin\":1}"},"httpResponse":{"body":{"type":"JSON","json":{"secret":1}}}}`,
			`"httpRequest":{"body":{"type":"JSON","json":{"pin":"***REDACTED***"},"matchType":"STRICT"}},"httpResponse":{"body":{"secret":"***REDACTED***"}}`},
		{"form", `{"httpRequest":{"headers":{"content-type":["application/x-www-form-urlencoded; charset=utf-8"]},"body":"a=%21b&pass%77ord=c&password=d"},"httpResponse":{"headers":{"content-type":["application/x-www-form-urlencoded"]},"body":"a=b&p%69n=c&pin=d"}}`,
			`"httpRequest":{"headers":{"content-type":["application/x-www-form-urlencoded; charset=utf-8"]},"body":{"type":"PARAMETERS","parameters":{"password":["***REDACTED***"],"a":[{"not":false,"value":"!b"}]}}},"httpResponse":{"headers":{"content-type":["application/x-www-form-urlencoded"]},"body":"a=b&p%69n=***REDACTED***&pin=***REDACTED***"}`},
		{"parameters", `{"httpRequest":{"body":{"type":"PARAMETERS","parameters":{"token":["a"],"b":["c"]}}},"httpResponse":{}}`,
			`"httpRequest":{"body":{"type":"PARAMETERS","parameters":{"token":["***REDACTED***"],"b":["c"]}}},"httpResponse":{}`},
		{"other text", `{"httpRequest":{"body":"my password: a"},"httpResponse":{"body":{"type":"XML","xml":"<a><pin>1</pin></a>"}}}`,
			`"httpRequest":{},"httpResponse":{"body":"***REDACTED***"}`},
		{"a word with a name in it", `{"httpRequest":{"body":"tokens"},"httpResponse":{"body":"my_pin"}}`,
			`"httpRequest":{"body":"tokens"},"httpResponse":{"body":"my_pin"}`},
		{"bytes", `{"httpRequest":{"body":{"type":"BINARY","base64Bytes":"AA=="}},"httpResponse":{"body":{"type":"BINARY","base64Bytes":"AQ=="}}}`,
			`"httpRequest":{"body":{"type":"BINARY","base64Bytes":"AA=="}},"httpResponse":{"body":{"type":"BINARY","base64Bytes":"AQ=="}}`},
		{"another action", `{"httpError":{"responseBytes":"AA=="}}`, `"httpError":{"responseBytes":"AA=="}`},
	} {
		given := parse(t, test.given)
		before := string(wire.ExpectationValue(given).AppendCompact(nil))
		got := string(wire.ExpectationValue(redact.New([]string{"X-Own", ""}, []string{"pin", " "}).Expectation(given)).AppendCompact(nil))
		want := "{" + test.want + `,"priority":0,"timeToLive":{"unlimited":true},"times":{"unlimited":true}}`
		if got != want {
			t.Errorf("%s: got\n%s, want\n%s", test.name, got, want)
		}
		if after := string(wire.ExpectationValue(given).AppendCompact(nil)); after != before {
			t.Errorf("%s: the given expectation became %s", test.name, after)
		}
	}
}

// AP-281: what was hidden matches anything of its name.
func TestHiddenMatchesAnything(t *testing.T) {
	given := parse(t, `{"httpRequest":{"queryStringParameters":{"token":["a"]},"headers":{"Authorization":["a"],"content-type":["application/json"]},"cookies":{"sid":"a"},"body":{"type":"JSON","json":{"b":1,"secret":{"c":2}},"matchType":"STRICT"}},"httpResponse":{}}`)
	matcher, err := match.Compile(redact.New(nil, nil).Expectation(given).Request, match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	request := &model.Request{
		Query:   []model.Field{{Name: "token", Value: "other"}},
		Headers: []model.Field{{Name: "authorization", Value: "other"}, {Name: "content-type", Value: "application/json"}},
		Cookies: []model.Field{{Name: "sid", Value: "other"}},
		Body:    []byte(`{"secret": "other", "b": 1}`),
	}
	if asked := match.NewRequest(request); !matcher.Match(asked) {
		t.Errorf("%+v", matcher.Explain(asked).Differing())
	}
	request.Body = []byte(`{"secret": "other", "b": 2}`)
	if matcher.Match(match.NewRequest(request)) {
		t.Error("what was not hidden matches anything too")
	}
}

// FuzzRedact: whatever a body holds, no value of a hidden field is left in it.
func FuzzRedact(f *testing.F) {
	f.Add(`{"password":"`+secret+`"}`, "application/json")
	f.Add(`password=`+secret+`&a=b`, "application/x-www-form-urlencoded")
	f.Add(`<password>`+secret+`</password>`, "text/xml")
	f.Fuzz(func(t *testing.T, text, contentType string) {
		request := &model.RequestMatcher{Body: wire.TextBody(text), Headers: wire.LiteralParameters([]model.Field{{Name: "content-type", Value: contentType}})}
		response := &model.Response{Body: wire.TextBody(text), Headers: []model.Field{{Name: "content-type", Value: contentType}}}
		rules := redact.New(nil, nil)
		if hidden := rules.Request(request); hidden.Body != nil {
			if again := rules.Request(hidden); again.Body == nil || !again.Body.Object.Equal(hidden.Body.Object) {
				t.Errorf("%q as %q is hidden as %s, and that as %+v", text, contentType, hidden.Body.Object.AppendCompact(nil), again.Body)
			}
		}
		if hidden := rules.Response(response); !rules.Response(hidden).Body.Object.Equal(hidden.Body.Object) {
			t.Errorf("%q as %q is hidden as %q, which is not hidden", text, contentType, hidden.Body.Text)
		}
	})
}

const secret = "s3cret"
