package mock

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

const (
	binaryName     = "mockserver"
	binaryVariable = "MOCKSERVER_BINARY"
	listening      = "mockserver: listening on "

	startTimeout   = 30 * time.Second
	stopTimeout    = 20 * time.Second // above the server's own stopDrainMillis
	maxStderrBytes = 16 << 10         // kept for the error of a failed start
)

// Server is a mockserver process that this one started, and a client of it.
// The process also ends when this one does. It is safe for concurrent use.
type Server struct {
	*Client
	process *exec.Cmd
	stdin   io.Closer     // the process ends when this closes
	exited  chan struct{} // closed when the process has ended
	closing sync.Once
	err     error // of Close
}

// ServerOption changes how Start runs the binary.
type ServerOption func(*launch)

type launch struct {
	binary    string
	arguments []string
	client    []ClientOption
}

// Binary names the mockserver binary. Without it MOCKSERVER_BINARY does, else
// it is looked for in PATH.
func Binary(path string) ServerOption {
	return func(l *launch) { l.binary = path }
}

// Arguments adds arguments to "mockserver run", such as "--log-level", "WARN".
func Arguments(arguments ...string) ServerOption {
	return func(l *launch) { l.arguments = append(l.arguments, arguments...) }
}

// ClientOptions are the options of the Server's client.
func ClientOptions(options ...ClientOption) ServerOption {
	return func(l *launch) { l.client = append(l.client, options...) }
}

// Start runs the mockserver binary on a free port and returns once it listens.
// ctx bounds the start only, which takes 30 seconds at most. Close ends the
// process. The error is an *UnreachableError.
func Start(ctx context.Context, options ...ServerOption) (*Server, error) {
	var l launch
	for _, option := range options {
		option(&l)
	}
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	s, err := l.start(ctx)
	if err != nil {
		return nil, &UnreachableError{Operation: "start", Err: err}
	}
	return s, nil
}

func (l *launch) find() (string, error) {
	for _, path := range []string{l.binary, os.Getenv(binaryVariable)} {
		if path != "" {
			return path, nil
		}
	}
	path, err := exec.LookPath(binaryName)
	if err != nil {
		return "", fmt.Errorf("no mockserver binary: name it with the option Binary or in %s, or put it in PATH: %w", binaryVariable, err)
	}
	return path, nil
}

func (l *launch) start(ctx context.Context) (*Server, error) {
	path, err := l.find()
	if err != nil {
		return nil, err
	}
	process := exec.Command(path, append([]string{"run", "--port", "0", "--exit-with-stdin"}, l.arguments...)...)
	stderr := &tail{max: maxStderrBytes}
	process.Stderr = stderr
	stdin, err := process.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := process.Start(); err != nil {
		return nil, err
	}
	s := &Server{process: process, stdin: stdin, exited: make(chan struct{})}
	url := make(chan string, 1)
	go s.watch(stdout, url)
	if err := s.connect(ctx, url, stderr, l.client); err != nil {
		s.kill()
		return nil, err
	}
	return s, nil
}

// watch reads the process's standard output to its end, and reaps it.
func (s *Server) watch(stdout io.Reader, url chan<- string) {
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), listening); ok {
			select {
			case url <- strings.TrimSpace(address):
			default: // it listens on several ports: the first is taken
			}
		}
	}
	_, _ = io.Copy(io.Discard, stdout) // behind a line that is too long
	_ = s.process.Wait()               // its status says nothing that matters
	close(s.exited)
}

func (s *Server) connect(ctx context.Context, url <-chan string, stderr *tail, options []ClientOption) (err error) {
	select {
	case address := <-url:
		s.Client, err = New(address, options...)
		return err
	case <-s.exited:
		return fmt.Errorf("it ended before it listened: %s", stderr)
	case <-ctx.Done():
		return fmt.Errorf("it does not listen yet: %w", ctx.Err())
	}
}

// Close stops the server and waits until its process has ended. Further calls
// wait for the first and return its result.
func (s *Server) Close() error {
	s.closing.Do(func() { s.err = s.stop() })
	return s.err
}

func (s *Server) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	var unreachable *UnreachableError
	err := s.Stop(ctx)
	if errors.As(err, &unreachable) {
		err = nil // stopped already, or hanging: the process tells
	}
	closed := s.stdin.Close()
	if errors.Is(closed, os.ErrClosed) {
		closed = nil // the process has ended already
	}
	select {
	case <-s.exited:
	case <-ctx.Done():
		s.kill()
		err = errors.Join(err, errors.New("mockserver did not stop and was killed"))
	}
	return errors.Join(err, closed, s.Client.Close())
}

// kill ends the process at once.
func (s *Server) kill() {
	_ = s.process.Process.Kill() // it may have ended
	<-s.exited
}

// tail keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	max  int
	kept []byte
}

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p...)
	if over := len(t.kept) - t.max; over > 0 {
		t.kept = append(t.kept[:0], t.kept[over:]...)
	}
	return len(p), nil
}

// String returns what was kept.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.kept))
}
