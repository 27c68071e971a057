package wire

import (
	"strings"
	"testing"
)

// CP-016, CP-017: the leniency of the parser reaches every document.
func TestCP016_LenientDocument(t *testing.T) {
	checkWritten(t, map[string]string{
		"// made by hand\n{ httpRequest: {'path': '/a',}, # the answer\n httpResponse: {statusCode: 0200} } trailing": `{"httpRequest":{"path":"/a"},"httpResponse":{"statusCode":200}}`,
		`{"httpResponse":{"statusCode":1},"httpResponse":{"statusCode":2}}`:                                           `{"httpResponse":{"statusCode":2}}`,
	})
}

// CP-024: a batch keeps its order.
func TestCP024_Batch(t *testing.T) {
	list, err := codec().ParseExpectations([]byte(`[{"id":"b","httpResponse":{}},{"id":"a","httpResponse":{}}]`))
	if err != nil || len(list) != 2 || list[0].ID != "b" || list[1].ID != "a" {
		t.Errorf("%v, %v", list, err)
	}
}

// CP-027, CP-228: of two actions the primary one is marked, and written back.
func TestCP027_CP228_Primary(t *testing.T) {
	doc := `{"httpError":{"dropConnection":true},"httpResponse":{"statusCode":200,"primary":true}}`
	e := parseOne(t, doc)
	if len(e.Actions) != 2 || e.Actions[0].Primary || !e.Actions[1].Primary || e.Actions[1].Kind != "httpResponse" {
		t.Errorf("%+v", e.Actions)
	}
	checkWritten(t, map[string]string{
		doc: doc,
		`{"httpError":{"primary":true,"dropConnection":true}}`: `{"httpError":{"dropConnection":true,"primary":true}}`,
	})
}

// CP-031, CP-230: an id that is not given, or blank, is left to the store.
func TestCP230_BlankID(t *testing.T) {
	for _, doc := range []string{`{"httpResponse":{}}`, `{"id":"","httpResponse":{}}`, `{"id":"  ","httpResponse":{}}`} {
		if id := parseOne(t, doc).ID; id != "" {
			t.Errorf("%s: id %q", doc, id)
		}
	}
	if id := parseOne(t, `{"id":" a b ","httpResponse":{}}`).ID; id != " a b " {
		t.Errorf("id %q", id)
	}
}

// CP-032 to CP-036, CP-233: what every expectation has, and how often and how
// long it may be used.
func TestCP032_TimesAndTimeToLive(t *testing.T) {
	tests := map[string]string{
		`{"id":"i","httpResponse":{}}`: `{"httpResponse":{},"id":"i","priority":0,"timeToLive":{"unlimited":true},"times":{"unlimited":true}}`,
		`{"priority":-3,"percentage":0,"namespace":" n ","timestamp":"x","httpResponse":{}}`: `{"httpResponse":{},"namespace":"n","percentage":0,"priority":-3,"timeToLive":{"unlimited":true},"times":{"unlimited":true}}`,
	}
	times := map[string]string{
		`{}`:                                     `{"remainingTimes":0}`,
		`{"remainingTimes":2}`:                   `{"remainingTimes":2}`,
		`{"remainingTimes":-3}`:                  `{"remainingTimes":-3}`,
		`{"remainingTimes":2.0}`:                 `{"remainingTimes":2}`,
		`{"unlimited":false}`:                    `{"remainingTimes":0}`,
		`{"remainingTimes":2,"unlimited":true}`:  `{"unlimited":true}`,
		`{"remainingTimes":2,"unlimited":false}`: `{"remainingTimes":2}`,
	}
	for given, want := range times {
		tests[`{"httpResponse":{},"times":`+given+`}`] = `{"httpResponse":{},"priority":0,"timeToLive":{"unlimited":true},"times":` + want + `}`
	}
	timeToLive := map[string]string{
		`{}`:                                  `{"unlimited":true}`,
		`{"timeToLive":5}`:                    `{"unlimited":true}`,
		`{"timeUnit":"SECONDS"}`:              `{"timeUnit":"SECONDS","timeToLive":0}`,
		`{"timeToLive":-5,"timeUnit":"DAYS"}`: `{"timeUnit":"DAYS","timeToLive":-5}`,
		`{"timeToLive":5,"timeUnit":"DAYS","endDate":9}`:      `{"timeUnit":"DAYS","timeToLive":5}`,
		`{"timeToLive":5,"timeUnit":"DAYS","unlimited":true}`: `{"unlimited":true}`,
	}
	for given, want := range timeToLive {
		tests[`{"httpResponse":{},"timeToLive":`+given+`}`] = `{"httpResponse":{},"priority":0,"timeToLive":` + want + `,"times":{"unlimited":true}}`
	}
	for doc, want := range tests {
		if got := compact(ExpectationValue(parseOne(t, doc))); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", doc, got, want)
		}
	}
}

// The layout that clients and messages embed.
func TestPrettyExpectation(t *testing.T) {
	const want = `{
  "httpRequest" : {
    "path" : "/a",
    "headers" : {
      "b" : [ "1", "2" ]
    }
  },
  "httpResponse" : {
    "body" : "b"
  },
  "id" : "i",
  "priority" : 0,
  "timeToLive" : {
    "unlimited" : true
  },
  "times" : {
    "unlimited" : true
  }
}`
	got := pretty(ExpectationValue(parseOne(t, `{"id":"i","httpResponse":{"body":"b"},"httpRequest":{"path":"/a","headers":{"b":["1","2"]}}}`)))
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

// Where an answer is asked for before the body has come, nothing may need it.
func TestRespondBeforeBody(t *testing.T) {
	const at = "$.httpRequest.respondBeforeBody: "
	tests := map[string]string{
		request(`{"respondBeforeBody":true,"body":"x"}`):              at + "cannot be combined with a body matcher: the body has not been received when matching occurs",
		`{"httpRequest":{"respondBeforeBody":true},"httpForward":{}}`: at + "only supports httpResponse and httpError, was httpForward",
	}
	codec := NewCodec(Options{Actions: []string{"httpResponse", "httpForward"}})
	for doc, want := range tests {
		_, err := codec.ParseExpectations([]byte(doc))
		checkLines(t, doc, validation(t, doc, err).Violations, want)
	}
	checkWritten(t, map[string]string{
		request(`{"respondBeforeBody":true}`):             request(`{"respondBeforeBody":true}`),
		request(`{"respondBeforeBody":false,"body":"x"}`): request(`{"respondBeforeBody":false,"body":"x"}`),
	})
}

// CP-037, CP-038: a response is written back as given, and no more.
func TestCP037_CP038_Response(t *testing.T) {
	same := []string{
		`{}`,
		`{"statusCode":404,"reasonPhrase":"gone","headers":{"c":["1"],"B":["2","3"]},"cookies":{"z":"1","a":"!2"},"body":"b","delay":{"timeUnit":"SECONDS","value":1}}`,
		`{"connectionOptions":{"chunkDelay":{"timeUnit":"SECONDS","value":1},"chunkSize":5,"closeSocket":true,"closeSocketDelay":{"timeUnit":"DAYS","value":0},"contentLengthHeaderOverride":0,"keepAliveOverride":false,"suppressConnectionHeader":true,"suppressContentLengthHeader":true}}`,
		`{"headers":{"a":["!?x","?!y"]},"cookies":{"c":"!?x"}}`,
		`{"delay":{"value":1}}`,
	}
	docs := map[string]string{
		`{"httpResponse":{"headers":{},"cookies":[],"reasonPhrase":"","body":"","connectionOptions":{}}}`: `{"httpResponse":{"connectionOptions":{}}}`,
		`{"httpResponse":{"headers":{"b":{"values":["1"]},"c":[{"value":"x","not":true}]}}}`:              `{"httpResponse":{"headers":{"c":["!x"],"b":["1"]}}}`,
		`{"httpResponse":{"delay":{}}}`:     `{"httpResponse":{"delay":{"value":0}}}`,
		`{"httpResponse":{"statusCode":0}}`: `{"httpResponse":{}}`,
		`{"httpResponse":{"body":"\n"}}`:    `{"httpResponse":{"body":"\n"}}`,
	}
	for _, response := range same {
		docs[`{"httpResponse":`+response+`}`] = `{"httpResponse":` + response + `}`
	}
	checkWritten(t, docs)

	doc := `{"httpResponse":{"headers":{"a":[{"schema":{}}]}}}`
	checkLines(t, doc, refused(t, doc).Violations, "$.httpResponse.headers.a: is a schema, which cannot be sent")
}

// CP-262, the form side: a response's configuration keeps JSON text as given,
// and what was inline in the layout it is served in.
func TestCP262_ServedBody(t *testing.T) {
	tests := []struct{ body, kind, text string }{
		{`{"a":[1,{}]}`, "JSON", "{\n  \"a\" : [ 1, { } ]\n}"},
		{`[]`, "JSON", "[ ]"},
		{`{"json":{"a":1}}`, "JSON", "{\n  \"a\" : 1\n}"},
		{`{"json":"{'a':1.0}"}`, "JSON", "{'a':1.0}"},
		{`{"type":"JSON","json":5}`, "JSON", "5"},
		{`{"json":"\"x\""}`, "JSON", `"x"`},
		{`"!plain"`, "STRING", "!plain"},
		{`{"string":"x","subString":true}`, "STRING", "x"},
		{`{"xml":"<a/>"}`, "XML", "<a/>"},
		{`{"regex":"a"}`, "JSON", "{\n  \"regex\" : \"a\"\n}"},
	}
	for _, test := range tests {
		e := parseOne(t, `{"httpResponse":{"body":`+test.body+`}}`)
		response, err := ParseResponse(e.Actions[0].Config)
		if err != nil {
			t.Errorf("%s: %v", test.body, err)
			continue
		}
		if b := response.Body; b.Type != test.kind || b.Text != test.text {
			t.Errorf("%s is served as %s %q", test.body, b.Type, b.Text)
		}
	}
	b := parseOne(t, `{"httpResponse":{"body":{"base64Bytes":"AQI","contentType":"image/png"}}}`)
	if config := compact(b.Actions[0].Config); config != `{"body":{"type":"BINARY","base64Bytes":"AQI=","contentType":"image/png"}}` {
		t.Error(config)
	}
}

// A response that is no longer what it was is refused below its own root.
func TestParseResponseRefuses(t *testing.T) {
	e := parseOne(t, `{"httpError":{"body":5}}`)
	_, err := ParseResponse(e.Actions[0].Config)
	if v := validation(t, "response", err); !strings.HasPrefix(v.Violations[0].String(), "$.body: should match one of its valid types") {
		t.Error(v)
	}
}
