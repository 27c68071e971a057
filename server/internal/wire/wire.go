// Package wire turns the JSON that the control plane accepts, shorthands and
// leniency included, into the canonical model, and the model into the
// canonical JSON that the control plane answers.
package wire

import (
	"bytes"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Options configures a Codec.
type Options struct {
	Actions []string // the actions that can be carried out, as members of an expectation are named; others are refused
}

// Codec reads expectations. It is immutable and safe for concurrent use.
type Codec struct {
	actions map[string]bool
}

// NewCodec returns a codec with options o.
func NewCodec(o Options) *Codec {
	c := &Codec{actions: make(map[string]bool, len(o.Actions))}
	for _, a := range o.Actions {
		c.actions[a] = true
	}
	return c
}

// ParseExpectations reads one expectation or an array of them, in order. Ids
// that were not given stay empty. Errors are *ValidationError or
// *jsontree.SyntaxError.
func (c *Codec) ParseExpectations(doc []byte) ([]*model.Expectation, error) {
	tree, err := jsontree.ParseLenient(doc)
	if err != nil {
		return nil, err
	}
	items := tree.Items
	if tree.Kind != jsontree.Array {
		items = []jsontree.Value{tree}
	}
	list := make([]*model.Expectation, len(items))
	for i, item := range items {
		var r reader
		list[i] = r.expectation(item)
		if len(r.violations) > 0 {
			return nil, refusal("expectation", item, r.violations)
		}
	}
	return list, nil
}

func refusal(kind string, doc jsontree.Value, violations []Violation) error {
	return &ValidationError{
		Lead:       "incorrect " + kind + " json format for:",
		Document:   pretty(doc),
		Violations: violations,
		Links:      true,
	}
}

// Selector is what a clear names: requests, or one expectation. The zero
// Selector names everything.
type Selector struct {
	Matcher       *model.RequestMatcher
	ExpectationID string
}

// ParseRequestMatcher reads a filter. It is nil for an empty document and {}.
func ParseRequestMatcher(doc []byte) (*model.RequestMatcher, error) {
	if len(bytes.TrimSpace(doc)) == 0 {
		return nil, nil
	}
	tree, err := jsontree.ParseLenient(doc)
	if err != nil || len(tree.Members) == 0 {
		return nil, err
	}
	return parseTree("request matcher", tree, func(r *reader, v jsontree.Value) *model.RequestMatcher {
		return r.requestMatcher(nil, v)
	})
}

// ParseClear reads what a clear names: an expectation id, a request
// definition, or one wrapped as httpRequest.
func ParseClear(doc []byte) (Selector, error) {
	tree, err := jsontree.ParseLenient(doc)
	if len(bytes.TrimSpace(doc)) == 0 {
		return Selector{}, nil
	}
	if err != nil {
		return Selector{}, err
	}
	if id, ok := tree.Get("id"); ok {
		return Selector{ExpectationID: id.Text}, nil
	}
	if wrapped, ok := tree.Get("httpRequest"); ok {
		tree = wrapped
	}
	if len(tree.Members) == 0 {
		return Selector{}, nil
	}
	m, err := parseTree("request matcher", tree, func(r *reader, v jsontree.Value) *model.RequestMatcher {
		return r.requestMatcher(nil, v)
	})
	return Selector{Matcher: m}, err
}

// ParseVerification reads a verification.
func ParseVerification(doc []byte) (*model.Verification, error) {
	tree, err := jsontree.ParseLenient(doc)
	if err != nil {
		return nil, err
	}
	return parseTree("verification", tree, (*reader).verification)
}

// ParseVerificationSequence reads a verification of an order of exchanges.
func ParseVerificationSequence(doc []byte) (*model.VerificationSequence, error) {
	tree, err := jsontree.ParseLenient(doc)
	if err != nil {
		return nil, err
	}
	return parseTree("verification sequence", tree, (*reader).verificationSequence)
}

// ParsePortBinding reads the ports to bind, 0 meaning any free one.
func ParsePortBinding(doc []byte) ([]int, error) {
	tree, err := jsontree.ParseLenient(doc)
	if err != nil {
		return nil, err
	}
	return parseTree("ports", tree, func(r *reader, v jsontree.Value) []int {
		var ports []int
		given, _ := v.Get("ports")
		for i, item := range given.Items {
			ports = append(ports, int(r.integer((*place)(nil).member("ports").item(i), item)))
		}
		return ports
	})
}

func parseTree[T any](kind string, tree jsontree.Value, read func(*reader, jsontree.Value) T) (T, error) {
	var r reader
	v := read(&r, tree)
	if len(r.violations) > 0 {
		var none T
		return none, refusal(kind, tree, r.violations)
	}
	return v, nil
}
