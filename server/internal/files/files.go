// Package files keeps the files that were stored in a server, in memory.
package files

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

const (
	// MaxFiles bounds the files of a server.
	MaxFiles = 1000
	// MaxBytes bounds the contents of a server's files, all together.
	MaxBytes = 64 << 20
)

// errFull is a file for which there is no room.
var errFull = fmt.Errorf("at most %d files of %d bytes altogether are kept", MaxFiles, MaxBytes)

// Store keeps files by name. Safe for concurrent use.
type Store struct {
	mutex   sync.Mutex
	content map[string][]byte
	bytes   int
}

// New returns an empty store.
func New() *Store { return &Store{content: map[string][]byte{}} }

// Put keeps content, which must not be modified later, in the place of what had
// the name. The error is that there is no room.
func (s *Store) Put(name string, content []byte) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	old, replaces := s.content[name]
	bytes := s.bytes - len(old) + len(content)
	if bytes > MaxBytes || !replaces && len(s.content) >= MaxFiles {
		return errFull
	}
	s.content[name], s.bytes = content, bytes
	return nil
}

// Get returns a file's content, which must not be modified.
func (s *Store) Get(name string) (content []byte, found bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	content, found = s.content[name]
	return content, found
}

// Names are those of all files, sorted.
func (s *Store) Names() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return slices.Sorted(maps.Keys(s.content))
}

// Delete removes a file and returns whether there was one.
func (s *Store) Delete(name string) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	content, found := s.content[name]
	delete(s.content, name)
	s.bytes -= len(content)
	return found
}

// Reset removes every file.
func (s *Store) Reset() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	clear(s.content)
	s.bytes = 0
}
