package openapi

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// definition is a schema that others refer to, as JSON Schema.
type definition struct {
	name  string
	value jsontree.Value
	uses  []*definition
}

// bundle returns the schema as one JSON Schema document that needs no other:
// what it refers to stands below its definitions.
func (n *node) bundle() (jsontree.Value, error) {
	w := &writer{whole: n.file.whole}
	v, err := w.schema(n)
	if err != nil {
		return v, err
	}
	return w.whole.closed(v, w.uses), nil
}

// closed adds the dialect and what the schema uses, directly or not.
func (s *specification) closed(v jsontree.Value, uses []*definition) jsontree.Value {
	if v.Kind != jsontree.Object {
		return v
	}
	var definitions []jsontree.Member
	seen := make(map[*definition]bool)
	for queue := slices.Clone(uses); len(queue) > 0; {
		d := queue[0]
		queue = queue[1:]
		if seen[d] {
			continue
		}
		seen[d] = true
		definitions = append(definitions, jsontree.Member{Name: d.name, Value: d.value})
		queue = append(queue, d.uses...)
	}
	members := slices.Clone(v.Members)
	if s.modern {
		dialect := jsontree.StringOf("https://json-schema.org/draft/2020-12/schema")
		members = append([]jsontree.Member{{Name: "$schema", Value: dialect}}, members...)
	}
	if len(definitions) > 0 {
		members = append(members, jsontree.Member{Name: "definitions", Value: jsontree.ObjectOf(definitions...)})
	}
	return jsontree.ObjectOf(members...)
}

// writer writes one schema and notes what it uses.
type writer struct {
	whole *specification
	uses  []*definition
}

// Keywords with schemas inside.
var (
	schemaMaps = []string{"properties", "patternProperties", "dependentSchemas", "definitions", "$defs"}
	schemaList = []string{"allOf", "anyOf", "oneOf", "prefixItems"}
	schemaOne  = []string{
		"items", "not", "additionalProperties", "additionalItems", "propertyNames", "contains", "if", "then", "else",
		"unevaluatedProperties", "unevaluatedItems",
	}
	// dropped say nothing about what is valid, or point elsewhere.
	dropped = []string{"$ref", "$id", "$schema", "$anchor", "$dynamicAnchor", "example", "examples", "discriminator", "xml", "externalDocs"}
)

// schema writes what n says as JSON Schema. A reference becomes one to a
// definition of the bundle.
func (w *writer) schema(n *node) (jsontree.Value, error) {
	if n.value.Kind != jsontree.Object {
		if n.value.Kind == jsontree.Bool {
			return n.value, nil
		}
		return n.value, n.fail("%s found, object expected", kindName(n.value))
	}
	var out []jsontree.Member
	reference, ok := n.value.Get("$ref")
	switch {
	case !ok || reference.Kind != jsontree.String:
	case isMetaSchema(reference.Text):
		return jsontree.ObjectOf(jsontree.Member{Name: "$ref", Value: reference}), nil
	default:
		d, err := w.whole.definition(n)
		if err != nil {
			return n.value, err
		}
		w.uses = append(w.uses, d)
		out = append(out, jsontree.Member{Name: "$ref", Value: jsontree.StringOf("#/definitions/" + d.name)})
		if !w.whole.modern {
			return jsontree.ObjectOf(out...), nil // what stands beside it does not count
		}
	}
	for _, m := range n.value.Members {
		if slices.Contains(dropped, m.Name) || isExtension(m.Name) {
			continue
		}
		v, err := w.keyword(n.child("."+m.Name, m.Value), m.Name)
		if err != nil {
			return n.value, err
		}
		out = append(out, jsontree.Member{Name: m.Name, Value: v})
	}
	if w.whole.modern {
		return jsontree.ObjectOf(out...), nil
	}
	return translated(out), nil
}

func (w *writer) keyword(n *node, name string) (jsontree.Value, error) {
	switch {
	case slices.Contains(schemaMaps, name):
		if n.value.Kind != jsontree.Object {
			return n.value, n.fail("%s found, object expected", kindName(n.value))
		}
		members := make([]jsontree.Member, len(n.value.Members))
		for i, m := range n.value.Members {
			v, err := w.schema(n.child("."+m.Name, m.Value))
			if err != nil {
				return v, err
			}
			members[i] = jsontree.Member{Name: m.Name, Value: v}
		}
		return jsontree.ObjectOf(members...), nil
	case slices.Contains(schemaList, name), name == "items" && n.value.Kind == jsontree.Array:
		items := make([]jsontree.Value, len(n.value.Items))
		for i, item := range n.value.Items {
			v, err := w.schema(n.child(fmt.Sprintf("[%d]", i), item))
			if err != nil {
				return v, err
			}
			items[i] = v
		}
		return jsontree.ArrayOf(items...), nil
	case slices.Contains(schemaOne, name):
		return w.schema(n)
	}
	return n.value, nil
}

// definition returns what the reference n leads to, written once.
func (s *specification) definition(n *node) (*definition, error) {
	target, err := n.resolved()
	if err != nil {
		return nil, err
	}
	place := target.place()
	if d, ok := s.schemas[place]; ok {
		return d, nil
	}
	d := &definition{name: s.nameFor(target)}
	s.schemas[place] = d
	w := &writer{whole: s}
	if d.value, err = w.schema(target); err != nil {
		delete(s.schemas, place)
		return nil, err
	}
	d.uses = w.uses
	return d, nil
}

// nameFor makes a definition's name of the last step to it.
func (s *specification) nameFor(target *node) string {
	base := strings.Map(func(r rune) rune {
		if r == '/' || r == '~' || r == '%' || r == '#' || r == ' ' {
			return '_'
		}
		return r
	}, strings.Trim(target.step, ".[]"))
	if base == "" {
		base = path.Base(target.file.location)
	}
	name := base
	for i := 2; s.names[name]; i++ {
		name = fmt.Sprintf("%s_%d", base, i)
	}
	s.names[name] = true
	return name
}

// asksFor reports whether the schema's type is kind and nothing else.
func asksFor(schema jsontree.Value, kind string) bool {
	t, _ := schema.Get("type")
	return t.Kind == jsontree.String && t.Text == kind
}
