package http1

import "fmt"

// Error is a request that cannot be understood, with the status to answer. The
// connection cannot be used any further.
type Error struct {
	Status int
	Reason string // for the client, in words
}

// Error is the reason.
func (e *Error) Error() string { return e.Reason }

func malformed(reason string) *Error {
	return &Error{Status: 400, Reason: "malformed request: " + reason}
}

func tooLarge(maxBytes int) *Error {
	return &Error{Status: 431, Reason: fmt.Sprintf("the request line and headers exceed maxHeaderSize (%d bytes)", maxBytes)}
}
