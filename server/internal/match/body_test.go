package match

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/model"
)

const jsonType = "application/json"

func TestStringBody_CP144_CP145_CP147(t *testing.T) {
	empty := get("/")
	runCases(t, Options{}, []matchCase{
		{`{"body":"abc"}`, post("", "abc"), true}, // CP-144
		{`{"body":"abc"}`, post("", "ABC"), false},
		{`{"body":"a.c"}`, post("", "abc"), false}, // no pattern
		{`{"body":"abc"}`, empty, false},
		{`{"body":""}`, post("", "abc"), true},
		{`{"body":{"type":"STRING","string":"b","subString":true}}`, post("", "abc"), true}, // CP-145
		{`{"body":{"type":"STRING","string":"B","subString":true}}`, post("", "abc"), false},
		{`{"body":"!abc"}`, post("", "abc"), false},
		{`{"body":"!abc"}`, post("", "x"), true},
		{`{"body":"?abc"}`, post("", "abc"), true},
		{`{"body":{"not":true,"type":"STRING","string":"abc"}}`, post("", "abc"), false}, // CP-147
		{`{"body":{"not":true,"type":"STRING","string":"abc"}}`, post("", "x"), true},
		{`{"body":{"optional":true,"type":"STRING","string":"abc"}}`, empty, true}, // CP-147
		{`{"body":{"optional":true,"type":"STRING","string":"abc"}}`, post("", "x"), false},
	})
}

func TestCP146_RegexBody(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"REGEX","regex":"a.c"}}`, post("", "A\nC"), true},
		{`{"body":{"type":"REGEX","regex":"a.c"}}`, post("", "abcd"), false},
		{`{"body":{"type":"REGEX","regex":"(?=.*b).*"}}`, post("", "abc"), true},
		{`{"body":{"not":true,"type":"REGEX","regex":".+"}}`, get("/"), true},
		{`{"body":{"not":true,"type":"REGEX","regex":".+"}}`, post("", "x"), false},
	})
	runCases(t, Options{ExactCase: true}, []matchCase{
		{`{"body":{"type":"REGEX","regex":"a.c"}}`, post("", "ABC"), false},
	})
}

func TestJSONBody_CP148_to_CP152(t *testing.T) {
	for _, test := range []struct {
		expected, actual string
		lenient, strict  bool
	}{
		{`{"a":1}`, `{"a":1,"b":2}`, true, false},               // CP-148, CP-149
		{`{"a":{"b":1}}`, `{"a":{"b":1,"c":2}}`, true, false},   // at every depth
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, true, true},          // order of fields
		{`[1,2]`, `[2,1]`, true, false},                         // order of items
		{`[1,2]`, `[3,2,1]`, true, false},                       // extra items
		{`[1,1]`, `[1,2]`, false, false},                        // each its own
		{`[{"a":1},{}]`, `[{},{"a":1}]`, true, false},           // the right one for each
		{`["${json-unit.any-number}",1]`, `[1,2]`, true, false}, // needs to change places
		{`{"a":1}`, `{"a":1.0}`, false, false},                  // CP-150
		{`{"a":1.0}`, `{"a":1.00}`, true, true},                 // CP-150
		{`{"a":1.0}`, `{"a":1e0}`, true, true},                  // CP-150
		{`{"a":100000000000000000000}`, `{"a":100000000000000000001}`, false, false},
		{`{"a":0}`, `{"a":-0}`, true, true},
		{`{"a":null}`, `{}`, false, false},
		{`{"a":null}`, `{"a":null}`, true, true},
		{`{"a":""}`, `{"a":null}`, false, false},
		{`{"a":"1"}`, `{"a":1}`, false, false},
		{`{}`, `{"a":1}`, true, false},
		{`{}`, `[]`, false, false},
		{`{"a":[]}`, `{"a":[1,2]}`, true, false},
		{`{"a":"${json-unit.any-string}"}`, `{"a":"x"}`, true, true}, // CP-151
		{`{"a":"***REDACTED***"}`, `{"a":[1]}`, true, true},          // AP-281: what was hidden
		{`{"a":"***REDACTED***"}`, `{}`, false, false},               // AP-281
		{`{"a":"${json-unit.any-string}"}`, `{"a":1}`, false, false},
		{`{"a":"#{json-unit.any-number}"}`, `{"a":1.5}`, true, true},
		{`{"a":"${json-unit.any-boolean}"}`, `{"a":false}`, true, true},
		{`{"a":"${json-unit.ignore}"}`, `{"a":{"b":[1]}}`, true, true},
		{`{"a":"${json-unit.ignore}"}`, `{}`, false, false},
		{`{"a":"${json-unit.ignore-element}"}`, `{}`, true, true},
		{`{"a":"${json-unit.regex}[a-z]+"}`, `{"a":"abc"}`, true, true},
		{`{"a":"${json-unit.regex}[a-z]+"}`, `{"a":"abc1"}`, false, false},
		{`{"a":"${json-unit.regex}.*"}`, `{"a":"a\nb"}`, false, false},
		{`{"a":"${json-unit.matches:custom}x"}`, `{"a":"x"}`, false, false},
		{`{"a":"${other}"}`, `{"a":"${other}"}`, true, true},
		{`{"a":1}`, `not json`, false, false}, // CP-152
		{`{"a":1}`, "{\"a\":1}\n{\"a\":1}", false, false},
		{`{"a":1}`, ``, false, false},
	} {
		runCases(t, Options{}, []matchCase{
			{`{"body":` + test.expected + `}`, post(jsonType, test.actual), test.lenient},
			{`{"body":{"type":"JSON","json":` + test.expected + `}}`, post("text/plain", test.actual), test.lenient},
			{`{"body":{"type":"JSON","json":` + test.expected + `,"matchType":"STRICT"}}`, post(jsonType, test.actual), test.strict},
		})
	}
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"JSON","json":{"a":1},"matchNumbersAsStrings":true}}`, post(jsonType, `{"a":1.0}`), true}, // CP-150
		{`{"body":{"type":"JSON","json":{"a":1},"matchNumbersAsStrings":true}}`, post(jsonType, `{"a":"1"}`), false},
		{`{"body":{"type":"JSON","json":"{'a':1}"}}`, post(jsonType, `{"a":1}`), true},
		{`{"body":{"type":"JSON","json":5}}`, post(jsonType, `5`), true},
		{`{"body":[1,{"a":2}]}`, post(jsonType, `[{"a":2,"b":3},1]`), true},
	})
}

// Large objects and arrays are compared in reasonable time.
func TestLargeJSONBody(t *testing.T) {
	var wide, long strings.Builder
	for i := range 3000 {
		if i > 0 {
			wide.WriteString(",")
			long.WriteString(",")
		}
		wide.WriteString(`"k` + strings.Repeat("x", i%50) + string(rune('a'+i%26)) + `":1`)
		long.WriteString("1")
	}
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"JSON","json":"{` + strings.ReplaceAll(wide.String(), `"`, `\"`) + `}"}}`, post(jsonType, "{"+wide.String()+"}"), true},
		{`{"body":[` + long.String() + `]}`, post(jsonType, "["+long.String()+"]"), true},
		{`{"body":[` + long.String() + `,2]}`, post(jsonType, "["+long.String()+",3]"), false},
	})
}

func TestCP158_ParametersBody(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"PARAMETERS","parameters":{"a":["1"]}}}`, post(form, "a=1&b=2"), true},
		{`{"body":{"type":"PARAMETERS","parameters":{"a":["1 2"]}}}`, post(form, "a=1+2"), true},
		{`{"body":{"type":"PARAMETERS","parameters":{"a":["1/2"]}}}`, post(form, "a=1%2F2"), true},
		{`{"body":{"type":"PARAMETERS","parameters":{"a":["1"],"b":["2"]}}}`, post(form, "a=1;b=2"), true},
		{`{"body":{"type":"PARAMETERS","parameters":{"a":["3"]}}}`, post(form, "a=1&b=2"), false},
		{`{"body":{"type":"PARAMETERS","parameters":{"!c":[".*"]}}}`, post(form, "a=1"), true},
		{`{"body":{"type":"PARAMETERS","parameters":{"a":["%zz"],"b":["ü"]}}}`, post(form, "a=%zz&b=%C3%BC"), true}, // CP-236
		{`{"body":{"type":"PARAMETERS","parameters":{"a":["1"],"keyMatchStyle":"MATCHING_KEY"}}}`, post(form, "a=1&a=2"), false},
	})
	runCases(t, Options{AmpersandOnly: true}, []matchCase{
		{`{"body":{"type":"PARAMETERS","parameters":{"a":["1;b=2"]}}}`, post(form, "a=1;b=2"), true},
	})
}

func TestCP159_BinaryBody(t *testing.T) {
	packed := with(post("image/png", "abc"), func(r *model.Request) { r.EncodedBody = []byte("xyz") })
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"BINARY","base64Bytes":"YWJj"}}`, post("image/png", "abc"), true},
		{`{"body":{"type":"BINARY","base64Bytes":"YWJk"}}`, post("image/png", "abc"), false},
		{`{"body":{"type":"BINARY","base64Bytes":"eHl6"}}`, packed, true},
		{`{"body":{"type":"BINARY","base64Bytes":"YWJj"}}`, packed, true},
	})
}

// CP-165: bytes become text by the request's own charset.
func TestCP165_Charsets(t *testing.T) {
	runCases(t, Options{}, []matchCase{
		{`{"body":"ü"}`, post("text/plain; charset=utf-8", "ü"), true},
		{`{"body":"ü"}`, post("text/plain", "\xfc"), true},
		{`{"body":"ü"}`, post("text/plain; charset=utf-16be", "\x00\xfc"), true},
		{`{"body":{"a":"ü"}}`, post(jsonType, `{"a":"ü"}`), true},
		{`{"body":{"a":"ü"}}`, post(jsonType+"; charset=iso-8859-1", "{\"a\":\"\xfc\"}"), true},
	})
}

// A body is parsed once however many matchers ask.
func TestBodyIsParsedOnce(t *testing.T) {
	r := NewRequest(post(jsonType, `{"a":1}`))
	m := compileJSON(t, `{"body":{"a":2}}`, Options{})
	m.Match(r)
	allocations := testing.AllocsPerRun(100, func() { m.Match(r) })
	if allocations > 0 {
		t.Errorf("a second look at the body makes %v allocations", allocations)
	}
}

func TestCP153_JSONSchemaBody(t *testing.T) {
	const schema = `{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}`
	quoted := strings.ReplaceAll(schema, `"`, `\"`)
	runCases(t, Options{}, []matchCase{
		{`{"body":{"type":"JSON_SCHEMA","jsonSchema":` + schema + `}}`, post(jsonType, `{"a":1}`), true},
		{`{"body":{"type":"JSON_SCHEMA","jsonSchema":"` + quoted + `"}}`, post(jsonType, `{"a":1}`), true},
		{`{"body":{"jsonSchema":` + schema + `}}`, post(jsonType, `{"a":"x"}`), false},
		{`{"body":{"jsonSchema":` + schema + `}}`, post(jsonType, `{`), false},
		{`{"body":{"jsonSchema":` + schema + `}}`, post("application/x-www-form-urlencoded", `a=1`), true},
		{`{"body":{"jsonSchema":` + schema + `}}`, post("application/xml", `<r><a>1</a></r>`), true},
		{`{"body":{"jsonSchema":` + schema + `,"not":true}}`, post(jsonType, `{"a":"x"}`), true},
		{`{"body":{"type":"JSON_SCHEMA","jsonSchema":"` + quoted + `"}}`, post(jsonType, schema), true}, // its own text
		{`{"body":{"jsonSchema":{"$schema":"http://json-schema.org/draft-04/schema#","minimum":5,"exclusiveMinimum":true}}}`, post(jsonType, `5`), false},
		{`{"body":{"jsonSchema":{"$schema":"https://json-schema.org/draft/2020-12/schema","prefixItems":[{"type":"integer"}]}}}`, post(jsonType, `["x"]`), false},
		{`{"body":{"jsonSchema":{"properties":{"a":{"type":"array","minItems":2}}},"parameterStyles":{"a":"PIPE_DELIMITED"}}}`,
			post("application/x-www-form-urlencoded", `a=1|2`), true},
	})
}
