package parse

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/bundle"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

// Parse builds the model in passes: name every type, fill them in, connect
// factories and durations to their fields, read the operations, validate.
// It reports every problem it finds.
func Parse(doc *bundle.Document) (*ir.API, error) {
	var d document
	if err := doc.Root.Decode(&d); err != nil {
		return nil, err
	}
	p := &parser{doc: &d, origins: doc.Origins, types: map[string]*ir.Type{}}
	p.declare()
	p.fill()
	p.connect()
	api := &ir.API{Title: d.Info.Title, Version: d.Info.Version, Doc: clean(d.Info.Description)}
	for _, tag := range d.Tags {
		api.Tags = append(api.Tags, &ir.Tag{Name: ir.Words(tag.Name), ID: tag.Name, Doc: clean(tag.Description)})
	}
	api.Operations = p.operations()
	api.Types = p.sortedTypes()
	if err := errors.Join(p.errs...); err != nil {
		return nil, err
	}
	return api, ir.Validate(api)
}

type parser struct {
	doc     *document
	origins map[string]string
	types   map[string]*ir.Type
	errs    []error
}

func (p *parser) fail(where, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("%s: "+format, append([]any{where}, args...)...))
}

// declare makes every component a type, so that references can be resolved in
// any order.
func (p *parser) declare() {
	for _, s := range p.doc.Components.Schemas {
		p.newType(s.Key, p.origins[s.Key], s.Value)
	}
}

func (p *parser) newType(wireName, origin string, s *schema) *ir.Type {
	t := &ir.Type{
		Name: ir.Words(wireName), WireName: wireName, Doc: clean(s.Description), Origin: origin,
		Discriminator: s.Discriminator, Plain: s.Plain, StringMatcher: s.StringMatcher,
		Verb: ir.Words(s.Verb), Word: ir.Words(s.Word), Content: s.Content,
	}
	if !s.Example.IsZero() {
		t.Example = p.example(origin, s.Example)
	}
	switch {
	case len(s.AnyOf) > 0:
		t.Kind = ir.Union
	case len(s.Enum) > 0:
		t.Kind, t.Values = ir.Enum, s.Enum
	case s.Type != "object":
		p.fail(origin, "%s is neither an object, an enumeration nor anyOf", wireName)
	}
	if s.Action != nil {
		t.Action = &ir.Action{Property: s.Action.Property, Verb: ir.Words(s.Action.Verb)}
	}
	p.types[wireName] = t
	return t
}

func (p *parser) fill() {
	for _, s := range p.doc.Components.Schemas {
		t := p.types[s.Key]
		t.Open = p.open(t, s.Value)
		for _, prop := range s.Value.Properties {
			t.Fields = append(t.Fields, p.field(t, prop.Key, prop.Value, s.Value.Required))
		}
		for _, v := range s.Value.AnyOf {
			if !t.Plain || v.Ref != "" {
				t.Variants = append(t.Variants, p.ref(t, "variant", v))
			}
		}
	}
}

func (p *parser) open(t *ir.Type, s *schema) *ir.Ref {
	n := s.AdditionalProperties
	if n.IsZero() || n.Value == "false" {
		return nil
	}
	if n.Value == "true" {
		return &ir.Ref{Kind: ir.Any}
	}
	var elem schema
	if err := n.Decode(&elem); err != nil {
		p.fail(t.Origin, "additionalProperties: %v", err)
		return nil
	}
	ref := p.ref(t, "value", &elem)
	return &ref
}

func (p *parser) field(t *ir.Type, wireName string, s *schema, required []string) *ir.Field {
	f := &ir.Field{
		Name: ir.Words(wireName), WireName: wireName, Doc: clean(s.Description), ReadOnly: s.ReadOnly,
		Append: ir.Words(s.Append), Word: ir.Words(s.Word), Verb: ir.Words(s.Verb), Unit: s.Unit, Content: s.Content,
	}
	for _, r := range required {
		f.Required = f.Required || r == wireName
	}
	f.Default, f.Minimum, f.Maximum = s.Default.Value, s.Minimum.Value, s.Maximum.Value
	if len(s.Enum) == 1 {
		f.Const, f.Type = s.Enum[0], ir.Ref{Kind: ir.String}
		return f
	}
	f.Type = p.ref(t, wireName, s)
	return f
}

// ref resolves the use of a schema; an enumeration written in place becomes a
// type named after where it stands.
func (p *parser) ref(t *ir.Type, where string, s *schema) ir.Ref {
	switch {
	case s.Ref != "":
		return p.named(t.Origin, s.Ref)
	case len(s.AllOf) == 1:
		return p.ref(t, where, s.AllOf[0])
	case len(s.Enum) > 0:
		return ir.Ref{Kind: ir.Named, Type: p.newType(t.WireName+ir.Words(where).Pascal(), t.Origin, s)}
	}
	return p.plain(t, where, s)
}

func (p *parser) plain(t *ir.Type, where string, s *schema) ir.Ref {
	switch s.Type {
	case "":
		return ir.Ref{Kind: ir.Any}
	case "string":
		if s.Format == "byte" {
			return ir.Ref{Kind: ir.Bytes}
		}
		return ir.Ref{Kind: ir.String}
	case "integer":
		if s.Format == "int64" {
			return ir.Ref{Kind: ir.Integer, Bits: 64}
		}
		return ir.Ref{Kind: ir.Integer, Bits: 32}
	case "number":
		return ir.Ref{Kind: ir.Number}
	case "boolean":
		return ir.Ref{Kind: ir.Boolean}
	case "array":
		elem := ir.Ref{Kind: ir.Any}
		if s.Items != nil {
			elem = p.ref(t, where, s.Items)
		}
		return ir.Ref{Kind: ir.List, Elem: &elem}
	}
	p.fail(t.Origin, "%s.%s: an object needs a schema file of its own", t.WireName, where)
	return ir.Ref{}
}

func (p *parser) named(where, ref string) ir.Ref {
	name := ref[strings.LastIndex(ref, "/")+1:]
	t, ok := p.types[name]
	if !ok {
		p.fail(where, "unknown schema %q", ref)
		return ir.Ref{}
	}
	return ir.Ref{Kind: ir.Named, Type: t}
}

func (p *parser) sortedTypes() []*ir.Type {
	types := make([]*ir.Type, 0, len(p.types))
	for _, t := range p.types {
		types = append(types, t)
	}
	sort.Slice(types, func(i, j int) bool { return types[i].WireName < types[j].WireName })
	return types
}

// clean joins the lines of a description that only wrapped.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }
