// Package netio owns every socket and the goroutine of every connection. It
// finds out what a client speaks, reads requests, and hands each to the face
// that owns its path or else to the engine.
package netio

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/ca"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Engine answers the requests that no face owns.
type Engine interface {
	// Serve answers request by way of client. It is called from one goroutine
	// per exchange and must not panic.
	Serve(ctx context.Context, request *model.Request, client action.Client)
}

// Face is one accent of the control plane. It bounds the bodies it reads.
type Face interface {
	http.Handler
	// Owns says whether a request is the face's, by its exact method and path,
	// without query. It must be quick: every request asks it.
	Owns(method, path string) bool
}

// Options is what a server is made of; every field is needed.
type Options struct {
	Engine    Engine
	Faces     []Face // the first that owns a request answers it
	Settings  *config.Live
	Authority *ca.Authority
	Logger    *slog.Logger
	Clock     func() time.Time
	NewID     func() string // a correlation id, unique per server
}

// Server listens and serves until Shutdown. Its methods are safe for
// concurrent use.
type Server struct {
	Options
	tls      *tls.Config
	http2    *http2Server
	base     context.Context // ends when connections are cut
	cut      context.CancelFunc
	draining atomic.Bool
	running  sync.WaitGroup // accept loops and connections

	mutex     sync.Mutex // guards what follows
	listeners []net.Listener
	ports     []int // in the order they were bound
	conns     map[*conn]struct{}
}

// New returns a server that listens nowhere yet.
func New(options Options) (*Server, error) {
	s := &Server{Options: options, conns: map[*conn]struct{}{}}
	s.base, s.cut = context.WithCancel(context.Background())
	var err error
	if s.tls, err = s.tlsConfig(); err != nil {
		return nil, err
	}
	s.http2 = newHTTP2Server(s)
	return s, nil
}

// Shutdown stops listening, closes idle connections and waits for exchanges in
// flight; when ctx ends first they are cut and ctx's error is returned. It
// returns only when every goroutine of the server has ended.
func (s *Server) Shutdown(ctx context.Context) error {
	s.stopListening()
	s.closeIdle()
	err := s.http2.shutdown(ctx)
	if waitErr := s.wait(ctx); err == nil {
		err = waitErr
	}
	s.cutAll()
	s.running.Wait()
	return err
}

func (s *Server) stopListening() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.draining.Store(true)
	for _, listener := range s.listeners {
		_ = listener.Close() // it is going away; nothing is left to be told
	}
}

func (s *Server) closeIdle() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for c := range s.conns {
		if c.idle.Load() {
			c.close()
		}
	}
}

func (s *Server) cutAll() {
	s.cut()
	s.http2.cut()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for c := range s.conns {
		c.close()
	}
}

// wait returns when every connection has ended, or with ctx's error.
func (s *Server) wait(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		s.running.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// adopt keeps account of a connection; false when the server is stopping.
func (s *Server) adopt(c *conn) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.draining.Load() {
		return false
	}
	s.conns[c] = struct{}{}
	s.running.Add(1)
	return true
}

func (s *Server) release(c *conn) {
	s.mutex.Lock()
	delete(s.conns, c)
	s.mutex.Unlock()
	s.running.Done()
}
