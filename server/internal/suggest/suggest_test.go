package suggest

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

func expectation(t interface{ Fatal(...any) }, matcher string) *model.Expectation {
	parsed, err := wire.ParseRequestMatcher([]byte(matcher))
	if err != nil {
		t.Fatal(matcher, err)
	}
	return &model.Expectation{Request: parsed}
}

func login() *model.Request {
	return &model.Request{
		Method: "POST", Path: "/login", Protocol: model.HTTP1, KeepAlive: true,
		Query:   []model.Field{{Name: "page", Value: "2"}},
		Headers: []model.Field{{Name: "Content-Type", Value: "application/json"}, {Name: "X-A", Value: "!odd"}},
		Cookies: []model.Field{{Name: "session", Value: "s1"}},
		Body:    []byte(`{"user":"foo"}`),
	}
}

func TestPatch(t *testing.T) {
	for matcher, want := range map[string]string{
		`{"path":"/login"}`: ``,
		`{"path":"/logon"}`: `replace /httpRequest/path "/login"`,
		`{"method":"GET","path":"/login","secure":true}`:       `replace /httpRequest/method "POST"; replace /httpRequest/secure false`,
		`{"queryStringParameters":{"page":["1"]}}`:             `replace /httpRequest/queryStringParameters/page ["2"]`,
		`{"headers":{"x-a":["1"],"content-type":["app.*"]}}`:   `replace /httpRequest/headers/x-a [".*"]`,
		`{"headers":{"x~/b":["1"],"x-a":[".*"]}}`:              `remove /httpRequest/headers/x~0~1b null`,
		`{"headers":{"!x-a":[".*"]}}`:                          `remove /httpRequest/headers/!x-a null`,
		`{"cookies":{"session":"s2"}}`:                         `replace /httpRequest/cookies/session "s1"`,
		`{"body":{"user":"bar"}}`:                              `replace /httpRequest/body {"contentType":"application/json","type":"JSON","json":{"user":"foo"}}`,
		`{"body":{"type":"XPATH","xpath":"/a"}}`:               `replace /httpRequest/body {"contentType":"application/json","type":"JSON","json":{"user":"foo"}}`,
		`{"not":true,"path":"/login"}`:                         `remove /httpRequest/not null`,
		`{"path":"/a/{id}","pathParameters":{"id":["[0-9]"]}}`: `replace /httpRequest/path "/login"; remove /httpRequest/pathParameters null`,
		`{"protocol":"HTTP_2","keepAlive":false}`:              `replace /httpRequest/keepAlive true; replace /httpRequest/protocol "HTTP_1_1"`,
	} {
		got := ""
		for i, o := range Patch(expectation(t, matcher), match.NewRequest(login()), match.Options{}) {
			if i > 0 {
				got += "; "
			}
			got += o.Op + " " + o.Path + " " + string(o.Value.AppendCompact(nil))
		}
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", matcher, got, want)
		}
	}
}

// TestPatchedExpectationMatches applies what is suggested, and matches again.
func TestPatchedExpectationMatches(t *testing.T) {
	pieces := map[string][]string{
		"method":                {`"GET"`, `"!POST"`, `"P.*"`, `{"schema":{"enum":["PUT"]}}`},
		"path":                  {`"/login"`, `"/other"`, `"/l.*"`, `"!/login"`, `"/{x}"`},
		"pathParameters":        {`{"x":["[0-9]+"]}`, `{"x":["login"]}`},
		"queryStringParameters": {`{"page":["1"]}`, `{"!page":["2"]}`, `{"page":["1","2"],"keyMatchStyle":"MATCHING_KEY"}`, `{"p.*":["2"],"none":["x"]}`, `{"page":["2","3"]}`},
		"headers":               {`{"x-a":["y"]}`, `{"?none":["z"],"x-.*":["!.*"]}`, `{"x-a":[{"schema":{"type":"integer"}}]}`},
		"cookies":               {`{"session":"s2"}`, `{"!session":".*"}`, `{"none":"1"}`},
		"body":                  {`{"user":"bar"}`, `"text"`, `{"type":"REGEX","regex":"x+"}`, `{"not":true,"type":"JSON","json":{"user":"foo"}}`, `{"type":"PARAMETERS","parameters":{"a":["1"]}}`},
		"secure":                {`true`, `false`},
		"keepAlive":             {`true`, `false`},
		"protocol":              {`"HTTP_1_1"`, `"HTTP_2"`},
		"not":                   {`true`},
	}
	rapid.Check(t, func(t *rapid.T) {
		matcher := "{"
		for name, values := range pieces {
			if rapid.Bool().Draw(t, name) {
				if len(matcher) > 1 {
					matcher += ","
				}
				matcher += `"` + name + `":` + rapid.SampledFrom(values).Draw(t, name+" value")
			}
		}
		matcher += "}"
		e := expectation(t, matcher)
		request := login()
		if rapid.Bool().Draw(t, "no body") {
			request.Body = nil
		}
		patched := wire.RequestMatcherValue(e.Request)
		for _, o := range Patch(e, match.NewRequest(request), match.Options{}) {
			patched = Apply(patched, Operation{o.Op, o.Path[len(root):], o.Value})
		}
		parsed, err := wire.ParseRequestMatcher(patched.AppendCompact(nil))
		if err != nil {
			t.Fatalf("%s became %s: %v", matcher, patched.AppendCompact(nil), err)
		}
		compiled, err := match.Compile(parsed, match.Options{})
		if err != nil || !compiled.Match(match.NewRequest(request)) {
			t.Fatalf("%s became %s, which does not match (%v)", matcher, patched.AppendCompact(nil), err)
		}
	})
}

func TestApplyLeavesItsInputAlone(t *testing.T) {
	v, err := jsontree.Parse([]byte(`{"a":{"b/c":1,"d":2}}`))
	if err != nil {
		t.Fatal(err)
	}
	changed := Apply(v, Operation{"replace", "/a/b~1c", jsontree.IntOf(9)})
	if got := string(changed.AppendCompact(nil)); got != `{"a":{"b/c":9,"d":2}}` {
		t.Errorf("got %s", got)
	}
	if got := string(v.AppendCompact(nil)); got != `{"a":{"b/c":1,"d":2}}` {
		t.Errorf("the input became %s", got)
	}
}
