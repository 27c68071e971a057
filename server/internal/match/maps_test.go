package match

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/model"
)

func TestQuery_CP124_to_CP129(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"queryStringParameters":{"a":["1"]}}`, get("/?a=1&b=2"), true},                                  // CP-124
		{`{"queryStringParameters":{"a":["1"]}}`, get("/?a=1&a=2"), true},                                  // CP-125
		{`{"queryStringParameters":{"keyMatchStyle":"MATCHING_KEY","a":["1"]}}`, get("/?a=1&a=2"), false},  // CP-125
		{`{"queryStringParameters":{"keyMatchStyle":"MATCHING_KEY","a":["1","2"]}}`, get("/?a=1"), true},   // CP-125
		{`{"queryStringParameters":{"keyMatchStyle":"MATCHING_KEY","a":["1"]}}`, get("/?a=1&b=2"), true},   // others do not matter
		{`{"queryStringParameters":{"keyMatchStyle":"MATCHING_KEY","a":["!1"]}}`, get("/?a=2&a=1"), false}, // all must differ
		{`{"queryStringParameters":{"keyMatchStyle":"MATCHING_KEY","!a":["1"]}}`, get("/?b=2"), true},      // absence only
		{`{"queryStringParameters":{"!a":[".*"]}}`, get("/?a=1"), false},                                   // CP-127
		{`{"queryStringParameters":{"!a":[".*"]}}`, get("/?b=1"), true},                                    // CP-127
		{`{"queryStringParameters":{"!a":[".*"]}}`, get("/"), true},                                        // CP-127
		{`{"queryStringParameters":{"!a":["1"]}}`, get("/?b=2"), false},                                    // another must have the value
		{`{"queryStringParameters":{"a":["!1"]}}`, get("/"), false},                                        // CP-128
		{`{"queryStringParameters":{"a":["!1"]}}`, get("/?b=2"), false},                                    // CP-128
		{`{"queryStringParameters":{"a":["!1"]}}`, get("/?a=2"), true},                                     // CP-128
		{`{"queryStringParameters":{"?a":["1"]}}`, get("/"), true},                                         // CP-129
		{`{"queryStringParameters":{"?a":["1"]}}`, get("/?b=1"), true},                                     // CP-129
		{`{"queryStringParameters":{"?a":["1"]}}`, get("/?a=2"), false},                                    // CP-129
		{`{"queryStringParameters":{"a":[""]}}`, get("/?a=5"), true},                                       // blank accepts anything
		{`{"queryStringParameters":{"a":[""]}}`, get("/"), false},                                          // but the name must be there
		{`{"queryStringParameters":{"a":["***REDACTED***"]}}`, get("/?a=5"), true},                         // AP-281: as does what was hidden
		{`{"queryStringParameters":{"a":["***REDACTED***"]}}`, get("/"), false},                            // AP-281
		{`{"queryStringParameters":{"variableO[a-z]{2}":["1"]}}`, get("/?variableOne=1"), true},            // names are patterns
		{`{"queryStringParameters":{"!a":["!b"],"p":["1"]}}`, get("/?p=1"), false},                         // counts as a pair
		{`{"queryStringParameters":{"!a":["!b"],"p":["1"]}}`, get("/?p=1&q=2"), true},                      // a second entry
		{`{"queryStringParameters":{"!a":["!b"],"p":["1"]}}`, get("/?p=1&a=2"), false},                     // the name is there
		{`{"queryStringParameters":{"a|b":["1"],"?a":["1"],"?b":["1"]}}`, get("/?b=1"), true},              // alternation
		{`{"queryStringParameters":{"a|b":["1"],"?a":["1"],"?b":["1"]}}`, get("/?c=1"), false},             // alternation
		{`{"queryStringParameters":{"a":{"parameterStyle":"PIPE_DELIMITED","values":["1","2"]}}}`, get("/?a=1|2"), true},
		{`{"queryStringParameters":{"a":{"parameterStyle":"SPACE_DELIMITED","values":["1","2"]}}}`, get("/?a=1 2"), true},
		{`{"queryStringParameters":{"a":{"parameterStyle":"FORM","values":["1","2"]}}}`, get("/?a=1,2"), true},
		{`{"queryStringParameters":{"a":{"parameterStyle":"FORM_EXPLODED","values":["1"]}}}`, get("/?a=1,2"), false},
	})
}

// CP-132: two required pairs are not satisfied by one actual pair.
func TestCP132_DistinctPairs(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"headers":{"a.*":["1"],"ab":["1"]}}`, get("/", "ab: 1"), false},
		{`{"headers":{"a.*":["1"],"ab":["1"]}}`, get("/", "ab: 1", "ac: 1"), true},
		{`{"headers":{"a":["1",".*"]}}`, get("/", "a: 1"), false},
		{`{"headers":{"a":["1",".*"]}}`, get("/", "a: 1", "a: 2"), true},
	})
}

// CP-133, CP-134: numeric operators.
func TestNumericOperators(t *testing.T) {
	for _, test := range []struct {
		value, actual string
		want          bool
	}{
		{"> 5", "6", true}, {"> 5", "5", false}, {">= 5", "5.0", true}, {"< 5", "4.99", true},
		{"<= 5", "5", true}, {"== 5", "5.00", true}, {"== 5", "6", false}, {"!== 5", "6", true},
		{"!== 5", "5", false}, {"> 5", "x", false}, {"> x", "> x", true}, {">5", "6", true},
		{"> -1", "0", true}, {"> 5", "1e9999999", false},
	} {
		runCases(t, Options{}, []matchCase{{`{"headers":{"n":["` + test.value + `"]}}`, get("/", "n: "+test.actual), test.want}})
	}
}

// CP-135: content negotiation.
func TestCP135_Accept(t *testing.T) {
	for _, test := range []struct {
		media, header string
		want          bool
	}{
		{"application/json", "application/json", true},
		{"application/json", "*/*", true},
		{"application/json", "application/*;q=0.1", true},
		{"application/json", "text/html", false},
		{"application/json", "application/json;q=0, */*", false},
		{"text/html", "*/*;q=0, text/html", true},
		{"application/json", "garbage", false},
	} {
		runCases(t, Options{}, []matchCase{{`{"headers":{"Accept":["accept:` + test.media + `"]}}`, get("/", "Accept: "+test.header), test.want}})
	}
}

func TestHeaders_CP130_CP131_CP243_CP254(t *testing.T) {
	long := strings.Repeat("x", 16384)
	runCases(t, Options{ExactCase: true}, []matchCase{
		{`{"headers":{"CONTENT-type":["a"]}}`, get("/", "content-TYPE: a"), true}, // CP-130
	})
	runCases(t, Options{}, []matchCase{
		{`{"headers":{"X-.*":["1"]}}`, get("/", "x-thing: 1"), true},    // CP-131
		{`{"headers":{"x":["VALUE"]}}`, get("/", "x: value"), true},     // values ignore case
		{`{"headers":{"x":["a, b"]}}`, get("/", "x: a", "x: b"), false}, // lists are not joined
		{`{"headers":{"x":["a"]}}`, get("/", "x: a, b"), false},         // nor split
		{`{"headers":{"x":["` + long + `"]}}`, get("/", "x: "+long), true},
		{`{"headers":{"x":["a"]}}`, get("/", "x: !b"), false},             // CP-243: no negation
		{`{"headers":{"x":["!a"]}}`, get("/", "x: !a"), true},             // CP-243: another text
		{`{"headers":{"x":["\\?a"]}}`, get("/", "x: ?a"), true},           // CP-243
		{`{"headers":{"x":["?a"]}}`, get("/", "y: a"), false},             // CP-254
		{`{"headers":{"x":["?a"]}}`, get("/", "x: a"), true},              // CP-254
		{`{"headers":{"x":["ok"]}}`, get("/", "x: ok", "x: other"), true}, // repeated header
		{`{"headers":{"keyMatchStyle":"MATCHING_KEY","x":["ok"]}}`, get("/", "x: ok", "x: other"), false},
	})
}

func TestCP136_Cookies(t *testing.T) {
	both := with(get("/"), func(r *model.Request) {
		r.Cookies = []model.Field{{Name: "session", Value: "abc"}, {Name: "theme", Value: "dark"}}
	})
	runCases(t, Options{}, []matchCase{
		{`{"cookies":{"session":"abc"}}`, both, true},
		{`{"cookies":{"session":"ab"}}`, both, false},
		{`{"cookies":{"session":"a.*","theme":"dark"}}`, both, true},
		{`{"cookies":{"!session":".*"}}`, both, false},
		{`{"cookies":{"?other":"x"}}`, both, true},
		{`{"cookies":{"session":"!abc"}}`, both, false},
		{`{"cookies":{"session":"abc"}}`, get("/"), false},
		{`{"cookies":{"session":{"schema":{"type":"string","minLength":3}}}}`, both, true},
	})
}

// CP-137: schemas as values.
func TestCP137_SchemaValues(t *testing.T) {
	for _, test := range []struct {
		schema, actual string
		want           bool
	}{
		{`{"type":"integer"}`, "5", true},
		{`{"type":"integer"}`, "x", false},
		{`{"type":"string","pattern":"^5"}`, "5", true},
		{`{"type":["string","null"]}`, "abc", true},
		{`{"type":["string","null"]}`, "5", false},
		{`{"type":"integer"}`, "", false},
		{`{"type":"integer","nullable":true}`, "", true},
		{`{"type":"string","format":"date"}`, "2024-01-31", true},
		{`{"type":"string","format":"date"}`, "tomorrow", false},
		{`{"type":"string","pattern":"(?!x)a"}`, "abc", true},
		{`{"$schema":"http://json-schema.org/draft-04/schema#","minimum":5,"exclusiveMinimum":true}`, "5", false},
		{`{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"boolean"}`, "true", true},
	} {
		runCases(t, Options{}, []matchCase{{`{"headers":{"v":[{"schema":` + test.schema + `}]}}`, get("/", "v: "+test.actual), test.want}})
	}
	runCases(t, Options{}, []matchCase{
		{`{"headers":{"?v":[{"schema":{"type":"integer"}}]}}`, get("/", "w: 1"), true},
		{`{"headers":{"?v":[{"schema":{"type":"integer"}}]}}`, get("/", "v: x"), false},
		{`{"headers":{"v":[{"schema":{"type":"integer"},"not":true}]}}`, get("/", "v: x"), true},
	})
}

// Arrays and deep objects are typed by their schema.
func TestSchemaOfStyledParameters(t *testing.T) {
	const array = `{"schema":{"type":"array","items":{"type":"integer"},"minItems":2}}`
	const deep = `{"schema":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}`
	runCases(t, Options{}, []matchCase{
		{`{"queryStringParameters":{"keyMatchStyle":"MATCHING_KEY","a":[` + array + `]}}`, get("/?a=1&a=2"), true},
		{`{"queryStringParameters":{"keyMatchStyle":"MATCHING_KEY","a":[` + array + `]}}`, get("/?a=1"), false},
		{`{"queryStringParameters":{"keyMatchStyle":"MATCHING_KEY","a":[` + array + `]}}`, get("/?a=1&a=x"), false},
		{`{"queryStringParameters":{"keyMatchStyle":"MATCHING_KEY","a":{"parameterStyle":"FORM","values":[` + array + `]}}}`, get("/?a=1,2"), true},
		{`{"queryStringParameters":{"a":{"parameterStyle":"DEEP_OBJECT","values":[` + deep + `]}}}`, get("/?a[n]=5"), true},
		{`{"queryStringParameters":{"a":{"parameterStyle":"DEEP_OBJECT","values":[` + deep + `]}}}`, get("/?a[n]=x"), false},
		{`{"queryStringParameters":{"a":{"parameterStyle":"DEEP_OBJECT","values":[` + deep + `]}}}`, get("/?b=1"), false},
	})
}
