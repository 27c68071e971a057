package wire

import (
	"strings"
	"testing"
)

// CP-182: several responses are written back with what chooses one.
func TestCP182_SeveralResponses(t *testing.T) {
	checkWritten(t, map[string]string{
		`{"httpResponses":[{"body":{"a":1}},{"headers":{"A":"b"}}],"responseMode":"WEIGHTED","responseWeights":[2,1],"switchAfter":3}`: `{"httpResponses":[{"body":{"a":1}},{"headers":{"A":["b"]}}],"priority":0,"responseMode":"WEIGHTED","responseWeights":[2,1],"switchAfter":3,"timeToLive":{"unlimited":true},"times":{"unlimited":true}}`,
		`{"httpResponse":{"statusCode":200},"httpResponses":[{"body":{"type":"JSON","json":"{\"a\": 1}"}}],"responseWeights":[]}`:      `{"httpResponse":{"statusCode":200},"httpResponses":[{"body":{"a":1}}]}`,
		`{"httpResponses":[{"primary":true}]}`: `{"httpResponses":[{}]}`,
	})
}

// CP-183, CP-184: what cannot choose is refused where it stands.
func TestCP183_SeveralResponsesRefused(t *testing.T) {
	for doc, want := range map[string]string{
		`{"httpResponses":[]}`:                                    "$.httpResponses: must have at least 1 items but found 0",
		`{"httpResponses":{}}`:                                    "$.httpResponses: object found, array expected",
		`{"httpResponses":[{},5]}`:                                "$.httpResponses[1]: integer found, object expected",
		`{"httpResponses":[{},{"foo":1}]}`:                        "$.httpResponses[1].foo: is not defined in the schema",
		`{"httpResponses":[{}],"responseWeights":[1,0]}`:          "$.responseWeights[1]: must have a minimum value of 1",
		`{"httpResponses":[{}],"switchAfter":0}`:                  "$.switchAfter: must have a minimum value of 1",
		`{"httpResponses":[{}],"responseMode":"weighted"}`:        `$.responseMode: does not have a value in the enumeration ["SEQUENTIAL", "RANDOM", "WEIGHTED", "SWITCH"]`,
		`{"httpResponses":[{"body":{"type":"JSON","json":"{"}}]}`: "$.httpResponses[0].body.json",
		`{"httpResponses":[{}],"scenarioName":5}`:                 "$.scenarioName: integer found, string expected",
	} {
		_, err := codec().ParseExpectations([]byte(doc))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", doc, err, want)
		}
	}
}

// CP-179: the scenario of an expectation is read and written back.
func TestCP179_Scenario(t *testing.T) {
	checkWritten(t, map[string]string{
		`{"httpResponse":{},"newScenarioState":"B","scenarioState":"A","scenarioName":"s"}`: `{"httpResponse":{},"newScenarioState":"B","priority":0,"scenarioName":"s","scenarioState":"A","timeToLive":{"unlimited":true},"times":{"unlimited":true}}`,
	})
}
