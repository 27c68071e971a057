// Package driver talks to the driver of a client: a program on the other end of
// two streams that speaks the protocol of PROTOCOL.md.
package driver

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"google.golang.org/protobuf/encoding/protojson"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// maxAnswerBytes bounds one line of a driver.
const maxAnswerBytes = 64 << 20

// Conn asks a driver over two streams, one request at a time. It is not safe
// for concurrent use.
type Conn struct {
	requests io.Writer
	answers  <-chan line
	lastID   uint32
}

type line struct {
	text []byte
	err  error
}

// NewConn writes requests to one stream and reads answers from the other, until
// that one ends.
func NewConn(requests io.Writer, answers io.Reader) *Conn {
	lines := make(chan line)
	go readLines(answers, lines)
	return &Conn{requests: requests, answers: lines}
}

func readLines(from io.Reader, to chan<- line) {
	defer close(to)
	scanner := bufio.NewScanner(from)
	scanner.Buffer(nil, maxAnswerBytes)
	for scanner.Scan() {
		to <- line{text: bytes.Clone(scanner.Bytes())}
	}
	if err := scanner.Err(); err != nil {
		to <- line{err: err}
	}
}

// Do sends one request, to which it gives an id, and waits for its answer until
// the context ends. After an error the connection is of no further use.
func (c *Conn) Do(ctx context.Context, request *pb.DriverRequest) (*pb.DriverAnswer, error) {
	c.lastID++
	request.Id = c.lastID
	text, err := encode(request)
	if err != nil {
		return nil, err
	}
	if _, err := c.requests.Write(text); err != nil {
		return nil, fmt.Errorf("driver does not read: %w", err)
	}
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("driver did not answer: %w", ctx.Err())
	case answer, open := <-c.answers:
		if !open {
			return nil, errors.New("driver ended without answering")
		}
		return c.decode(answer)
	}
}

// encode writes a line. protojson never breaks lines by itself.
func encode(request *pb.DriverRequest) ([]byte, error) {
	text, err := protojson.Marshal(request)
	if err != nil {
		return nil, err
	}
	return append(text, '\n'), nil
}

func (c *Conn) decode(answer line) (*pb.DriverAnswer, error) {
	if answer.err != nil {
		return nil, fmt.Errorf("driver's answer: %w", answer.err)
	}
	decoded := &pb.DriverAnswer{}
	if err := protojson.Unmarshal(answer.text, decoded); err != nil {
		return nil, fmt.Errorf("driver's answer %.200q: %w", answer.text, err)
	}
	if decoded.GetId() != c.lastID {
		return nil, fmt.Errorf("driver answered request %d instead of %d", decoded.GetId(), c.lastID)
	}
	if decoded.GetOutcome() == nil {
		return nil, fmt.Errorf("driver's answer %.200q has neither result nor failure", answer.text)
	}
	return decoded, nil
}
