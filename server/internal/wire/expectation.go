package wire

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

func (r *reader) expectation(at *place, v jsontree.Value) *model.Expectation {
	e := &model.Expectation{
		ID:         text(v, "id"),
		Priority:   r.intMember(at, v, "priority"),
		Percentage: r.optionalInt(at, v, "percentage"),
		Times:      r.times(at, v),
		TimeToLive: r.timeToLive(at, v),
		Namespace:  strings.TrimSpace(text(v, "namespace")),
		Actions:    r.actions(at, v),
		Scenario: model.Scenario{
			Name:     text(v, "scenarioName"),
			State:    text(v, "scenarioState"),
			NewState: text(v, "newScenarioState"),
		},
	}
	if strings.TrimSpace(e.ID) == "" {
		e.ID = ""
	}
	if request, ok := v.Get("httpRequest"); ok {
		e.Request = r.requestMatcher(at.member("httpRequest"), request)
		r.answersEarly(at, e)
	}
	return e
}

// answersEarly checks that an answer before the body has arrived is possible.
func (r *reader) answersEarly(at *place, e *model.Expectation) {
	early := e.Request.RespondBeforeBody
	if early == nil || !*early {
		return
	}
	for _, a := range e.Actions {
		if a.Kind != "httpResponse" && a.Kind != severalResponses && a.Kind != "httpError" {
			r.refusef(at.member("httpRequest").member("respondBeforeBody"), "only supports httpResponse and httpError, was %s", a.Kind)
		}
	}
}

// actions reads the members that name an action, in the order given.
func (r *reader) actions(at *place, v jsontree.Value) []model.Action {
	var list []model.Action
	for _, m := range v.Members {
		if _, known := expectationFields[m.Name]; known {
			continue
		}
		list = append(list, model.Action{
			Kind:    m.Name,
			Primary: flag(m.Value, primary),
			Config:  r.actionConfig(at, m, v),
		})
	}
	return list
}

const primary = "primary"

// actionConfig is the canonical form of an action's configuration, without
// primary; action is a member of expectation v. Kinds that are not described
// here are read by their own packages.
func (r *reader) actionConfig(at *place, action jsontree.Member, v jsontree.Value) jsontree.Value {
	switch action.Name {
	case "httpResponse":
		return responseValue(r.response(at.member(action.Name), action.Value), verbatimBody)
	case severalResponses:
		return r.responsesConfig(at, v)
	}
	var o object
	for _, m := range action.Value.Members {
		if m.Name != primary {
			o.members = append(o.members, m)
		}
	}
	return o.value()
}

// conflict says what is wrong when several actions are configured.
func conflict(actions []model.Action) *ValidationError {
	primaries := 0
	for _, a := range actions {
		if a.Kind == severalResponses {
			return nil
		}
		if a.Primary {
			primaries++
		}
	}
	switch {
	case len(actions) < 2 || primaries == 1:
		return nil
	case primaries == 0:
		return &ValidationError{Lead: "when multiple action types are configured, exactly one must be marked as primary"}
	default:
		return &ValidationError{Lead: "multiple actions marked as primary, only one action can be primary when multiple action types are configured"}
	}
}

func (r *reader) times(at *place, v jsontree.Value) model.Times {
	given, ok := v.Get("times")
	if !ok || flag(given, "unlimited") {
		return model.Times{Unlimited: true}
	}
	return model.Times{Remaining: r.intMember(at.member("times"), given, "remainingTimes")}
}

func (r *reader) timeToLive(at *place, v jsontree.Value) model.TimeToLive {
	given, ok := v.Get("timeToLive")
	unit := text(given, "timeUnit")
	if !ok || unit == "" || flag(given, "unlimited") {
		return model.TimeToLive{Unlimited: true}
	}
	ttl := model.TimeToLive{Unit: unit}
	if n := r.integerMember(at.member("timeToLive"), given, "timeToLive", 64); n != nil {
		ttl.Amount = *n
	}
	return ttl
}
