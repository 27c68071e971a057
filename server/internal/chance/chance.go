// Package chance is where a server's ids and dice come from: one source that
// can be seeded, so that the same seed gives the same run.
package chance

import (
	crand "crypto/rand"
	"encoding/binary"
	"math/rand/v2"
	"sync"

	"github.com/google/uuid"
)

// Source gives ids and throws dice. Safe for concurrent use.
type Source struct {
	mutex  sync.Mutex
	random *rand.ChaCha8
}

// Seeded returns a source whose every value follows from seed.
func Seeded(seed uint64) *Source {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	return &Source{random: rand.NewChaCha8(key)}
}

// Unseeded returns a source that nobody can predict.
func Unseeded() *Source {
	var key [32]byte
	_, _ = crand.Read(key[:]) // never fails (crypto/rand)
	return &Source{random: rand.NewChaCha8(key)}
}

// NewID returns a random UUID (RFC 9562, version 4) of 36 characters.
func (s *Source) NewID() string {
	var id uuid.UUID
	s.mutex.Lock()
	_, _ = s.random.Read(id[:]) // never fails (math/rand/v2)
	s.mutex.Unlock()
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}

// Percent returns a number from 0 to 99.
func (s *Source) Percent() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return int(s.random.Uint64() % 100)
}

// Below returns a number from 0 to n-1, each as likely; n is positive.
func (s *Source) Below(n int64) int64 {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return rand.New(s.random).Int64N(n)
}
