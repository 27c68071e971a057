// Package target provides the servers that cases run against: processes started
// from a binary, or one that runs elsewhere.
package target

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

const (
	startTimeout = 60 * time.Second
	stopTimeout  = 10 * time.Second
	pollInterval = 20 * time.Millisecond
)

// Binary starts servers.
type Binary struct {
	// Command is the program, by its absolute path or as PATH finds it, with
	// its arguments; "$(port)" in them stands for the port to serve on. It runs
	// in a folder of its own, which is removed afterwards.
	Command []string
}

// Server is a server to run cases against.
type Server struct {
	// URL is its base, without a final slash.
	URL     string
	command *exec.Cmd
	folder  string
	ended   chan struct{}
}

// Elsewhere is a server that somebody else runs.
func Elsewhere(base string) (*Server, error) {
	parsed, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	if parsed.Scheme != "http" || parsed.Port() == "" {
		return nil, fmt.Errorf("%q is not of the form http://host:port", base)
	}
	return &Server{URL: strings.TrimSuffix(base, "/")}, nil
}

// Start starts a server on a free port and waits until it answers.
func (b Binary) Start(ctx context.Context, options *pb.ServerOptions) (*Server, error) {
	folder, err := os.MkdirTemp("", "conformance-")
	if err != nil {
		return nil, err
	}
	server := &Server{folder: folder, ended: make(chan struct{})}
	if err := server.start(b, options); err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	if err := server.awaitReady(ctx); err != nil {
		server.Close()
		return nil, err
	}
	return server, nil
}

func (s *Server) start(b Binary, options *pb.ServerOptions) error {
	port, err := FreePort()
	if err != nil {
		return err
	}
	if err := writeFiles(s.folder, options.GetFiles()); err != nil {
		return err
	}
	s.URL = "http://127.0.0.1:" + port
	expand := strings.NewReplacer("$(port)", port, "$(files)", s.folder).Replace
	var words []string
	for _, word := range append(b.Command, options.GetArguments()...) {
		words = append(words, expand(word))
	}
	s.command = exec.Command(words[0], words[1:]...)
	s.command.Dir = s.folder
	s.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	s.command.Env = os.Environ()
	for name, value := range options.GetEnvironment() {
		s.command.Env = append(s.command.Env, name+"="+expand(value))
	}
	if err := s.command.Start(); err != nil {
		return fmt.Errorf("start server: %w", err)
	}
	go func() {
		s.command.Wait()
		close(s.ended)
	}()
	return nil
}

func writeFiles(folder string, files map[string]string) error {
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(name)), []byte(content), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// FreePort asks the system for a port that nobody listens on just now.
func FreePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	return strconv.Itoa(listener.Addr().(*net.TCPAddr).Port), nil
}

func (s *Server) awaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		if s.put(ctx, "/mockserver/status") == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("server at %s did not become ready: %w", s.URL, ctx.Err())
		case <-s.ended:
			return fmt.Errorf("server ended while starting: %s", s.command.ProcessState)
		case <-time.After(pollInterval):
		}
	}
}

// Reset makes the server forget everything but its configuration. It tries more
// than once: the original MockServer refuses a reset while it holds what it
// should have refused before.
func (s *Server) Reset(ctx context.Context) error {
	const attempts = 3
	var err error
	for range attempts {
		if err = s.put(ctx, "/mockserver/reset"); err == nil {
			return nil
		}
	}
	return err
}

func (s *Server) put(ctx context.Context, path string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, s.URL+path, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("PUT %s answered %s", path, response.Status)
	}
	return nil
}

// Close ends a server that Start started, by force when it does not end in
// time. A server elsewhere stays.
func (s *Server) Close() {
	if s.command == nil {
		return
	}
	group := -s.command.Process.Pid
	syscall.Kill(group, syscall.SIGTERM)
	select {
	case <-s.ended:
	case <-time.After(stopTimeout):
		syscall.Kill(group, syscall.SIGKILL)
		<-s.ended
	}
	os.RemoveAll(s.folder)
}
