package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// connections is how many requests are under way at once.
const connections = 4

// request is one HTTP/1.1 request, ready to send.
func request(method, path, body string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: localhost\r\n", method, path)
	if body != "" {
		fmt.Fprintf(&b, "Content-Type: application/json\r\nContent-Length: %d\r\n", len(body))
	}
	b.WriteString("\r\n" + body)
	return b.Bytes()
}

// load is a process under requests, the i-th being pick(i).
type load struct {
	p    *process
	pick func(int) []byte
}

// turns is how often each measurement is made; the least of them counts, because
// whatever else the machine does can only add to it.
const turns = 5

// perRequest returns the CPU time that a request of each load takes its
// process. The loads take turns of n requests, so that all of them meet the
// machine as it is at that time. Every answer must be a 200.
func perRequest(n int, loads ...load) ([]time.Duration, error) {
	least := make([]time.Duration, len(loads))
	for i, l := range loads {
		least[i] = math.MaxInt64
		if err := send(l.p.Address, n/10, l.pick); err != nil { // warm up
			return nil, err
		}
	}
	for range turns {
		for i, l := range loads {
			took, err := l.cpu(n)
			if err != nil {
				return nil, err
			}
			least[i] = min(least[i], took/time.Duration(n))
		}
	}
	return least, nil
}

// cpu is the CPU time that n requests take.
func (l load) cpu(n int) (time.Duration, error) {
	before, err := l.p.cpu()
	if err != nil {
		return 0, err
	}
	if err := send(l.p.Address, n, l.pick); err != nil {
		return 0, err
	}
	after, err := l.p.cpu()
	return after - before, err
}

func send(address string, n int, pick func(int) []byte) error {
	errs := make([]error, connections)
	var wg sync.WaitGroup
	for c := range connections {
		wg.Go(func() { errs[c] = sendOn(address, c, n, pick) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// sendOn sends every connections-th request over one connection.
func sendOn(address string, first, n int, pick func(int) []byte) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	r := bufio.NewReader(conn)
	for i := first; i < n; i += connections {
		if _, err := conn.Write(pick(i)); err != nil {
			return err
		}
		if err := readOK(r); err != nil {
			return fmt.Errorf("request %d: %w", i, err)
		}
	}
	return nil
}

// readOK reads one answer with a content-length.
func readOK(r *bufio.Reader) error {
	status, err := r.ReadString('\n')
	if err != nil {
		return err
	}
	length := 0
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return err
		}
		if line == "\r\n" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		if strings.EqualFold(name, "content-length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return err
			}
		}
	}
	if _, err := io.CopyN(io.Discard, r, int64(length)); err != nil {
		return err
	}
	if !strings.Contains(status, " 200") {
		return fmt.Errorf("answered %q", strings.TrimSpace(status))
	}
	return nil
}
