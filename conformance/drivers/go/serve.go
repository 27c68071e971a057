package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	mock "github.com/mockserver/mockserver/clients/go"
)

const maxLineBytes = 64 << 20 // more than the longest case

// answer is one line for the runner.
type answer struct {
	ID      value    `json:"id"`
	Result  any      `json:"result,omitempty"`
	Failure *failure `json:"failure,omitempty"`
}

// failure has one member, by what the client returned.
type failure struct {
	Unreachable        *message `json:"unreachable,omitempty"`
	Refused            *refused `json:"refused,omitempty"`
	VerificationFailed *message `json:"verificationFailed,omitempty"`
	Other              *message `json:"other,omitempty"`
}

type message struct {
	Message string `json:"message"`
}

type refused struct {
	Status     int      `json:"status"`
	Message    string   `json:"message"`
	FieldPaths []string `json:"fieldPaths,omitempty"`
}

// serve reads requests line by line and writes one answer to each.
func serve(in io.Reader, out io.Writer, do func(map[string]value) (any, error)) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLineBytes)
	for lines.Scan() {
		var request map[string]value
		if err := json.Unmarshal(lines.Bytes(), &request); err != nil {
			return fmt.Errorf("reading a request: %w", err)
		}
		line, err := json.Marshal(newAnswer(request["id"], do, request))
		if err != nil {
			return fmt.Errorf("writing an answer: %w", err)
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return lines.Err()
}

func newAnswer(id value, do func(map[string]value) (any, error), request map[string]value) answer {
	result, err := do(request)
	if err != nil {
		return answer{ID: id, Failure: newFailure(err)}
	}
	if result == nil {
		result = value("null")
	}
	return answer{ID: id, Result: result}
}

func newFailure(err error) *failure {
	var unreachable *mock.UnreachableError
	var refusal *mock.RefusedError
	var unverified *mock.VerificationError
	switch {
	case errors.As(err, &unreachable):
		return &failure{Unreachable: &message{err.Error()}}
	case errors.As(err, &unverified):
		return &failure{VerificationFailed: &message{unverified.Message}}
	case errors.As(err, &refusal):
		return &failure{Refused: &refused{Status: refusal.Status, Message: refusal.Message, FieldPaths: refusal.FieldPaths()}}
	}
	return &failure{Other: &message{fmt.Sprintf("%T: %v", err, err)}}
}
