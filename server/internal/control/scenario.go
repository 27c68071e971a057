package control

import (
	"bytes"
	"context"
	"math"
	"strconv"
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/scenario"
)

// ScenarioList is every scenario that has been moved, with its state.
func (s *Service) ScenarioList(context.Context) Document {
	items := jsontree.ArrayOf()
	for _, known := range s.Scenarios.All() {
		items.Items = append(items.Items, jsontree.ObjectOf(scenarioMembers(known.Name, known.Current)...))
	}
	return jsonDocument(jsontree.ObjectOf(jsontree.Member{Name: "scenarios", Value: items}))
}

// ScenarioState is one scenario with its state; one never heard of has just
// started.
func (s *Service) ScenarioState(_ context.Context, name string) Document {
	return jsonDocument(jsontree.ObjectOf(scenarioMembers(name, s.Scenarios.Get(name))...))
}

// SetScenario puts a scenario into the state that document names and plans the
// transition it asks for. The error is a *Refusal.
func (s *Service) SetScenario(_ context.Context, name string, document []byte) (Document, error) {
	tree, state, err := scenarioDocument(name, document, "state")
	if err != nil {
		return Document{}, err
	}
	next, millis := transition(tree)
	if err := s.Scenarios.Set(name, state, next); err != nil {
		return Document{}, &Refusal{err.Error()}
	}
	o := scenarioMembers(name, state)
	if next != nil {
		o.addText("nextState", next.To)
		o.add("transitionAfterMs", jsontree.IntOf(millis))
	}
	return jsonDocument(jsontree.ObjectOf(o...)), nil
}

// TriggerScenario moves a scenario to the state that document names. The error
// is a *Refusal.
func (s *Service) TriggerScenario(_ context.Context, name string, document []byte) (Document, error) {
	_, state, err := scenarioDocument(name, document, "newState")
	if err != nil {
		return Document{}, err
	}
	if err := s.Scenarios.Set(name, state, nil); err != nil {
		return Document{}, &Refusal{err.Error()}
	}
	return jsonDocument(jsontree.ObjectOf(scenarioMembers(name, state)...)), nil
}

// scenarioDocument reads a document and its member that names a state.
func scenarioDocument(name string, document []byte, member string) (tree jsontree.Value, state string, err error) {
	if name == "" {
		return tree, "", &Refusal{"scenario name is required in the path"}
	}
	if len(bytes.TrimSpace(document)) == 0 {
		return tree, "", &Refusal{"request body is required with '" + member + "' field"}
	}
	tree, err = jsontree.ParseLenient(document)
	if err != nil {
		return tree, "", &Refusal{"failed to process scenario request: " + err.Error()}
	}
	given, _ := tree.Get(member)
	if given.Text == "" {
		return tree, "", &Refusal{"'" + member + "' field is required"}
	}
	return tree, given.Text, nil
}

// transition is the change of state a document plans; nil unless it names both
// the time and the state.
func transition(tree jsontree.Value) (next *scenario.Transition, millis int64) {
	to, _ := tree.Get("nextState")
	after, _ := tree.Get("transitionAfterMs")
	given, err := strconv.ParseFloat(after.Text, 64)
	if err != nil || to.Text == "" || !(given >= 1) {
		return nil, 0
	}
	millis = int64(min(given, math.MaxInt64/float64(time.Millisecond)/2))
	return &scenario.Transition{After: time.Duration(millis) * time.Millisecond, To: to.Text}, millis
}

func scenarioMembers(name, state string) memberList {
	var o memberList
	o.addText("scenarioName", name)
	o.addText("currentState", state)
	return o
}
