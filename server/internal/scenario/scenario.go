// Package scenario keeps named state machines: the state each is in, and the
// transition it will make by itself when its time has come. Start at Scenarios.
package scenario

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

const (
	// Started is the state of a scenario that nothing has happened to.
	Started = "Started"
	// MaxScenarios bounds the scenarios that are remembered.
	MaxScenarios = 100_000
)

// ErrTooMany refuses one scenario more than can be remembered.
var ErrTooMany = errors.New("too many scenarios: at most 100000 are remembered")

// Scenarios keeps the scenarios of one server. Safe for concurrent use.
type Scenarios struct {
	clock  func() time.Time
	mutex  sync.Mutex
	states map[string]*state // but for those that were never moved
}

// state is where a scenario is, and where it will go by itself.
type state struct {
	current string
	pending *Transition
	from    string // the state that pending leaves; in another it does nothing
	due     time.Time
}

// Transition is a change of state that happens by itself.
type Transition struct {
	After time.Duration
	To    string
}

// State is a scenario with the state it is in.
type State struct{ Name, Current string }

// New returns scenarios that are all in Started. Transitions happen by clock.
func New(clock func() time.Time) *Scenarios {
	return &Scenarios{clock: clock, states: map[string]*state{}}
}

// Claim takes part in a scenario: when it is in the state asked for and claim
// succeeds, it moves to the new state, all in one step. It returns whether
// claim succeeded.
func (s *Scenarios) Claim(part model.Scenario, claim func() bool) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if part.State != "" && part.State != s.current(part.Name) || !claim() {
		return false
	}
	if part.NewState != "" {
		_ = s.move(part.Name, part.NewState) // a full memory leaves the scenario where it is
	}
	return true
}

// Get returns the state a scenario is in.
func (s *Scenarios) Get(name string) string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.current(name)
}

// Set moves a scenario. Its pending transition is called off, and next, unless
// nil, takes its place. The error is ErrTooMany.
func (s *Scenarios) Set(name, current string, next *Transition) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err := s.move(name, current); err != nil {
		return err
	}
	moved := s.states[name]
	moved.pending = next
	if next != nil {
		moved.from, moved.due = current, s.clock().Add(next.After)
	}
	return nil
}

// All returns the scenarios that were moved, by name.
func (s *Scenarios) All() []State {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	all := make([]State, 0, len(s.states))
	for name := range s.states {
		all = append(all, State{name, s.current(name)})
	}
	slices.SortFunc(all, func(a, b State) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// Forget puts a scenario back to Started, without a pending transition.
func (s *Scenarios) Forget(name string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.states, name)
}

// Reset forgets every scenario.
func (s *Scenarios) Reset() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	clear(s.states)
}

// current is the state of a scenario now, after the transition that was due.
func (s *Scenarios) current(name string) string {
	known, ok := s.states[name]
	if !ok {
		return Started
	}
	known.settle(s.clock)
	return known.current
}

// settle makes the transition that is due. Nothing sees a scenario without it,
// so that no timer is needed.
func (s *state) settle(clock func() time.Time) {
	if s.pending == nil || clock().Before(s.due) {
		return
	}
	if s.current == s.from {
		s.current = s.pending.To
	}
	s.pending = nil
}

// move puts a scenario into a state and leaves its transition pending.
func (s *Scenarios) move(name, to string) error {
	known, ok := s.states[name]
	if !ok {
		if len(s.states) >= MaxScenarios {
			return ErrTooMany
		}
		known = &state{}
		s.states[name] = known
	}
	known.settle(s.clock)
	known.current = to
	return nil
}
