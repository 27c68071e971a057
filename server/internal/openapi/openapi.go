// Package openapi reads OpenAPI 3 specifications and turns their operations
// into request matchers and expectations.
//
// A specification is kept as a tree in document order (package jsontree),
// because the order of media types, responses and examples decides which of
// them is used. Start at Library.
package openapi

import "errors"

// Error is a specification that cannot be used.
type Error struct {
	Place  string // file and path: "pets.yaml: $.paths./pets.get"; "" for the whole
	Reason string
}

const lead = "Unable to load API spec, "

func (e *Error) Error() string {
	if e.Place == "" {
		return lead + e.Reason
	}
	return lead + e.Place + ": " + e.Reason
}

// Refusal makes the text of err, which concerns a specification, begin as that
// of an *Error.
func Refusal(err error) error {
	var own *Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	return &refusal{err}
}

type refusal struct{ err error }

func (r *refusal) Error() string { return lead + r.err.Error() }

func (r *refusal) Unwrap() error { return r.err }
