package driver

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

const (
	// answerTimeout bounds one operation.
	answerTimeout = 30 * time.Second
	// firstAnswerTimeout bounds the first one, for which some drivers compile
	// themselves.
	firstAnswerTimeout = 2 * time.Minute
	// exitTimeout bounds the end of a process after its input ended.
	exitTimeout = 5 * time.Second
)

// Process is a running driver.
type Process struct {
	conn    *Conn
	command *exec.Cmd
	input   io.Closer
	stderr  *tail
}

// Start starts a driver in a folder.
func Start(folder string, client *pb.Client) (*Process, error) {
	command := exec.Command(client.GetCommand()[0], client.GetCommand()[1:]...)
	command.Dir = folder
	command.Env = os.Environ()
	for name, value := range client.GetEnvironment() {
		command.Env = append(command.Env, name+"="+value)
	}
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	stderr := &tail{}
	command.Stderr = stderr
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start driver: %w", err)
	}
	return &Process{conn: NewConn(input, output), command: command, input: input, stderr: stderr}, nil
}

// Do performs one operation. After an error the process is of no further use.
func (p *Process) Do(ctx context.Context, request *pb.DriverRequest) (*pb.DriverAnswer, error) {
	timeout := answerTimeout
	if p.conn.lastID == 0 {
		timeout = firstAnswerTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	return p.conn.Do(ctx, request)
}

// Stderr returns the end of what the driver wrote to its standard error since
// it was asked last.
func (p *Process) Stderr() string {
	return p.stderr.take()
}

// Close ends the input and waits for the driver to exit, by force after a
// while.
func (p *Process) Close() error {
	p.input.Close()
	go p.drain()
	kill := time.AfterFunc(exitTimeout, p.kill)
	defer kill.Stop()
	err := p.command.Wait()
	if err != nil {
		return fmt.Errorf("driver: %w", err)
	}
	return nil
}

// Kill ends the driver and whatever it started at once.
func (p *Process) Kill() {
	p.kill()
	p.Close()
}

func (p *Process) kill() {
	syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL)
}

// drain lets the reader of answers come to its end.
func (p *Process) drain() {
	for range p.conn.answers {
	}
}
