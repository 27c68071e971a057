package mock

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// UnreachableError says that no answer came: the server could not be reached or
// started, the connection was lost, or time ran out.
type UnreachableError struct {
	Operation string // as in the contract, or "start"
	URL       string // the server's, "" when it could not be started
	Err       error  // the cause
}

// Error implements error.
func (e *UnreachableError) Error() string {
	if e.URL == "" {
		return fmt.Sprintf("%s: %v", e.Operation, e.Err)
	}
	return fmt.Sprintf("%s: no answer from %s: %v", e.Operation, e.URL, e.Err)
}

// Unwrap returns the cause, such as context.DeadlineExceeded.
func (e *UnreachableError) Unwrap() error { return e.Err }

// RefusedError says that the server did not do what was asked. Nothing was
// changed.
type RefusedError struct {
	Operation  string      // as in the contract
	Status     int         // HTTP status code
	Message    string      // the server's text, whole
	Violations []Violation // the fields in error, where the text names them
}

// Violation is one field in error.
type Violation struct {
	Path   string // such as "$.httpRequest.path"
	Reason string
}

// Error implements error.
func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s: refused with status %d: %s", e.Operation, e.Status, e.Message)
}

// FieldPaths are the paths of the fields in error, each once.
func (e *RefusedError) FieldPaths() []string {
	var paths []string
	for _, v := range e.Violations {
		if !slices.Contains(paths, v.Path) {
			paths = append(paths, v.Path)
		}
	}
	return paths
}

// violation is a line of the server's text such as
//
//   - $.httpRequest.path: integer found, string expected
var violation = regexp.MustCompile(`(?m)^\s*- (\$(?:[.\[].*?)?): (.+)$`)

func newRefusedError(operation string, status int, message string) *RefusedError {
	e := &RefusedError{Operation: operation, Status: status, Message: message}
	for _, m := range violation.FindAllStringSubmatch(message, -1) {
		e.Violations = append(e.Violations, Violation{Path: m[1], Reason: strings.TrimSpace(m[2])})
	}
	return e
}

// VerificationError says that what was verified did not happen. Its text is
// the server's, which reads like an assertion message.
type VerificationError struct {
	Message string
}

// Error implements error.
func (e *VerificationError) Error() string { return e.Message }
