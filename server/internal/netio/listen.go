package netio

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// ErrStopped says that the server was stopped and binds nothing any more.
var ErrStopped = errors.New("the server is stopping")

// BindError says which port could not be bound.
type BindError struct {
	Port int
	Err  error
}

// Error names the port and the reason.
func (e *BindError) Error() string {
	reason := e.Err.Error()
	switch {
	case errors.Is(e.Err, syscall.EADDRINUSE):
		reason = "port already in use"
	case errors.Is(e.Err, syscall.EACCES):
		reason = "permission denied"
	}
	return fmt.Sprintf("Exception while binding MockServer to port %d: %s", e.Port, reason)
}

// Unwrap is the system's error.
func (e *BindError) Unwrap() error { return e.Err }

// Bind listens on ports, 0 taking any free one, and returns those taken, in
// order. When one cannot be bound, none of the call stays bound and the error
// is a *BindError; ports bound before stay.
func (s *Server) Bind(ports []int) ([]int, error) {
	listeners, err := s.listen(ports)
	if err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.draining.Load() {
		closeAll(listeners)
		return nil, ErrStopped
	}
	bound := make([]int, len(listeners))
	for i, listener := range listeners {
		bound[i] = listener.Addr().(*net.TCPAddr).Port
		s.running.Add(1)
		go s.accept(listener)
	}
	s.listeners = append(s.listeners, listeners...)
	s.ports = append(s.ports, bound...)
	return bound, nil
}

// Ports are the ports bound, in the order they were.
func (s *Server) Ports() []int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return slices.Clone(s.ports)
}

func (s *Server) listen(ports []int) ([]net.Listener, error) {
	var listeners []net.Listener
	for _, port := range ports {
		address := net.JoinHostPort(s.Settings.Get().LocalBoundIP, strconv.Itoa(port))
		listener, err := net.Listen("tcp", address)
		if err != nil {
			closeAll(listeners)
			return nil, &BindError{Port: port, Err: err}
		}
		listeners = append(listeners, listener)
	}
	return listeners, nil
}

func closeAll(listeners []net.Listener) {
	for _, listener := range listeners {
		_ = listener.Close() // nothing was served from it
	}
}

// acceptRetry is how long accepting rests when the process is out of files or
// memory.
const acceptRetry = 10 * time.Millisecond

func (s *Server) accept(listener net.Listener) {
	defer s.running.Done()
	for {
		socket, err := listener.Accept()
		switch {
		case err == nil:
			s.serve(socket)
		case errors.Is(err, net.ErrClosed):
			return
		default:
			s.Logger.Warn("cannot accept a connection", "error", err)
			time.Sleep(acceptRetry)
		}
	}
}
