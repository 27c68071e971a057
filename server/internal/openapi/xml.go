package openapi

import (
	"encoding/xml"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// maxParts bounds how deep the parts of a schema are searched for a property.
const maxParts = 8

// xmlText writes v, a value of the schema, as an XML document. The schema may
// be nil.
func xmlText(schema *node, v jsontree.Value) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>`)
	root := shapeOf(schema, rootName(schema))
	root.wrapped = root.wrapped || len(v.Items) != 1 // a document has one root
	root.write(&b, v)
	return b.String()
}

// rootName is the root's name where the schema gives it none: its type, or
// that of its items.
func rootName(schema *node) string {
	for range maxParts {
		if schema == nil {
			break
		}
		at, err := schema.resolved()
		if err != nil {
			break
		}
		kind := typeOf(at.value)
		if kind != "array" {
			return kind
		}
		schema = at.item()
	}
	return "object"
}

// shape is what a schema says of the XML of its values (OpenAPI 3.0.3, XML
// Object).
type shape struct {
	schema             *node // nil says nothing
	name               string
	prefix, namespace  string
	attribute, wrapped bool
}

// shapeOf is the shape of the schema's values that stand in a member called
// name.
func shapeOf(schema *node, name string) shape {
	s := shape{name: name}
	if schema == nil {
		return s
	}
	at, err := schema.resolved()
	if err != nil {
		return s
	}
	s.schema = at
	given, _ := at.value.Get("xml")
	if own, _ := given.Get("name"); own.Text != "" {
		s.name = own.Text
	}
	prefix, _ := given.Get("prefix")
	namespace, _ := given.Get("namespace")
	s.prefix, s.namespace = prefix.Text, namespace.Text
	s.attribute, s.wrapped = isTrue(given, "attribute"), isTrue(given, "wrapped")
	return s
}

// item is the schema of an array's items; nil when there is none.
func (n *node) item() *node {
	if v, ok := n.value.Get("items"); ok {
		return n.child(".items", v)
	}
	return nil
}

// property is the schema of an object's member; nil when nothing is said of it.
func (n *node) property(name string, parts int) *node {
	at, err := n.resolved()
	if err != nil {
		return nil
	}
	properties, _ := at.value.Get("properties")
	if v, ok := properties.Get(name); ok {
		return at.child(".properties", properties).child("."+name, v)
	}
	for _, keyword := range [...]string{"allOf", "oneOf", "anyOf"} {
		for _, part := range at.schemas(keyword) {
			if parts == 0 {
				return nil
			}
			if found := part.property(name, parts-1); found != nil {
				return found
			}
		}
	}
	return nil
}

// member is the shape of an object's member.
func (s shape) member(name string) shape {
	if s.schema == nil {
		return shape{name: name}
	}
	return shapeOf(s.schema.property(name, maxParts), name)
}

// write writes v as an element; a list as one for each item, in an element
// around them if they are to be wrapped.
func (s shape) write(b *strings.Builder, v jsontree.Value) {
	if v.Kind != jsontree.Array {
		s.element(b, v)
		return
	}
	if s.wrapped {
		s.open(b, nil)
	}
	item := shape{name: s.name}
	if s.schema != nil {
		item = shapeOf(s.schema.item(), s.name)
	}
	for _, of := range v.Items {
		item.write(b, of)
	}
	if s.wrapped {
		s.close(b)
	}
}

func (s shape) element(b *strings.Builder, v jsontree.Value) {
	s.open(b, v.Members)
	for _, m := range v.Members {
		if member := s.member(m.Name); !member.attribute {
			member.write(b, m.Value)
		}
	}
	escape(b, v.Text)
	s.close(b)
}

// open writes the start of the element, with those of members that are its
// attributes.
func (s shape) open(b *strings.Builder, members []jsontree.Member) {
	b.WriteString("<" + s.tag())
	if s.namespace != "" {
		attribute(b, strings.TrimSuffix("xmlns:"+s.prefix, ":"), s.namespace)
	}
	for _, m := range members {
		if member := s.member(m.Name); member.attribute {
			attribute(b, member.tag(), m.Value.Text)
		}
	}
	b.WriteByte('>')
}

func (s shape) close(b *strings.Builder) { b.WriteString("</" + s.tag() + ">") }

// tag is the name with its prefix.
func (s shape) tag() string {
	if s.prefix == "" {
		return s.name
	}
	return s.prefix + ":" + s.name
}

func attribute(b *strings.Builder, name, value string) {
	b.WriteString(" " + name + `="`)
	escape(b, value)
	b.WriteByte('"')
}

func escape(b *strings.Builder, text string) {
	_ = xml.EscapeText(b, []byte(text)) // a strings.Builder takes everything
}
