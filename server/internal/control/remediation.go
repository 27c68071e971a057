package control

import (
	"fmt"
	"net/url"

	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
)

// remediation says in a few words where to look, property by property.
func (s *Service) remediation(c *expect.Comparison, request *match.Request) jsontree.Value {
	var o memberList
	for _, field := range c.Explanation.Differing() {
		o.addText(field.Name, adviceFor(field.Name, request))
	}
	for _, refusal := range c.Refusals {
		o.addText(refusal.Name, s.adviceAgainst(&refusal, c))
	}
	return jsontree.ObjectOf(o...)
}

// adviceFor is about a property of the request.
func adviceFor(property string, request *match.Request) string {
	switch property {
	case "method":
		return "check the HTTP method (received " + request.Model().Method + ")"
	case "secure":
		return "check whether the request uses HTTPS or HTTP"
	case "not":
		return "check whether the expectation is meant to be negated"
	}
	return "check the request's " + property
}

// adviceAgainst is about what keeps the expectation from answering.
func (s *Service) adviceAgainst(refusal *match.FieldResult, c *expect.Comparison) string {
	switch refusal.Name {
	case expect.RefusedByScenario:
		return fmt.Sprintf("send what takes the scenario to %q first, or PUT /mockserver/scenario/%s/trigger",
			refusal.Expected, url.PathEscape(c.Expectation.Scenario.Name))
	case expect.RefusedByTimes:
		return "raise the expectation's times, or store it again"
	case expect.RefusedByTimeToLive:
		return "raise the expectation's time to live, or store it again"
	case expect.RefusedByNamespace:
		return fmt.Sprintf("send the header %s: %s", s.Settings.Get().MatchNamespaceHeader, refusal.Expected)
	case expect.RefusedByEviction:
		return "raise the setting maxExpectations"
	}
	return "raise the expectation's percentage"
}
