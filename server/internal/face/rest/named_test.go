package rest_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestCP257ScenarioNamesAreTheRestOfThePath(t *testing.T) {
	f := newFixture()
	for _, c := range []struct{ method, target, body, want string }{
		{"PUT", "/mockserver/scenario/a/b", `{"state":"A"}`, `"scenarioName" : "a/b"`},
		{"GET", "/mockserver/scenario/a/b", "", `"currentState" : "A"`},
		{"GET", "/mockserver/scenario/s/trigger", "", `"scenarioName" : "s/trigger"`},
		{"PUT", "/mockserver/scenario/trigger", `{"state":"T","newState":"N"}`, `"currentState" : "T"`},
		{"PUT", "/mockserver/scenario/a/b/trigger", `{"state":"T","newState":"N"}`, `"currentState" : "N"`},
		{"PUT", "/scenario/bare/trigger", `{"newState":"N"}`, `"scenarioName" : "bare"`},
		{"GET", "/scenario/bare", "", `"currentState" : "N"`},
		{"PUT", "/mockserver/scenario/x%20y%2Fz", `{"state":"S"}`, `"scenarioName" : "x y/z"`},
		{"GET", "/mockserver/scenario/x%20y/z", "", `"currentState" : "S"`},
		{"PUT", "/mockserver/scenario/a%2Ftrigger", `{"state":"S"}`, `"scenarioName" : "a/trigger"`},
		{"PUT", "/mockserver/scenario/caf%C3%A9/trigger", `{"newState":"S"}`, `"scenarioName" : "café"`},
		{"GET", "/mockserver/scenario/100%25+1", "", `"scenarioName" : "100%+1"`},
		{"GET", "/mockserver/scenario/100%", "", `"scenarioName" : "100%"`},
		{"GET", "/mockserver/scenario/", "", `"scenarios" : [`},
		{"GET", "/scenario/", "", `"scenarios" : [`},
		{"GET", "/scenario", "", `"scenarios" : [`},
	} {
		response := f.call(t, c.method, c.target, c.body)
		if got := text(t, response); response.StatusCode != http.StatusOK || !strings.Contains(got, c.want) {
			t.Errorf("%s %s: %d %s, want %s", c.method, c.target, response.StatusCode, got, c.want)
		}
	}
	response := f.call(t, "GET", "/scenario/bare", "")
	if got, want := response.Header.Get("deprecated"), `"/scenario/bare" is deprecated use "/mockserver/scenario/bare" instead`; got != want {
		t.Errorf("deprecated: %s", got)
	}
}

func TestScenarioWithoutName(t *testing.T) {
	f := newFixture()
	for _, target := range []string{"/mockserver/scenario/", "/mockserver/scenario//trigger", "/scenario/"} {
		response := f.call(t, "PUT", target, `{"state":"A","newState":"A"}`)
		if got := text(t, response); response.StatusCode != http.StatusBadRequest || !strings.Contains(got, `"error" : "scenario name is required in the path"`) {
			t.Errorf("%s: %d %s", target, response.StatusCode, got)
		}
	}
}

func TestOtherScenarioCallsAreTheDataPlanes(t *testing.T) {
	f := newFixture()
	for _, c := range [][2]string{{"POST", "/mockserver/scenario/a"}, {"PUT", "/mockserver/scenario"}, {"DELETE", "/scenario/a"}, {"GET", "/mockserver/scenarios"}} {
		if f.face.Owns(c[0], c[1]) {
			t.Errorf("%s %s is taken", c[0], c[1])
		}
	}
}
