package openapi

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/format/object"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// maxProperties is how many properties of one object are described; an object
// with more is a map rather than a record.
const maxProperties = 200

// shape is what the JSON values seen at one place have in common.
type shape struct {
	types      []string // without null, each once
	nullable   bool
	objects    int
	properties []*property
	items      *shape
}

type property struct {
	name  string
	seen  int
	shape shape
}

// add learns from one value.
func (s *shape) add(v jsontree.Value) {
	switch v.Kind {
	case jsontree.Null:
		s.nullable = true
	case jsontree.Bool:
		s.see("boolean")
	case jsontree.Number:
		s.see(numberType(v.Text))
	case jsontree.String:
		s.see("string")
	case jsontree.Array:
		s.see("array")
		if s.items == nil {
			s.items = &shape{}
		}
		for _, item := range v.Items {
			s.items.add(item)
		}
	case jsontree.Object:
		s.see("object")
		s.objects++
		for _, m := range v.Members {
			s.property(m.Name, m.Value)
		}
	}
}

func numberType(literal string) string {
	if strings.ContainsAny(literal, ".eE") {
		return "number"
	}
	return "integer"
}

// see adds a type; whole numbers are numbers where there are others.
func (s *shape) see(name string) {
	for i, known := range s.types {
		switch {
		case known == name, known == "number" && name == "integer":
			return
		case known == "integer" && name == "number":
			s.types[i] = "number"
			return
		}
	}
	s.types = append(s.types, name)
}

func (s *shape) property(name string, v jsontree.Value) {
	for _, p := range s.properties {
		if p.name == name {
			p.seen++
			p.shape.add(v)
			return
		}
	}
	if len(s.properties) >= maxProperties {
		return
	}
	p := &property{name: name, seen: 1}
	p.shape.add(v)
	s.properties = append(s.properties, p)
}

// value is the schema. Values of several types have none, which allows any.
func (s *shape) value() jsontree.Value {
	var o object.Object
	if len(s.types) == 1 {
		o.Text("type", s.types[0])
	}
	if s.nullable {
		o.Flag("nullable", true)
	}
	if len(s.types) != 1 {
		return o.Value()
	}
	switch s.types[0] {
	case "array":
		o.Add("items", s.items.value())
	case "object":
		s.addProperties(&o)
	}
	return o.Value()
}

func (s *shape) addProperties(o *object.Object) {
	var properties object.Object
	var required []jsontree.Value
	for _, p := range s.properties {
		properties.Add(p.name, p.shape.value())
		if p.seen == s.objects {
			required = append(required, jsontree.StringOf(p.name))
		}
	}
	if len(s.properties) > 0 {
		o.Add("properties", properties.Value())
	}
	if len(required) > 0 {
		o.Add("required", jsontree.ArrayOf(required...))
	}
}
