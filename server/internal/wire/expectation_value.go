package wire

import (
	"slices"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ExpectationValue writes an expectation in canonical form, members in
// alphabetical order.
func ExpectationValue(e *model.Expectation) jsontree.Value {
	o := newObject()
	if e.Request != nil {
		o.add("httpRequest", RequestMatcherValue(e.Request))
	}
	for _, a := range e.Actions {
		if a.Kind == severalResponses {
			o.members = append(o.members, plainResponses(a.Config)...)
			continue
		}
		o.add(a.Kind, actionValue(a))
	}
	o.addText("id", e.ID)
	o.addText("namespace", e.Namespace)
	o.addText("scenarioName", e.Scenario.Name)
	o.addText("scenarioState", e.Scenario.State)
	o.addText("newScenarioState", e.Scenario.NewState)
	if e.Percentage != nil {
		o.add("percentage", jsontree.IntOf(int64(*e.Percentage)))
	}
	o.add("priority", jsontree.IntOf(int64(e.Priority)))
	o.add("timeToLive", timeToLiveValue(e.TimeToLive))
	o.add("times", timesValue(e.Times))
	return o.sorted()
}

// actionValue writes an action's configuration.
func actionValue(a model.Action) jsontree.Value {
	config := a.Config
	if a.Kind == "httpResponse" {
		config = plainConfig(config)
	}
	if !a.Primary {
		return config
	}
	o := object{members: slices.Clone(config.Members)}
	o.addTrue(primary, a.Primary)
	return o.value()
}

// plainConfig is the configuration of a response without the spelling of JSON
// that was given as a text, which only matters where it is served.
func plainConfig(config jsontree.Value) jsontree.Value {
	body, _ := config.Get("body")
	if content, _ := body.Get("json"); content.Kind != jsontree.String {
		return config
	}
	response, err := ParseResponse(config)
	if err != nil {
		return config
	}
	return ResponseValue(response)
}

func timesValue(t model.Times) jsontree.Value {
	var o object
	if t.Unlimited {
		o.addTrue("unlimited", true)
	} else {
		o.add("remainingTimes", jsontree.IntOf(int64(t.Remaining)))
	}
	return o.value()
}

func timeToLiveValue(t model.TimeToLive) jsontree.Value {
	var o object
	if t.Unlimited {
		o.addTrue("unlimited", true)
	} else {
		o.addText("timeUnit", t.Unit)
		o.add("timeToLive", jsontree.IntOf(t.Amount))
	}
	return o.value()
}
