// Package memo keeps what others make of a thing together with the thing.
package memo

import "sync"

// Slot holds one value, which lives as long as what the slot is part of. The
// zero value is ready; it is safe for concurrent use.
type Slot struct {
	once  sync.Once
	value any
}

// Get returns the value, which the first caller makes.
func (s *Slot) Get(make func() any) any {
	s.once.Do(func() { s.value = make() })
	return s.value
}
