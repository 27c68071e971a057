// Package mockserver is MockServer as a package: an HTTP server that answers
// what it was taught, records what it received and verifies it. It speaks
// HTTP/1.1, HTTP/2 and TLS on the same port, beside its control plane.
//
//	server, err := mockserver.New(mockserver.Config{})
//	...
//	err = server.Start(ctx)
//	defer server.Close()
//	client.Do(server.URL() + "/mockserver/expectation", ...)
//
// A Server shares nothing with another one in the same process.
package mockserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/mockserver/mockserver/server/internal/ca"
	"github.com/mockserver/mockserver/server/internal/chance"
	"github.com/mockserver/mockserver/server/internal/clock"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/netio"
)

// Settings is every setting of a server, with its names, default and unit.
type Settings = config.Settings

// DefaultSettings returns the settings of a server that was told nothing. They
// name no port; Config then takes any free one.
func DefaultSettings() *Settings { return config.Default() }

// Config says how a server is to be. The zero value is a server with the
// default settings on a free port.
type Config struct {
	// Settings are copied by New; nil means DefaultSettings.
	Settings *Settings
	// Logger takes the server's log, as much as the setting logLevel says and
	// its own handler lets through; nil discards it.
	Logger *slog.Logger
	// Clock says what time it is; nil means time.Now. It is called by several
	// goroutines at once.
	Clock func() time.Time
}

// Server is one MockServer. Its methods are safe for concurrent use.
type Server struct {
	settings  *config.Live
	logger    *slog.Logger
	authority *ca.Authority
	control   *control.Service
	net       *netio.Server
	stopping  sync.Once
	stopped   chan struct{} // closed when Close has ended
	err       error         // of Close; read after stopped
}

// New puts a server together. It listens once it is started; a server that was
// made must be closed, started or not.
func New(cfg Config) (*Server, error) {
	settings := cfg.settings()
	if len(settings.Ports) == 0 {
		settings.Ports = []int{0}
	}
	live := config.NewLive(settings)
	parts := parts{settings: live, logger: slog.New(slog.DiscardHandler), clock: cfg.Clock, chance: chance.Unseeded()}
	if cfg.Logger != nil {
		parts.logger = slog.New(leveled{cfg.Logger.Handler(), live})
	}
	if parts.clock == nil {
		parts.clock = time.Now
	}
	parts.time = clock.New(parts.clock)
	if settings.Seed != 0 {
		parts.chance = chance.Seeded(uint64(settings.Seed))
	}
	return parts.assemble()
}

// settings are those asked for, to be changed at will.
func (c Config) settings() *Settings {
	if c.Settings != nil {
		return c.Settings.Clone()
	}
	return DefaultSettings()
}

// Start loads what the settings name to be loaded and listens. It returns once
// the server answers; ctx bounds that only.
func (s *Server) Start(ctx context.Context) error {
	if err := s.load(ctx); err != nil {
		return err
	}
	ports, err := s.net.Bind(s.settings.Get().Ports)
	if err != nil {
		return err
	}
	s.control.Open()
	s.logger.Info(startedOn(ports))
	return nil
}

func startedOn(ports []int) string {
	if len(ports) == 1 {
		return fmt.Sprintf("started on port: %d", ports[0])
	}
	text := "started on ports: ["
	for i, port := range ports {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprint(port)
	}
	return text + "]"
}

// load stores the expectations of the initialisation file. A file that cannot
// be used is logged, and an error only when the settings say so.
func (s *Server) load(ctx context.Context) error {
	path := s.settings.Get().InitializationJSONPath
	if path == "" {
		return nil
	}
	document, err := os.ReadFile(path)
	if err == nil {
		_, err = s.control.Upsert(ctx, document)
	}
	if err == nil {
		return nil
	}
	err = fmt.Errorf("loading expectations from %s: %w", path, err)
	if s.settings.Get().FailOnInitializationError {
		return err
	}
	s.logger.Warn("initialisation failed", "error", err)
	return nil
}

// Ports are the ports the server listens on, in the order they were bound.
func (s *Server) Ports() []int { return s.net.Ports() }

// URL is the base URL of the first port, without a slash at its end; "" before
// Start.
func (s *Server) URL() string {
	ports := s.net.Ports()
	if len(ports) == 0 {
		return ""
	}
	return fmt.Sprintf("http://localhost:%d", ports[0])
}

// CertificateAuthority is the certificate in PEM that clients trust to speak
// TLS with the server.
func (s *Server) CertificateAuthority() []byte { return s.authority.PEM() }

// Close stops the server: it waits for exchanges in flight as long as the
// setting stopDrainMillis says and then cuts them, which is an error. Further
// calls wait for the first and return its result.
func (s *Server) Close() error {
	s.stop()
	<-s.stopped
	return s.err
}

// Done is closed when the server has stopped, by Close or by its control
// plane.
func (s *Server) Done() <-chan struct{} { return s.stopped }

// errCut says that not every exchange could be finished.
var errCut = errors.New("exchanges in flight were cut: they did not end within stopDrainMillis")

// stop begins to stop and returns at once.
func (s *Server) stop() {
	s.stopping.Do(func() {
		s.control.Retire()
		go func() {
			defer close(s.stopped)
			drain := time.Duration(s.settings.Get().StopDrainMillis) * time.Millisecond
			ctx, cancel := context.WithTimeout(context.Background(), drain)
			defer cancel()
			if err := s.net.Shutdown(ctx); err != nil {
				s.err = errCut
				s.logger.Warn("stopped", "error", s.err)
				return
			}
			s.logger.Info("stopped")
		}()
	})
}
