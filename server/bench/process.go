package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// process is a server under measurement.
type process struct {
	cmd     *exec.Cmd
	stdin   io.Closer
	Address string // host:port
	URL     string
	Started time.Duration // from exec to the line that says it listens
}

// start runs a server and waits until it says where it listens.
func start(binary string, args ...string) (*process, error) {
	cmd := exec.Command(binary, args...)
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	p := &process{cmd: cmd, stdin: stdin, Started: time.Since(began)}
	if err != nil {
		p.stop()
		return nil, fmt.Errorf("%s did not say where it listens: %w", binary, err)
	}
	p.URL = strings.TrimSpace(strings.TrimPrefix(line, "mockserver: listening on "))
	p.Address = strings.TrimPrefix(p.URL, "http://")
	return p, nil
}

func (p *process) stop() {
	_ = p.stdin.Close()
	_ = p.cmd.Process.Signal(os.Interrupt)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	context.AfterFunc(ctx, func() { _ = p.cmd.Process.Kill() })
	_ = p.cmd.Wait()
}

// clockTick is the unit of the times in /proc/PID/stat on Linux.
const clockTick = 10 * time.Millisecond

// cpu is the CPU time that the process has used, user and system.
func (p *process) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	var ticks int64
	for _, field := range fields[11:13] { // utime, stime: proc_pid_stat(5)
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * clockTick, nil
}

// resident is the process's resident memory, in bytes.
func (p *process) resident() (int64, error) { return p.memory("VmRSS:") }

// peak is the most resident memory the process has had, in bytes.
func (p *process) peak() (int64, error) { return p.memory("VmHWM:") }

func (p *process) memory(measure string) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.SplitSeq(string(status), "\n") {
		if text, ok := strings.CutPrefix(line, measure); ok {
			kib, err := strconv.ParseInt(strings.Fields(text)[0], 10, 64)
			return kib << 10, err
		}
	}
	return 0, fmt.Errorf("no %s for process %d", measure, p.cmd.Process.Pid)
}
