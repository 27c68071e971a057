package expect

// join makes e live.
func (s *Store) join(e *entry) {
	s.live[e.expectation.ID] = e
	if name := e.expectation.Scenario.Name; name != "" {
		s.parts[name]++
	}
}

// leave ends the life of e, which is live.
func (s *Store) leave(e *entry) {
	delete(s.live, e.expectation.ID)
	name := e.expectation.Scenario.Name
	if name == "" {
		return
	}
	if s.parts[name]--; s.parts[name] == 0 {
		delete(s.parts, name)
	}
}

// removed tells whoever wants to know that e is gone.
func (s *Store) removed(e *entry) {
	if s.options.OnRemove != nil {
		s.options.OnRemove(e.shown())
	}
}

// forgetScenario forgets the state of a scenario in which no expectation takes
// part any more.
func (s *Store) forgetScenario(name string) {
	if name != "" && s.parts[name] == 0 && s.options.Scenarios != nil {
		s.options.Scenarios.Forget(name)
	}
}
