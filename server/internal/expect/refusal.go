package expect

import (
	"fmt"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// The names of refusals, which are those of an expectation's members.
const (
	RefusedByNamespace  = "namespace"
	RefusedByTimes      = "times"
	RefusedByTimeToLive = "timeToLive"
	RefusedByScenario   = "scenario"
	RefusedByPercentage = "percentage"
	RefusedByEviction   = "maxExpectations"
)

// refusals say what keeps e from answering any request like this one now.
func (t *try) refusals(e *entry) []match.FieldResult {
	var list []match.FieldResult
	for _, ask := range [...]func(*entry) *match.FieldResult{
		t.refusedByNamespace, refusedByTimes, t.refusedByTimeToLive, t.refusedByScenario, refusedByPercentage,
	} {
		if refusal := ask(e); refusal != nil {
			list = append(list, *refusal)
		}
	}
	return list
}

// refusal is a FieldResult about an expectation instead of a request.
func refusal(name, expected, actual, reason string) *match.FieldResult {
	return &match.FieldResult{Name: name, Expected: expected, Actual: actual, Reasons: []string{reason}}
}

func (t *try) refusedByNamespace(e *entry) *match.FieldResult {
	namespace := e.expectation.Namespace
	if namespace == "" || namespace == t.namespace {
		return nil
	}
	reason := fmt.Sprintf("the expectation is in namespace %q, the request in %q", namespace, t.namespace)
	if t.namespace == "" {
		reason = fmt.Sprintf("the expectation is in namespace %q, the request has no header %s", namespace, t.snapshot.settings.NamespaceHeader)
	}
	return refusal(RefusedByNamespace, namespace, t.namespace, reason)
}

func refusedByTimes(e *entry) *match.FieldResult {
	if !e.exhausted() {
		return nil
	}
	reason := fmt.Sprintf("the expectation answers %s and has done so", timesText(e.expectation.Times.Remaining))
	if e.expectation.Times.Remaining <= 0 {
		reason = fmt.Sprintf("the expectation answers %s", timesText(e.expectation.Times.Remaining))
	}
	return refusal(RefusedByTimes, timesText(e.expectation.Times.Remaining), "", reason)
}

func timesText(n int) string {
	switch {
	case n <= 0:
		return "0 times"
	case n == 1:
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

func (t *try) refusedByTimeToLive(e *entry) *match.FieldResult {
	if !t.expired(e) {
		return nil
	}
	life := fmt.Sprintf("%d %s", e.expectation.TimeToLive.Amount, e.expectation.TimeToLive.Unit)
	return refusal(RefusedByTimeToLive, life, "", fmt.Sprintf("the expectation lived for %s, %s ago",
		life, t.now.Sub(e.expires).Round(1e6)))
}

func (t *try) refusedByScenario(e *entry) *match.FieldResult {
	part, scenarios := e.expectation.Scenario, t.store.options.Scenarios
	if part.Name == "" || part.State == "" || scenarios == nil {
		return nil
	}
	current := scenarios.Get(part.Name)
	if current == part.State {
		return nil
	}
	return refusal(RefusedByScenario, part.State, current,
		fmt.Sprintf("scenario %q is in state %q, expected %q", part.Name, current, part.State))
}

// refusedByPercentage tells of one that never answers; of others the dice
// decide, see unlucky.
func refusedByPercentage(e *entry) *match.FieldResult {
	if p := e.expectation.Percentage; p != nil && *p <= 0 {
		return refusal(RefusedByPercentage, "0", "", "the expectation answers 0 % of the requests that match it")
	}
	return nil
}

// unlucky tells of an expectation that only the dice can have kept from
// answering.
func unlucky(e *model.Expectation) []match.FieldResult {
	p := e.Percentage
	if p == nil || *p >= 100 {
		return nil
	}
	return []match.FieldResult{*refusal(RefusedByPercentage, fmt.Sprint(*p), "",
		fmt.Sprintf("the expectation answers %d %% of the requests that match it, and this was none of them", *p))}
}

// refusedByEviction tells of an expectation that had to go for others.
func refusedByEviction(limit int) match.FieldResult {
	return *refusal(RefusedByEviction, "", "", fmt.Sprintf("the expectation was dropped when more than maxExpectations=%d were stored", limit))
}
