package control_test

import (
	"strings"
	"testing"
	"time"
)

// scenarioCall makes one call about a scenario and returns its answer without
// white space, or the reason of its refusal.
func (f *fixture) scenarioCall(t *testing.T, verb, name, document string) string {
	t.Helper()
	switch verb {
	case "list":
		return compact(t, f.ScenarioList(t.Context()), nil)
	case "get":
		return compact(t, f.ScenarioState(t.Context(), name), nil)
	case "set":
		answer, err := f.SetScenario(t.Context(), name, []byte(document))
		return compact(t, answer, err)
	}
	answer, err := f.TriggerScenario(t.Context(), name, []byte(document))
	return compact(t, answer, err)
}

func TestCP101ScenariosAndTheirStates(t *testing.T) {
	f := newFixture()
	for _, step := range []struct{ verb, name, document, want string }{
		{"list", "", "", `{"scenarios":[]}`},
		{"get", "x%20y", "", `{"scenarioName":"x%20y","currentState":"Started"}`},
		{"set", "b", `{"state":"B","further":1}`, `{"scenarioName":"b","currentState":"B"}`},
		{"trigger", "a/b", `{"newState":"A"}`, `{"scenarioName":"a/b","currentState":"A"}`},
		{"set", "n", `{"state":5}`, `{"scenarioName":"n","currentState":"5"}`},
		{"get", "b", "", `{"scenarioName":"b","currentState":"B"}`},
		{"list", "", "", `{"scenarios":[{"scenarioName":"a/b","currentState":"A"},{"scenarioName":"b","currentState":"B"},{"scenarioName":"n","currentState":"5"}]}`},
	} {
		if got := f.scenarioCall(t, step.verb, step.name, step.document); got != step.want {
			t.Errorf("%s %s %s answers %s, want %s", step.verb, step.name, step.document, got, step.want)
		}
	}
	if err := f.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := f.scenarioCall(t, "list", "", ""); got != `{"scenarios":[]}` {
		t.Errorf("after a reset there is %s", got)
	}
}

func TestCP102ScenarioRefusals(t *testing.T) {
	f := newFixture()
	for _, refused := range []struct{ verb, name, document, want string }{
		{"set", "s", "", "request body is required with 'state' field"},
		{"set", "s", "{}", "'state' field is required"},
		{"set", "s", "[]", "'state' field is required"},
		{"set", "s", `{"state":""}`, "'state' field is required"},
		{"set", "s", `{"state":null}`, "'state' field is required"},
		{"set", "", `{"state":"A"}`, "scenario name is required in the path"},
		{"trigger", "s", " ", "request body is required with 'newState' field"},
		{"trigger", "s", `{"state":"A"}`, "'newState' field is required"},
	} {
		if got := f.scenarioCall(t, refused.verb, refused.name, refused.document); got != refused.want {
			t.Errorf("%s %q %s answers %s, want %s", refused.verb, refused.name, refused.document, got, refused.want)
		}
	}
	if got := f.scenarioCall(t, "set", "s", "nope"); !strings.HasPrefix(got, "failed to process scenario request: ") {
		t.Errorf("malformed JSON answers %s", got)
	}
	if got := f.scenarioCall(t, "list", "", ""); got != `{"scenarios":[]}` {
		t.Errorf("a refused call left %s", got)
	}
}

func TestCP103TriggerCallsOffATransition(t *testing.T) {
	f := newFixture()
	f.scenarioCall(t, "set", "s", `{"state":"A","transitionAfterMs":1000,"nextState":"B"}`)
	f.scenarioCall(t, "trigger", "s", `{"newState":"A"}`)
	f.adjust(t, `{"action":"advance","durationMillis":5000}`)
	if got := f.Scenarios.Get("s"); got != "A" {
		t.Errorf("the scenario is in %s", got)
	}
}

func TestScenarioTransitionFollowsTheClock(t *testing.T) {
	for document, want := range map[string]struct{ answer, state string }{
		`{"state":"A","transitionAfterMs":1000,"nextState":"B"}`:   {`{"scenarioName":"s","currentState":"A","nextState":"B","transitionAfterMs":1000}`, "B"},
		`{"state":"A","transitionAfterMs":"1000","nextState":"B"}`: {`{"scenarioName":"s","currentState":"A","nextState":"B","transitionAfterMs":1000}`, "B"},
		`{"state":"A","transitionAfterMs":1001,"nextState":"B"}`:   {`{"scenarioName":"s","currentState":"A","nextState":"B","transitionAfterMs":1001}`, "A"},
		`{"state":"A","transitionAfterMs":1000}`:                   {`{"scenarioName":"s","currentState":"A"}`, "A"},
		`{"state":"A","transitionAfterMs":1000,"nextState":""}`:    {`{"scenarioName":"s","currentState":"A"}`, "A"},
		`{"state":"A","transitionAfterMs":0,"nextState":"B"}`:      {`{"scenarioName":"s","currentState":"A"}`, "A"},
		`{"state":"A","transitionAfterMs":-5,"nextState":"B"}`:     {`{"scenarioName":"s","currentState":"A"}`, "A"},
		`{"state":"A","transitionAfterMs":"x","nextState":"B"}`:    {`{"scenarioName":"s","currentState":"A"}`, "A"},
	} {
		f := newFixture()
		f.time.Freeze(now)
		if got := f.scenarioCall(t, "set", "s", document); got != want.answer {
			t.Errorf("%s answers %s, want %s", document, got, want.answer)
		}
		if _, err := f.time.Advance(time.Second); err != nil {
			t.Fatal(err)
		}
		if got := f.Scenarios.Get("s"); got != want.state {
			t.Errorf("%s: after a second it is in %s, want %s", document, got, want.state)
		}
	}
}
