package match

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// compileJSON compiles a request matcher written as JSON.
func compileJSON(t testing.TB, document string, o Options) *Matcher {
	t.Helper()
	parsed, err := wire.ParseRequestMatcher([]byte(document))
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	m, err := Compile(parsed, o)
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	return m
}

// get returns a GET of target, whose query must need no decoding, with headers
// given as "name: value".
func get(target string, headers ...string) *model.Request {
	path, query, _ := strings.Cut(target, "?")
	r := &model.Request{Method: "GET", Path: path, RawQuery: query, KeepAlive: true, Protocol: model.HTTP1}
	for part := range strings.SplitSeq(query, "&") {
		if part != "" {
			name, value, _ := strings.Cut(part, "=")
			r.Query = append(r.Query, model.Field{Name: name, Value: value})
		}
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Headers = append(r.Headers, model.Field{Name: name, Value: value})
	}
	return r
}

// post returns a POST of a body with a content type.
func post(contentType, body string) *model.Request {
	r := get("/", "Content-Type: "+contentType)
	r.Method, r.Body = "POST", []byte(body)
	return r
}

// with returns r after change.
func with(r *model.Request, change func(*model.Request)) *model.Request {
	change(r)
	return r
}

// matchCase is one question: does the request satisfy the matcher?
type matchCase struct {
	matcher string
	request *model.Request
	want    bool
}

func runCases(t *testing.T, o Options, cases []matchCase) {
	t.Helper()
	for _, c := range cases {
		m := compileJSON(t, c.matcher, o)
		if got := m.Match(NewRequest(c.request)); got != c.want {
			t.Errorf("%s on %s %s %v %q: %v", c.matcher, c.request.Method, c.request.Path, c.request.Headers, c.request.Body, got)
		}
		if e := m.Explain(NewRequest(c.request)); e.Matched != c.want {
			t.Errorf("%s on %s %s: Explain says %+v", c.matcher, c.request.Method, c.request.Path, e)
		}
	}
}

func TestCP109_CP110_CP251_Method(t *testing.T) {
	other := with(get("/"), func(r *model.Request) { r.Method = "BREW" })
	runCases(t, Options{}, []matchCase{
		{`{"method":"GET"}`, get("/"), true},
		{`{"method":"get"}`, get("/"), true},
		{`{"method":"POST"}`, get("/"), false},
		{`{"method":"G.*"}`, get("/"), true},
		{`{"method":"P.*"}`, get("/"), false},
		{`{"method":"!POST"}`, get("/"), true},
		{`{"method":"!GET"}`, get("/"), false},
		{`{"method":""}`, get("/"), true},
		{`{"method":"!"}`, get("/"), true},
		{`{"method":"BREW"}`, other, true},
		{`{"method":{"schema":{"enum":["GET","PUT"]}}}`, get("/"), true},
		{`{"method":{"schema":{"enum":["POST"]}}}`, get("/"), false},
	})
	runCases(t, Options{ExactCase: true}, []matchCase{
		{`{"method":"get"}`, get("/"), false},
		{`{"method":"g.*"}`, get("/"), false},
		{`{"method":"G.*"}`, get("/"), true},
	})
}

func TestKeepAliveSecureProtocol_CP138_CP139_CP140(t *testing.T) {
	secure := with(get("/"), func(r *model.Request) { r.Secure = true })
	http2 := with(get("/"), func(r *model.Request) { r.Protocol = model.HTTP2 })
	runCases(t, Options{}, []matchCase{
		{`{"keepAlive":false}`, get("/"), false},
		{`{"keepAlive":true}`, get("/"), true},
		{`{"secure":true}`, get("/"), false},
		{`{"secure":true}`, secure, true},
		{`{"secure":false}`, secure, false},
		{`{"protocol":"HTTP_2"}`, get("/"), false},
		{`{"protocol":"HTTP_2"}`, http2, true},
		{`{"protocol":"HTTP_1_1"}`, get("/"), true},
		{`{"socketAddress":{"host":"x","port":1}}`, get("/"), true},
		{`{"socketAddress":{"host":"x","port":1,"scheme":"HTTPS"}}`, get("/"), false},
		{`{"socketAddress":{"host":"x","port":1,"scheme":"HTTPS"}}`, secure, true},
	})
}

func TestCP141_CP143_WholeRequest(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"not":true,"path":"/a"}`, get("/a"), false},
		{`{"not":true,"path":"/a"}`, get("/b"), true},
		{`{"not":true,"path":"/a","method":"GET"}`, get("/b"), true},
	})
	everything, err := Compile(nil, Options{})
	if err != nil || !everything.Match(NewRequest(get("/any"))) {
		t.Errorf("a missing matcher does not match everything: %v", err)
	}
}

// CP-142: what only describes the connection is no question.
func TestCP142_ConnectionDetailsDoNotMatter(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"path":"/a","localAddress":"10.0.0.1","remoteAddress":"10.0.0.2"}`, get("/a"), true},
	})
}

func TestRefusalNamesTheField(t *testing.T) {
	tests := []struct{ matcher, field string }{
		{`{"body":{"type":"REGEX","regex":"["}}`, "body.regex"},
		{`{"path":{"schema":{"type":"string","pattern":"["}}}`, "path"},
		{`{"headers":{"a":[{"schema":{"$ref":"http://example.com/x.json"}}]}}`, "headers"},
	}
	for _, test := range tests {
		parsed, err := wire.ParseRequestMatcher([]byte(test.matcher))
		if err != nil {
			continue // refused before it could be compiled
		}
		_, err = Compile(parsed, Options{})
		refusal, ok := err.(*Error)
		if !ok || refusal.Field != test.field {
			t.Errorf("%s: error %v, want one naming %s", test.matcher, err, test.field)
		}
	}
}
