// Package expect keeps expectations in order and hands them out: the first
// that matches a request, each no more often than its times allow.
//
// Readers take no lock. The expectations live in an immutable snapshot behind
// an atomic pointer (snapshot.go), in one or two indexed segments (segment.go)
// that offer only the candidates a request could match; the winner is the one
// a plain scan in match order would find. Start at Store.Select.
package expect

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

const (
	// DefaultMaxExpectations is how many expectations a store holds unless told.
	DefaultMaxExpectations = 15000
	// DefaultNamespaceHeader names a request's namespace unless told.
	DefaultNamespaceHeader = "X-MockServer-Namespace"
)

// Options configure a Store. Clock, Dice and NewID are required.
type Options struct {
	Clock func() time.Time
	// Dice returns a number from 0 to 99, for expectations with a percentage.
	// It is called by several goroutines at once.
	Dice  func() int
	NewID func() string
	// Prepare makes what a Claim carries as Prepared, once for each expectation
	// stored. Its error refuses the whole Upsert. Nil prepares nothing.
	Prepare func(*model.Expectation) (any, error)
	// Scenarios keeps the scenarios that expectations take part in; nil leaves
	// them out of account.
	Scenarios Scenarios
	// OnRemove is told of each expectation that was cleared, used up, evicted or
	// found to have expired, with the times it had left, but not of one that was
	// replaced. It must not call the store. Nil tells nobody.
	OnRemove func(*model.Expectation)

	Settings
}

// Scenarios are named state machines. They are safe for concurrent use and do
// not call the store back.
type Scenarios interface {
	// Claim runs claim when a scenario is in the state asked for and, when that
	// returns true, moves it to its new state, all in one step. It returns
	// whether claim returned true.
	Claim(part model.Scenario, claim func() bool) bool
	// Get returns the state a scenario is in.
	Get(name string) string
	// Forget puts a scenario back to its beginning.
	Forget(name string)
	// Reset forgets every scenario.
	Reset()
}

// Settings are the options that may change while the store is in use.
type Settings struct {
	Match           match.Options
	MaxExpectations int    // 0 means DefaultMaxExpectations; beyond it the oldest is evicted
	NamespaceHeader string // "" means DefaultNamespaceHeader
}

// Store holds expectations. It is safe for concurrent use.
type Store struct {
	options Options // but for Settings
	current atomic.Pointer[snapshot]

	mutex   sync.Mutex        // serialises changes
	live    map[string]*entry // by id; some may have expired
	created uint64            // expectations ever created
	parts   map[string]int    // how many live ones take part in a scenario, by its name
	known   known

	past atomic.Pointer[[]ended] // what ended lately, newest first; never modified
}

// New returns an empty store.
func New(o Options) *Store {
	s := &Store{options: o, live: make(map[string]*entry), parts: make(map[string]int)}
	s.current.Store(&snapshot{version: 1, settings: withDefaults(o.Settings)})
	return s
}

func withDefaults(o Settings) *Settings {
	if o.MaxExpectations == 0 {
		o.MaxExpectations = DefaultMaxExpectations
	}
	if o.NamespaceHeader == "" {
		o.NamespaceHeader = DefaultNamespaceHeader
	}
	return &o
}
