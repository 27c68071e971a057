package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

func (r *reader) expectation(v jsontree.Value) *model.Expectation {
	var root *place
	e := &model.Expectation{
		ID:         text(v, "id"),
		Priority:   int(r.integerMember(root, v, "priority")),
		Times:      r.times(v),
		TimeToLive: r.timeToLive(v),
		Namespace:  text(v, "namespace"),
	}
	if _, ok := v.Get("percentage"); ok {
		p := int(r.integerMember(root, v, "percentage"))
		e.Percentage = &p
	}
	if request, ok := v.Get("httpRequest"); ok {
		e.Request = r.requestMatcher(root.member("httpRequest"), request)
	}
	if response, ok := v.Get("httpResponse"); ok {
		e.Actions = append(e.Actions, model.Action{
			Kind:    "httpResponse",
			Primary: flag(response, "primary"),
			Config:  ResponseValue(r.response(root.member("httpResponse"), response)),
		})
	}
	return e
}

func (r *reader) times(v jsontree.Value) model.Times {
	given, ok := v.Get("times")
	if !ok {
		return model.Times{Unlimited: true}
	}
	return model.Times{
		Unlimited: flag(given, "unlimited"),
		Remaining: int(r.integerMember((*place)(nil).member("times"), given, "remainingTimes")),
	}
}

func (r *reader) timeToLive(v jsontree.Value) model.TimeToLive {
	given, ok := v.Get("timeToLive")
	unit := text(given, "timeUnit")
	if !ok || unit == "" || flag(given, "unlimited") {
		return model.TimeToLive{Unlimited: true}
	}
	return model.TimeToLive{Unit: unit, Amount: r.integerMember((*place)(nil).member("timeToLive"), given, "timeToLive")}
}

// ExpectationValue writes an expectation in canonical form, members in
// alphabetical order.
func ExpectationValue(e *model.Expectation) jsontree.Value {
	var o object
	if e.Request != nil {
		o.add("httpRequest", RequestMatcherValue(e.Request))
	}
	for _, a := range e.Actions {
		o.add(a.Kind, a.Config)
	}
	o.addText("id", e.ID)
	o.addText("namespace", e.Namespace)
	if e.Percentage != nil {
		o.add("percentage", jsontree.IntOf(int64(*e.Percentage)))
	}
	o.add("priority", jsontree.IntOf(int64(e.Priority)))
	o.add("timeToLive", timeToLiveValue(e.TimeToLive))
	o.add("times", timesValue(e.Times))
	ascending(o.members)
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
