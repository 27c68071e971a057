package parse

import (
	"encoding/json"

	"go.yaml.in/yaml/v3"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// connect points what the vendor extensions name at the fields they mean.
func (p *parser) connect() {
	for _, s := range p.doc.Components.Schemas {
		t := p.types[s.Key]
		for _, name := range s.Value.Positional {
			t.Positional = append(t.Positional, p.fieldOf(t, "x-positional", name))
		}
		if d := s.Value.Duration; d != nil {
			t.Duration = &ir.Duration{
				Unit:  p.fieldOf(t, "x-duration", d.Unit),
				Value: p.fieldOf(t, "x-duration", d.Value),
			}
		}
		factories := s.Value.Factories
		if b := s.Value.Builder; b != nil {
			t.Builder = &ir.Builder{Name: ir.Words(b.Name)}
			factories = append(factories, b.Factories...)
		}
		for _, f := range factories {
			t.Factories = append(t.Factories, p.factory(t, f))
		}
	}
}

func (p *parser) fieldOf(t *ir.Type, extension, name string) *ir.Field {
	if f := t.Field(name); f != nil {
		return f
	}
	p.fail(t.Origin, "%s names %q, which is no property", extension, name)
	return &ir.Field{}
}

func (p *parser) factory(t *ir.Type, f factory) *ir.Factory {
	out := &ir.Factory{Name: ir.Words(f.Name)}
	for _, a := range f.Args {
		arg := &ir.Argument{Name: ir.Words(a.Name)}
		for _, name := range a.Fields {
			arg.Fields = append(arg.Fields, p.fieldOf(t, "factory "+f.Name, name))
		}
		out.Args = append(out.Args, arg)
	}
	for _, s := range f.Set {
		out.Set = append(out.Set, ir.Fixed{
			Field: p.fieldOf(t, "factory "+f.Name, s.Key),
			Value: p.asJSON(t, s.Value),
		})
	}
	return out
}

func (p *parser) asJSON(t *ir.Type, n yaml.Node) string {
	var v any
	if err := n.Decode(&v); err != nil {
		p.fail(t.Origin, "line %d: %v", n.Line, err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		p.fail(t.Origin, "line %d: %v", n.Line, err)
	}
	return string(out)
}
