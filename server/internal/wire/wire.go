// Package wire turns the JSON that the control plane accepts, shorthands and
// leniency included, into the canonical model, and the model into the
// canonical JSON that the control plane answers. Nothing behind it sees
// another form.
//
// A document is read in two steps: shape_*.go describe what is accepted, and
// say what is wrong with anything else in MockServer's words; the reader turns
// what has the right shape into model data. *_value.go write it back.
package wire

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Options configures a Codec.
type Options struct {
	// Actions are the actions that can be carried out, called as the members
	// of an expectation that ask for them. Others are refused.
	Actions []string
	// Generate makes expectations from an OpenAPI specification. Nil refuses
	// to.
	Generate func(*model.OpenAPIExpectation) ([]*model.Expectation, error)
}

// Codec reads expectations. It is immutable and safe for concurrent use.
type Codec struct {
	expectation document[*model.Expectation]
	generate    func(*model.OpenAPIExpectation) ([]*model.Expectation, error)
}

// NewCodec returns a codec with options o.
func NewCodec(o Options) *Codec {
	supported := make(map[string]bool, len(o.Actions))
	for _, a := range o.Actions {
		supported[a] = true
	}
	return &Codec{generate: o.Generate, expectation: document[*model.Expectation]{
		name: "expectation", shape: newExpectationShape(supported), read: (*reader).expectation,
	}}
}

// ParseExpectations reads one expectation or an array of them, in order: all of
// them or, when one is wrong, none. In the place of an item that names an OpenAPI
// specification stand the expectations made from it. Ids that were not given
// stay empty. Errors are *ValidationError, *BatchError when several items are
// wrong, or what Options.Generate returned.
func (c *Codec) ParseExpectations(doc []byte) ([]*model.Expectation, error) {
	if isBlank(doc) {
		return nil, MissingExpectations(doc)
	}
	tree, err := jsontree.ParseLenient(doc)
	if err != nil {
		return nil, malformed(err)
	}
	if tree.Kind != jsontree.Array {
		return c.parseItems([]jsontree.Value{tree})
	}
	if len(tree.Items) == 0 {
		return nil, &ValidationError{Violations: []Violation{{Reason: "an expectation or array of expectations is required"}}}
	}
	return c.parseItems(tree.Items)
}

// MissingExpectations refuses a document that holds nothing.
func MissingExpectations(doc []byte) error {
	return missingDocument("an expectation or expectation array", doc, false)
}

func (c *Codec) parseItems(items []jsontree.Value) ([]*model.Expectation, error) {
	parsed, err := parseEach(items, c.parseItem)
	if err != nil {
		return nil, err
	}
	list := make([]*model.Expectation, 0, len(items))
	for _, p := range parsed {
		if p.from == nil {
			list = append(list, p.expectation)
			continue
		}
		generated, err := c.generate(p.from)
		if err != nil {
			return nil, err
		}
		list = append(list, generated...)
	}
	return list, nil
}

// parseEach reads every item, or says what is wrong with those it cannot read.
func parseEach[T any](items []jsontree.Value, parse func(jsontree.Value) (T, *ValidationError)) ([]T, error) {
	list := make([]T, 0, len(items))
	var refused []*ValidationError
	for _, item := range items {
		parsed, err := parse(item)
		if err != nil {
			refused = append(refused, err)
			continue
		}
		list = append(list, parsed)
	}
	switch len(refused) {
	case 0:
		return list, nil
	case 1:
		return nil, refused[0]
	default:
		return nil, &BatchError{refused}
	}
}

// parsedItem is an expectation, or what to make some from.
type parsedItem struct {
	expectation *model.Expectation
	from        *model.OpenAPIExpectation
}

func (c *Codec) parseItem(item jsontree.Value) (parsedItem, *ValidationError) {
	if c.generate != nil && isOpenAPIExpectation(item) {
		from, err := openAPIExpectationDocument.parseTree(item, nil)
		return parsedItem{from: from}, err
	}
	e, err := c.expectation.parseTree(item, nil)
	if err != nil {
		return parsedItem{}, err
	}
	return parsedItem{expectation: e}, conflict(e.Actions)
}

// Selector is what a clear names: requests, or one expectation. The zero
// Selector names everything.
type Selector struct {
	Matcher       *model.RequestMatcher
	ExpectationID string
}

var requestMatcherDocument = document[*model.RequestMatcher]{
	name: "request matcher", shape: definitionShape{}, read: (*reader).requestMatcher,
}

// ParseRequestMatcher reads a filter, which may be wrapped as httpRequest. It is
// nil for an empty document and {}. Errors are *ValidationError.
func ParseRequestMatcher(doc []byte) (*model.RequestMatcher, error) {
	tree, err := filterTree(doc)
	if err != nil {
		return nil, err
	}
	return filter(tree, doc)
}

// ParseClear reads what a clear names: {"id": ...}, or a filter as
// ParseRequestMatcher takes it. Errors are *ValidationError.
func ParseClear(doc []byte) (Selector, error) {
	tree, err := filterTree(doc)
	if err != nil {
		return Selector{}, err
	}
	if id, ok := tree.Get("id"); ok && len(tree.Members) == 1 && id.Kind == jsontree.String {
		if strings.TrimSpace(id.Text) == "" {
			return Selector{}, &ValidationError{Lead: `No expectation id specified found "` + id.Text + `"`}
		}
		return Selector{ExpectationID: id.Text}, nil
	}
	m, err := filter(tree, doc)
	return Selector{Matcher: m}, err
}

// filterTree reads doc; an empty one is {}.
func filterTree(doc []byte) (jsontree.Value, error) {
	if isBlank(doc) {
		return jsontree.ObjectOf(), nil
	}
	tree, err := jsontree.ParseLenient(doc)
	if err != nil {
		return tree, requestMatcherDocument.malformed(doc, err)
	}
	return tree, nil
}

func filter(tree jsontree.Value, source []byte) (*model.RequestMatcher, error) {
	if wrapped, ok := tree.Get("httpRequest"); ok {
		tree, source = wrapped, wrapped.AppendCompact(nil)
	}
	if tree.Kind == jsontree.Object && len(tree.Members) == 0 {
		return nil, nil
	}
	return plain(requestMatcherDocument.parseTree(tree, source))
}

var portBindingDocument = document[[]int]{name: "port binding", shape: portBindingShape, read: (*reader).ports}

// ParsePortBinding reads the ports to bind, 0 meaning any free one. Errors are
// *ValidationError.
func ParsePortBinding(doc []byte) ([]int, error) {
	ports, err := portBindingDocument.parse(doc)
	if err != nil {
		err.Lead, err.Document = "exception while parsing PortBinding for ["+cut(string(doc))+"]", ""
		return nil, err
	}
	return ports, nil
}

func (r *reader) ports(at *place, v jsontree.Value) []int {
	given, _ := v.Get("ports")
	ports := make([]int, len(given.Items))
	for i, item := range given.Items {
		ports[i] = int(r.integer(at.member("ports").item(i), item, 32))
	}
	return ports
}
