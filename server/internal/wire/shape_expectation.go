package wire

import (
	"maps"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// actions are the members of an expectation that say what it does.
var actions = []string{
	"httpResponse", "httpResponseTemplate", "httpResponseObjectCallback", "httpResponseClassCallback",
	"httpForward", "httpForwardTemplate", "httpForwardObjectCallback", "httpForwardClassCallback",
	"httpOverrideForwardedRequest", "httpForwardValidateAction", "httpForwardWithFallback", "httpError",
	"httpSseResponse", "httpLlmResponse", "httpWebSocketResponse", "grpcStreamResponse", "grpcBidiResponse",
	"binaryResponse", "dnsResponse", "httpResponses", "steps",
}

// expectationFields are the members of an expectation but for its actions.
var expectationFields = map[string]shape{
	"id":         stringShape,
	"priority":   integerShape,
	"percentage": numberShape{kind: "integer", min: "0", max: "100"},
	"namespace":  stringShape,
	"timestamp":  stringShape,
	"times": &objectShape{fields: map[string]shape{
		"remainingTimes": integerShape,
		"unlimited":      booleanShape,
	}},
	"timeToLive": &objectShape{fields: map[string]shape{
		"timeUnit":   timeUnits,
		"timeToLive": integerShape,
		"endDate":    integerShape,
		"unlimited":  booleanShape,
	}},
	"httpRequest": definitionShape{},

	"scenarioName": stringShape, "scenarioState": stringShape, "newScenarioState": stringShape,
	"crossProtocolScenarios": unsupported{}, "capture": unsupported{},
	"beforeActions": unsupported{}, "afterActions": unsupported{},
	"responseMode": choiceFields["responseMode"], "responseWeights": choiceFields["responseWeights"], "switchAfter": choiceFields["switchAfter"],
	"chaos": unsupported{}, "rateLimit": unsupported{},
}

// expectationShape is an expectation with at least one action.
type expectationShape struct{ members objectShape }

// newExpectationShape describes expectations for a server that carries out the
// actions named in supported.
func newExpectationShape(supported map[string]bool) *expectationShape {
	fields := maps.Clone(expectationFields)
	for _, action := range actions {
		fields[action] = unsupported{}
	}
	for action := range supported {
		fields[action] = typeShape("object")
	}
	if supported["httpResponse"] {
		fields["httpResponse"] = responseShape
	}
	if supported[severalResponses] {
		fields[severalResponses] = responsesShape
	}
	return &expectationShape{objectShape{fields: fields}}
}

func (s *expectationShape) check(c *checker, at *place, v jsontree.Value) {
	s.members.check(c, at, v)
	if v.Kind != jsontree.Object {
		return
	}
	for _, action := range actions {
		if _, ok := v.Get(action); ok {
			return
		}
	}
	c.required(at, v, actions...)
}
