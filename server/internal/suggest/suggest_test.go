package suggest

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/openapi"
	"github.com/mockserver/mockserver/server/internal/scenario"
	"github.com/mockserver/mockserver/server/internal/wire"
)

type fataler interface{ Fatal(...any) }

// world is a store of one expectation, in which scenario "s" is in state
// "Here" and the dice are against everybody.
type world struct {
	*expect.Store
	options match.Options
}

func newWorld(t fataler, expectation string) world {
	w := world{options: match.Options{Operations: openapi.NewLibrary(http.DefaultClient)}}
	now := func() time.Time { return time.Unix(1000, 0) }
	scenarios := scenario.New(now)
	w.Store = expect.New(expect.Options{
		Clock: now, Dice: func() int { return 99 }, NewID: func() string { return "id" },
		Scenarios: scenarios, Settings: expect.Settings{Match: w.options},
	})
	parsed, err := wire.NewCodec(wire.Options{Actions: []string{"httpResponse"}}).ParseExpectations([]byte(expectation))
	if err != nil {
		t.Fatal(expectation, err)
	}
	if _, err := w.Upsert(parsed); err != nil {
		t.Fatal(expectation, err)
	}
	if err := scenarios.Set("s", "Here", nil); err != nil {
		t.Fatal(err)
	}
	return w
}

// patch suggests how the expectation would answer r, and returns it as it is
// then.
func (w world) patch(t fataler, r *model.Request) (operations []Operation, patched jsontree.Value) {
	compared, _ := w.Compare(match.NewRequest(r), 1)
	if len(compared) != 1 {
		t.Fatal("there is nothing to compare with")
	}
	return patch(w, &compared[0], r)
}

func patch(w world, c *expect.Comparison, r *model.Request) (operations []Operation, patched jsontree.Value) {
	operations = Patch(c, match.NewRequest(r), w.options)
	patched = wire.ExpectationValue(c.Expectation)
	for _, o := range operations {
		patched = Apply(patched, o)
	}
	return operations, patched
}

func login() *model.Request {
	return &model.Request{
		Method: "POST", Path: "/login", Protocol: model.HTTP1, KeepAlive: true,
		Query:   []model.Field{{Name: "page", Value: "2"}},
		Headers: []model.Field{{Name: "Content-Type", Value: "application/json"}, {Name: "X-A", Value: "!odd"}},
		Cookies: []model.Field{{Name: "session", Value: "s1"}},
		Body:    []byte(`{"user":"foo","tags":["a","b"],"deep":{"n":1}}`),
	}
}

func text(operations []Operation) string {
	var list []string
	for _, o := range operations {
		line := o.Op + " " + o.Path
		if o.Op != "remove" {
			line += " " + string(o.Value.AppendCompact(nil))
		}
		list = append(list, line)
	}
	return strings.Join(list, "; ")
}

// TestPatch reads as a user would: is this the change that I wanted to hear of?
func TestPatch(t *testing.T) {
	const whole = `{"user":"foo","tags":["a","b"],"deep":{"n":1}}`
	for matcher, want := range map[string]string{
		`{"path":"/login"}`: ``,
		`{"path":"/logon"}`: `replace /httpRequest/path "/login"`,
		`{"method":"GET","path":"/login","secure":true}`:                      `replace /httpRequest/method "POST"; replace /httpRequest/secure false`,
		`{"queryStringParameters":{"page":["1"]}}`:                            `replace /httpRequest/queryStringParameters/page ["2"]`,
		`{"headers":{"x-a":["1"],"content-type":["app.*"]}}`:                  `replace /httpRequest/headers/x-a [".*"]`,
		`{"headers":{"x~/b":["1"],"x-a":[".*"]}}`:                             `remove /httpRequest/headers/x~0~1b`,
		`{"headers":{"!x-a":[".*"]}}`:                                         `remove /httpRequest/headers/!x-a`,
		`{"headers":{"x-a":[".*"],"x-.*":[".*"]}}`:                            `remove /httpRequest/headers/x-.*`,
		`{"cookies":{"session":"s2"}}`:                                        `replace /httpRequest/cookies/session "s1"`,
		`{"not":true,"path":"/login"}`:                                        `remove /httpRequest/not`,
		`{"path":"/{id}","pathParameters":{"id":["[0-9]"]}}`:                  `replace /httpRequest/pathParameters/id ["login"]`,
		`{"path":"/a/{id}","pathParameters":{"id":["[0-9]"]}}`:                `replace /httpRequest/path "/login"; remove /httpRequest/pathParameters/id`,
		`{"protocol":"HTTP_2","keepAlive":false}`:                             `replace /httpRequest/keepAlive true; replace /httpRequest/protocol "HTTP_1_1"`,
		`{"body":{"user":"bar"}}`:                                             `replace /httpRequest/body/user "foo"`,
		`{"body":{"user":"foo","missing":1}}`:                                 `remove /httpRequest/body/missing`,
		`{"body":{"deep":{"n":2}}}`:                                           `replace /httpRequest/body/deep/n 1`,
		`{"body":{"tags":["b","c"]}}`:                                         `replace /httpRequest/body/tags/1 "a"`,
		`{"body":{"tags":["b","a","c"]}}`:                                     `remove /httpRequest/body/tags/2`,
		`{"body":{"user":"${json-unit.any-string}","deep":{"n":2}}}`:          `replace /httpRequest/body/deep/n 1`,
		`{"body":{"type":"JSON","json":{"user":"foo"},"matchType":"STRICT"}}`: `add /httpRequest/body/json/tags ["a","b"]; add /httpRequest/body/json/deep {"n":1}`,
		`{"body":{"not":true,"type":"JSON","json":{"user":"foo"}}}`:           `remove /httpRequest/body/not`,
		`{"body":"text"}`:                                                     `replace /httpRequest/body ` + whole,
		`{"body":{"type":"XPATH","xpath":"/a"}}`:                              `replace /httpRequest/body ` + whole,
		`{"body":{"type":"REGEX","regex":"x+"}}`:                              `replace /httpRequest/body ` + whole,
		`{"body":{"type":"FUZZY","fuzzy":"zzzz"}}`:                            `replace /httpRequest/body ` + whole,
		`{"jwt":{"issuer":"me"}}`:                                             `remove /httpRequest/jwt/issuer`,
		`{"clientCertificate":{"subject":"CN=a"}}`:                            `remove /httpRequest/clientCertificate`,
		`{"if":{"path":"/login"},"then":{"method":"GET","path":"/login"}}`:    `replace /httpRequest/then/method "POST"`,
		`{"if":{"path":"/x"},"then":{"path":"/x"},"else":{"path":"/y"}}`:      `replace /httpRequest/else/path "/login"`,
	} {
		operations, _ := newWorld(t, `{"httpRequest":`+matcher+`,"httpResponse":{}}`).patch(t, login())
		if got := text(operations); got != want {
			t.Errorf("%s:\n got %s\nwant %s", matcher, got, want)
		}
	}
}

// What keeps an expectation from answering may not be in its matcher.
func TestPatchLiftsRefusals(t *testing.T) {
	for members, want := range map[string]string{
		`"scenarioName":"s","scenarioState":"There"`: `replace /scenarioState "Here"`,
		`"scenarioName":"s","scenarioState":"Here"`:  ``,
		`"times":{"remainingTimes":0}`:               `replace /times/remainingTimes 1`,
		`"timeToLive":{"timeUnit":"SECONDS"}`:        `replace /timeToLive {"unlimited":true}`,
		`"percentage":0`:                             `remove /percentage`,
		`"namespace":"team"`:                         `remove /namespace`,
	} {
		operations, _ := newWorld(t, `{"httpRequest":{"path":"/login"},"httpResponse":{},`+members+`}`).patch(t, login())
		if got := text(operations); got != want {
			t.Errorf("%s:\n got %s\nwant %s", members, got, want)
		}
	}
	namespaced := login()
	namespaced.Headers = append(namespaced.Headers, model.Field{Name: expect.DefaultNamespaceHeader, Value: "mine"})
	operations, _ := newWorld(t, `{"httpResponse":{},"namespace":"team"}`).patch(t, namespaced)
	if got := text(operations); got != `replace /namespace "mine"` {
		t.Errorf("of another namespace: %s", got)
	}
}

const specification = `{"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{` +
	`"/login":{"post":{"operationId":"login","responses":{"200":{"description":"ok"}}}},` +
	`"/users":{"get":{"operationId":"users","responses":{"200":{"description":"ok"}}}}}}`

func TestPatchOfAnOpenAPIMatcher(t *testing.T) {
	for operation, want := range map[string]string{
		`,"operationId":"login"`: ``,
		`,"operationId":"users"`: `remove /httpRequest/operationId`,
	} {
		operations, _ := newWorld(t, `{"httpRequest":{"specUrlOrPayload":`+specification+operation+`},"httpResponse":{}}`).patch(t, login())
		if got := text(operations); got != want {
			t.Errorf("%s:\n got %s\nwant %s", operation, got, want)
		}
	}
	elsewhere := &model.Request{Method: "GET", Path: "/elsewhere"}
	operations, _ := newWorld(t, `{"httpRequest":{"specUrlOrPayload":`+specification+`},"httpResponse":{}}`).patch(t, elsewhere)
	if got := text(operations); got != `replace /httpRequest {"method":"GET","path":"/elsewhere"}` {
		t.Errorf("of another path: %s", got)
	}
}

// pieces are values for each member of a matcher; some match login, some not.
var pieces = map[string][]string{
	"method":                {`"GET"`, `"!POST"`, `"P.*"`, `{"schema":{"enum":["PUT"]}}`},
	"path":                  {`"/login"`, `"/other"`, `"/l.*"`, `"!/login"`, `"/{x}"`, `"/a/{x}"`, `{"schema":{"pattern":"^/z"}}`},
	"pathParameters":        {`{"x":["[0-9]+"]}`, `{"x":["login"]}`, `{"y":[".*"]}`, `{"x":[{"schema":{"type":"integer"}}],"keyMatchStyle":"MATCHING_KEY"}`},
	"queryStringParameters": {`{"page":["1"]}`, `{"!page":["2"]}`, `{"page":["1","2"],"keyMatchStyle":"MATCHING_KEY"}`, `{"p.*":["2"],"none":["x"]}`, `{"page":["2","3"]}`, `{"?page":["3"]}`},
	"headers":               {`{"x-a":["y"]}`, `{"?none":["z"],"x-.*":["!.*"]}`, `{"x-a":[{"schema":{"type":"integer"}}]}`, `{"x-a":[".*"],"x.*":[".*"]}`},
	"cookies":               {`{"session":"s2"}`, `{"!session":".*"}`, `{"none":"1"}`, `{"?session":"s3"}`},
	"body": {
		`{"user":"bar"}`, `"text"`, `{"type":"STRING","string":"foo","subString":true}`, `{"type":"REGEX","regex":"x+"}`,
		`{"not":true,"type":"JSON","json":{"user":"foo"}}`, `{"type":"PARAMETERS","parameters":{"a":["1"],"!b":["2"]}}`,
		`{"type":"JSON","json":{"tags":["b","a"]},"matchType":"STRICT"}`, `{"type":"JSON","json":[1]}`, `{"tags":["c","a","b"],"deep":{"m":2}}`,
		`{"type":"JSON_SCHEMA","jsonSchema":{"required":["id"]}}`, `{"type":"JSON_PATH","jsonPath":"$.id"}`, `{"type":"XML","xml":"<a/>"}`,
		`{"type":"XPATH","xpath":"/a"}`, `{"type":"BINARY","base64Bytes":"AAEC"}`, `{"type":"FUZZY","fuzzy":"zzz"}`,
		`{"type":"MULTIPART","fields":{"a":["1"]}}`, `{"type":"JSON_RPC","method":"m"}`, `{"type":"GRAPHQL","query":"{ a }"}`,
		`{"bodyAllOf":["x",{"user":"foo"}]}`, `{"type":"JSON","json":{"user":"x"},"optional":true}`,
		`{"type":"XML_SCHEMA","xmlSchema":"<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element name=\"a\"/></xs:schema>"}`,
	},
	"secure":            {`true`, `false`},
	"keepAlive":         {`true`, `false`},
	"protocol":          {`"HTTP_1_1"`, `"HTTP_2"`},
	"not":               {`true`},
	"jwt":               {`{"issuer":"me","claims":{"sub":"a","!admin":"true"}}`, `{"algorithm":"HS256"}`},
	"clientCertificate": {`{"subject":"CN=a","issuer":"CN=b"}`},
}

var beside = map[string][]string{
	"scenarioState": {`"Here"`, `"There"`},
	"times":         {`{"remainingTimes":1}`, `{}`},
	"timeToLive":    {`{"timeUnit":"SECONDS"}`, `{"timeUnit":"DAYS","timeToLive":1}`},
	"percentage":    {`0`, `100`},
	"namespace":     {`"team"`},
}

func drawMatcher(t *rapid.T) string {
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0:
		return `{"if":` + drawMembers(t, pieces) + `,"then":` + drawMembers(t, pieces) + `,"else":` + drawMembers(t, pieces) + `}`
	case 1:
		return `{"specUrlOrPayload":` + specification + rapid.SampledFrom([]string{``, `,"operationId":"users"`, `,"operationId":"none"`}).Draw(t, "operation") + `}`
	}
	return drawMembers(t, pieces)
}

func drawMembers(t *rapid.T, from map[string][]string) string {
	var members []string
	for _, name := range slices.Sorted(maps.Keys(from)) {
		values := from[name]
		if rapid.Bool().Draw(t, name) {
			members = append(members, `"`+name+`":`+rapid.SampledFrom(values).Draw(t, name+" value"))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

func drawRequest(t *rapid.T) *model.Request {
	r := login()
	switch rapid.IntRange(0, 4).Draw(t, "body") {
	case 0:
		r.Body = nil
	case 1:
		r.Body, r.Headers[0].Value = []byte("b=1&c=2"), "application/x-www-form-urlencoded"
	case 2:
		r.Body, r.Headers[0].Value = []byte("<b>1</b>"), "application/xml"
	case 3:
		r.Body, r.Headers[0].Value = []byte{0, 255, 1}, "image/png"
	}
	if rapid.Bool().Draw(t, "odd") {
		r.Method, r.Path = "!GET", "/a/b%2"
		r.ClientCertificate = []model.Certificate{{Subject: "CN=x", Issuer: "CN=y"}}
	}
	return r
}

// TestPatchedExpectationAnswers applies what is suggested, and has the
// expectation answer; without any one of the steps it does not.
func TestPatchedExpectationAnswers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outside := strings.TrimPrefix(drawMembers(t, beside), "{")
		if outside != "}" {
			outside = "," + outside
		}
		expectation := `{"httpResponse":{},"scenarioName":"s","httpRequest":` + drawMatcher(t) + outside
		request := drawRequest(t)
		w := newWorld(t, expectation)
		before, _ := w.Store.Compare(match.NewRequest(request), 1)
		if len(before) == 0 {
			return // it ended, and would not have matched anyway
		}
		operations, patched := patch(w, &before[0], request)
		document := string(patched.AppendCompact(nil))
		if _, answers := newWorld(t, document).Select(match.NewRequest(request)); !answers {
			t.Fatalf("%s became %s, which does not answer\n%s", expectation, document, text(operations))
		}
		for i := range operations {
			fewer := wire.ExpectationValue(before[0].Expectation)
			for _, o := range slices.Concat(operations[:i], operations[i+1:]) {
				fewer = Apply(fewer, o)
			}
			if after, _ := newWorld(t, string(fewer.AppendCompact(nil))).Compare(match.NewRequest(request), 1); len(after) > 0 && after[0].Matched {
				t.Fatalf("%s matches without step %d of %s", expectation, i, text(operations))
			}
		}
		if before[0].Matched != (len(operations) == 0) {
			t.Fatalf("%s matches (%v), and %d steps are suggested", expectation, before[0].Matched, len(operations))
		}
	})
}

func TestApplyLeavesItsInputAlone(t *testing.T) {
	v, err := jsontree.Parse([]byte(`{"a":{"b/c":1,"d":[2,3]}}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		operation Operation
		want      string
	}{
		{Operation{"replace", "/a/b~1c", jsontree.IntOf(9)}, `{"a":{"b/c":9,"d":[2,3]}}`},
		{Operation{"replace", "/a/d/1", jsontree.IntOf(9)}, `{"a":{"b/c":1,"d":[2,9]}}`},
		{Operation{"add", "/a/d/0", jsontree.IntOf(9)}, `{"a":{"b/c":1,"d":[9,2,3]}}`},
		{Operation{"add", "/a/d/-", jsontree.IntOf(9)}, `{"a":{"b/c":1,"d":[2,3,9]}}`},
		{Operation{Op: "remove", Path: "/a/d/0"}, `{"a":{"b/c":1,"d":[3]}}`},
		{Operation{Op: "remove", Path: "/a/d/7"}, `{"a":{"b/c":1,"d":[2,3]}}`},
		{Operation{"replace", "", jsontree.IntOf(9)}, `9`},
	} {
		changed := Apply(v, test.operation)
		if got := string(changed.AppendCompact(nil)); got != test.want {
			t.Errorf("%v: got %s", test.operation, got)
		}
	}
	if got := string(v.AppendCompact(nil)); got != `{"a":{"b/c":1,"d":[2,3]}}` {
		t.Errorf("the input became %s", got)
	}
}
