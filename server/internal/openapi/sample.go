package openapi

import (
	"fmt"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

const (
	// maxNesting is how often a schema may stand inside itself in a sample.
	maxNesting = 2
	// maxSampled bounds the values of one sample.
	maxSampled = 10_000
	// maxItems bounds the items of one list of a sample, whatever minItems says.
	maxItems = 100
)

// sampler makes up a value for a schema.
type sampler struct {
	nesting map[string]int // schemas being sampled, by place
	count   int
	err     error
}

// sample returns a value that the schema accepts; false when it says too little.
func (s *sampler) sample(n *node) (jsontree.Value, bool) {
	at, err := n.resolved()
	if err != nil {
		s.err = err
	}
	s.count++
	if s.err != nil || s.count > maxSampled {
		return jsontree.Value{}, false
	}
	place := at.place()
	if s.nesting[place] >= maxNesting {
		return jsontree.Value{}, false
	}
	s.nesting[place]++
	defer func() { s.nesting[place]-- }()
	if v, ok := given(at.value); ok {
		return asText(at, at.expanded(v)), true
	}
	return s.made(at)
}

// asText is an example of a string as one, where YAML has read 12345 or true.
func asText(schema *node, v jsontree.Value) jsontree.Value {
	if typeOf(schema.value) == "string" && (v.Kind == jsontree.Number || v.Kind == jsontree.Bool) {
		return jsontree.StringOf(v.Text)
	}
	return v
}

// given is a value that the schema itself names.
func given(schema jsontree.Value) (jsontree.Value, bool) {
	for _, name := range [...]string{"example", "default", "const"} {
		if v, ok := schema.Get(name); ok {
			return v, true
		}
	}
	for _, name := range [...]string{"examples", "enum"} {
		if v, _ := schema.Get(name); len(v.Items) > 0 {
			return v.Items[0], true
		}
	}
	return jsontree.Value{}, false
}

// made makes a value of the schema's type.
func (s *sampler) made(n *node) (jsontree.Value, bool) {
	for _, name := range [...]string{"oneOf", "anyOf"} {
		for _, alternative := range n.schemas(name) {
			if v, ok := s.sample(alternative); ok {
				return v, true
			}
		}
	}
	switch typeOf(n.value) {
	case "string":
		return jsontree.StringOf(sampleText(n.value)), true
	case "integer":
		return sampleInteger(n.value), true
	case "number":
		return sampleNumber(n.value), true
	case "boolean":
		return jsontree.BoolOf(true), true
	case "array":
		return s.array(n)
	case "object":
		return s.object(n)
	}
	return jsontree.Value{}, false
}

// typeOf is the schema's type, the first but null of several, or the one that
// its other keywords speak of.
func typeOf(schema jsontree.Value) string {
	t, _ := schema.Get("type")
	if t.Kind == jsontree.String {
		return t.Text
	}
	for _, item := range t.Items {
		if item.Text != "null" {
			return item.Text
		}
	}
	for _, name := range [...]string{"properties", "allOf", "additionalProperties"} {
		if _, ok := schema.Get(name); ok {
			return "object"
		}
	}
	if _, ok := schema.Get("items"); ok {
		return "array"
	}
	return ""
}

// schemas is an array of schemas.
func (n *node) schemas(name string) []*node {
	array, _ := n.value.Get(name)
	list := make([]*node, len(array.Items))
	for i, v := range array.Items {
		list[i] = n.child("."+name, array).child(fmt.Sprintf("[%d]", i), v)
	}
	return list
}

func (s *sampler) array(n *node) (jsontree.Value, bool) {
	schema, ok := n.value.Get("items")
	if !ok {
		return jsontree.Value{}, false
	}
	item, ok := s.sample(n.child(".items", schema))
	if !ok {
		return jsontree.Value{}, false
	}
	minimum, _ := numberOf(n.value, "minItems")
	items := make([]jsontree.Value, s.copies(item, min(int(minimum), maxItems)))
	for i := range items {
		items[i] = item
	}
	return jsontree.ArrayOf(items...), true
}

// object joins what allOf, properties and additionalProperties ask for.
func (s *sampler) object(n *node) (jsontree.Value, bool) {
	object := newMembers(0)
	for _, part := range n.schemas("allOf") {
		v, ok := s.sample(part)
		if ok && v.Kind != jsontree.Object {
			return v, true
		}
		for _, m := range v.Members {
			object.set(m.Name, m.Value, true)
		}
	}
	properties, _ := n.value.Get("properties")
	from := n.child(".properties", properties)
	for _, m := range properties.Members {
		if isTrue(m.Value, "writeOnly") {
			continue
		}
		if v, ok := s.sample(from.child("."+m.Name, m.Value)); ok {
			object.set(m.Name, v, true)
		}
	}
	s.additional(n, object)
	return jsontree.ObjectOf(object.list...), len(object.list) > 0 || isTrue(n.value, "additionalProperties")
}

// additional adds members of any name where nothing else is asked for.
func (s *sampler) additional(n *node, object *members) {
	schema, _ := n.value.Get("additionalProperties")
	if len(object.list) > 0 || schema.Kind != jsontree.Object {
		return
	}
	v, ok := s.sample(n.child(".additionalProperties", schema))
	if !ok {
		return
	}
	for i := range s.copies(v, 3) {
		object.set(fmt.Sprintf("additionalProp%d", i+1), v, true)
	}
}

// copies is how often v may stand in the sample: as often as wanted unless it
// grows too large by that, at least once.
func (s *sampler) copies(v jsontree.Value, wanted int) int {
	more := (wanted - 1) * size(v)
	if wanted < 1 || s.count+more > maxSampled {
		return 1
	}
	s.count += max(0, more)
	return wanted
}

// size counts the values in v.
func size(v jsontree.Value) int {
	n := 1
	for _, item := range v.Items {
		n += size(item)
	}
	for _, m := range v.Members {
		n += size(m.Value)
	}
	return n
}
