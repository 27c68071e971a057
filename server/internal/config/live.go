package config

import (
	"log/slog"
	"sync"
	"sync/atomic"
)

// Live holds the settings of a running server. Readers take a snapshot without
// a lock; Merge replaces it. Safe for concurrent use.
type Live struct {
	current atomic.Pointer[Settings]
	merging sync.Mutex
	changed []func(*Settings)
}

// NewLive starts from settings, which the caller must not change afterwards.
func NewLive(settings *Settings) *Live {
	live := &Live{}
	live.current.Store(settings)
	return live
}

// Get returns the settings of this moment, to be read only.
func (l *Live) Get() *Settings { return l.current.Load() }

// Level is the log level of this moment: Live is a slog.Leveler.
func (l *Live) Level() slog.Level { return l.Get().LogLevel.Slog() }

// OnChange calls apply with the settings of now and after every merge, for
// whoever keeps a copy of one. It must be called before the server runs.
func (l *Live) OnChange(apply func(*Settings)) {
	l.changed = append(l.changed, apply)
	apply(l.Get())
}

// Merge changes the settings that document names, all or none of them. See
// Settings.merge for what it refuses.
func (l *Live) Merge(document []byte) error {
	l.merging.Lock()
	defer l.merging.Unlock()
	merged, err := l.Get().merge(document)
	if err != nil {
		return err
	}
	l.current.Store(merged)
	for _, apply := range l.changed {
		apply(merged)
	}
	return nil
}
