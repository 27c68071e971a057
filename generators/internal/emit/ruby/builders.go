package ruby

import (
	"slices"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// builder is a builder's class.
type builder struct {
	Name  string
	File  string
	Base  string // Builder, or Statement for one that ends in a verb
	Model string
	Doc   string
	Steps []step
	Verbs []verb
}

// step is a method that answers a builder with more in it.
type step struct {
	Kind   string // names the template: value, map, entry, values, items, options or document
	Name   string
	Doc    string
	Field  string     // of the built model
	Type   ir.Ref     // of the field, or of an entry's value
	Yard   []string   // what may be given as that
	Class  string     // map: of the map; options and document: of the variant
	Args   []argument // options and document: the usual arguments
	Extras []argument // options and document: the options
	Sample stepSample
}

// verb is a method that talks to the server.
type verb struct {
	Name, Doc, Field string
	Param            string // Field, with a star when it takes any number
	Type             ir.Ref // of each argument
	Yard             []string
}

func builders(api *ir.API) []builder {
	var out []builder
	for _, t := range api.Types {
		if t.Builder != nil {
			out = append(out, builderView(t))
		}
	}
	return out
}

func builderView(t *ir.Type) builder {
	b := builder{
		Name: builderClass(t), File: snake(t.Builder.Name) + "_builder", Base: "Builder", Model: constant(t.Name), Doc: t.Doc,
	}
	for _, f := range t.Fields {
		switch {
		case f.ReadOnly || f.Const != "":
		case f.Ending() != nil:
			b.Base = "Statement"
			b.Verbs = append(b.Verbs, verbFor(f))
		default:
			b.Steps = append(b.Steps, steps(f)...)
		}
	}
	return b
}

func verbFor(f *ir.Field) verb {
	v := verb{
		Name: member(f.Ending()), Doc: fieldDoc(f), Field: fieldName(f), Param: fieldName(f), Type: f.Type, Yard: yardInput(f.Type),
	}
	if f.Type.Kind == ir.List {
		v.Param, v.Type = "*"+v.Param, *f.Type.Elem
	}
	return v
}

// bound tells whether a builder needs a client: it ends in a verb.
func bound(t *ir.Type) bool {
	return slices.ContainsFunc(t.Fields, func(f *ir.Field) bool { return f.Ending() != nil })
}

// steps are the methods for one field: one that sets it, one that adds to it,
// and one for each kind of value that has a name of its own.
func steps(f *ir.Field) []step {
	whole := step{
		Kind: "value", Name: builderMethod(f), Doc: fieldDoc(f), Field: fieldName(f), Type: f.Type, Yard: yardInput(f.Type),
	}
	if f.Type.IsMap() {
		whole.Kind, whole.Class = "map", constant(f.Type.Type.Name)
	}
	whole.Sample = setSample(f)
	out := []step{whole}
	if f.Append != nil {
		out = append(out, appendStep(f))
	}
	if f.Type.Kind == ir.Named && f.Type.Type.Kind == ir.Union {
		for _, v := range f.Kinds() {
			if v.Kind == ir.Named && v.Type.Verb != nil {
				out = append(out, variantStep(f, v.Type))
			}
		}
	}
	return out
}

func appendStep(f *ir.Field) step {
	s := step{Name: member(f.Append), Doc: fieldDoc(f), Field: fieldName(f), Sample: appendSample(f)}
	switch {
	case f.Type.Kind == ir.List:
		s.Kind, s.Type = "items", *f.Type.Elem
	case listOf(*f.Type.Type.Open) != nil:
		s.Kind, s.Type = "values", *listOf(*f.Type.Type.Open)
	default:
		s.Kind, s.Type = "entry", *f.Type.Type.Open
	}
	s.Yard = yardInput(s.Type)
	return s
}

// listOf is the type of the items when a map's values are lists, or can be.
func listOf(r ir.Ref) *ir.Ref {
	if r.Kind == ir.List {
		return r.Elem
	}
	if r.Kind == ir.Named && r.Type.Kind == ir.Union {
		for _, v := range r.Type.Variants {
			if v.Kind == ir.List {
				return v.Elem
			}
		}
	}
	return nil
}

func variantStep(f *ir.Field, variant *ir.Type) step {
	s := step{
		Kind: "options", Name: member(variant.Verb), Doc: variant.Doc, Field: fieldName(f), Class: constant(variant.Name),
		Sample: variantSample(f, variant),
	}
	for _, p := range variant.Positional {
		s.Args = append(s.Args, argumentOf(p))
	}
	if len(variant.Positional) == 1 && isDocument(variant.Positional[0].Type) {
		s.Kind = "document"
	}
	for _, o := range variant.Options() {
		extra := argumentOf(o)
		extra.Name = fieldName(o)
		s.Extras = append(s.Extras, extra)
	}
	return s
}

// isDocument tells whether a value of the type is usually a hash, which Ruby
// lets a caller write as keywords.
func isDocument(r ir.Ref) bool { return r.Kind == ir.Any || r.IsMap() }

// Keywords are the usual arguments as keywords of the variant's class.
func (s step) Keywords() string { return keywords(s.Args) }

// Params are the usual arguments' names.
func (s step) Params() string {
	var out []string
	for _, a := range s.Args {
		out = append(out, a.Name)
	}
	return strings.Join(out, ", ")
}
