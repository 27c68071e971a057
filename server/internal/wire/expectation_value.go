package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ExpectationValue writes an expectation in canonical form, members in
// alphabetical order.
func ExpectationValue(e *model.Expectation) jsontree.Value {
	var o object
	if e.Request != nil {
		o.add("httpRequest", RequestMatcherValue(e.Request))
	}
	for _, a := range e.Actions {
		o.add(a.Kind, actionValue(a))
	}
	o.addText("id", e.ID)
	o.addText("namespace", e.Namespace)
	if e.Percentage != nil {
		o.add("percentage", jsontree.IntOf(int64(*e.Percentage)))
	}
	o.add("priority", jsontree.IntOf(int64(e.Priority)))
	o.add("timeToLive", timeToLiveValue(e.TimeToLive))
	o.add("times", timesValue(e.Times))
	return o.sorted()
}

// actionValue writes an action's configuration. A response is written anew
// because its configuration keeps the spelling of JSON given as a text.
func actionValue(a model.Action) jsontree.Value {
	config := a.Config
	if a.Kind == "httpResponse" {
		if resp, err := ParseResponse(config); err == nil {
			config = ResponseValue(resp)
		}
	}
	o := object{members: config.Members[:len(config.Members):len(config.Members)]}
	o.addTrue(primary, a.Primary)
	return o.value()
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
