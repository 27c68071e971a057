package ruby

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// model is an object's class.
type model struct {
	Name   string
	Alias  string // of its RBS types
	Doc    string
	Fields []field
	Entry  string // converter arguments of further members, or "" when closed
	Open   *ir.Ref
	Short  *short
	Length *duration
	Inputs []string // RBS types that stand for it
	Sample modelSample
}

// field is a member of a model.
type field struct {
	Name string
	Init string // arguments of Field.new
	Doc  string
	Yard []string
	Type ir.Ref
}

// short is the way to make a model of its usual arguments.
type short struct {
	Args []argument
	Set  string // keywords of new
}

// argument is one argument of a generated method.
type argument struct {
	Name  string
	Field string // that it fills, or ""
	Doc   string
	Yard  []string
	Type  ir.Ref
}

// duration names the fields that make up a duration.
type duration struct{ Unit, Value string }

func modelView(t *ir.Type) model {
	m := model{
		Name: constant(t.Name), Alias: snake(t.Name), Doc: t.Doc, Open: t.Open,
		Inputs: rbsObjectInputs(t), Sample: sampleOf(t),
	}
	for _, f := range t.Fields {
		m.Fields = append(m.Fields, field{
			Name: fieldName(f), Init: fieldInit(f), Doc: fieldDoc(f), Yard: yardTypes(f.Type), Type: f.Type,
		})
	}
	if t.Open != nil {
		m.Entry = `""` + converterArgs(*t.Open)
	}
	switch {
	case t.Duration != nil:
		m.Length = &duration{Unit: fieldName(t.Duration.Unit), Value: fieldName(t.Duration.Value)}
	case len(t.Positional) > 0:
		m.Short = shortOf(t)
	}
	return m
}

func fieldInit(f *ir.Field) string {
	init := fmt.Sprintf("%q%s", f.WireName, converterArgs(f.Type))
	if f.Const != "" {
		init += fmt.Sprintf(", fixed: %q", f.Const)
	}
	return init
}

func converterArgs(r ir.Ref) string {
	name, list := converter(r)
	switch {
	case name == "":
		return ""
	case list:
		return ", :" + name + ", list: true"
	}
	return ", :" + name
}

func shortOf(t *ir.Type) *short {
	s := &short{}
	for _, f := range t.Positional {
		s.Args = append(s.Args, argumentOf(f))
	}
	s.Set = keywords(s.Args)
	return s
}

// keywords pass arguments on to the fields that they fill.
func keywords(args []argument) string {
	var out []string
	for _, a := range args {
		out = append(out, a.Field+": "+a.Name)
	}
	return strings.Join(out, ", ")
}

func argumentOf(f *ir.Field) argument {
	return argument{Name: local(f.Name), Field: fieldName(f), Doc: fieldDoc(f), Yard: yardInput(f.Type), Type: f.Type}
}

func rbsObjectInputs(t *ir.Type) []string {
	names := []string{constant(t.Name), "Hash[untyped, untyped]"}
	if t.Builder != nil {
		names = append(names, builderClass(t))
	}
	switch {
	case t.Duration != nil:
		names = append(names, "Numeric")
	case len(t.Positional) == 1 && rbsInput(t.Positional[0].Type) != "untyped":
		names = append(names, rbsInput(t.Positional[0].Type))
	}
	return names
}

// enum is the module of an enumeration's values.
type enum struct {
	Name, Alias, Doc string
	Values           []value
}

type value struct{ Name, Text string }

func enumView(t *ir.Type) enum {
	e := enum{Name: constant(t.Name), Alias: snake(t.Name), Doc: t.Doc}
	for _, v := range t.Values {
		e.Values = append(e.Values, value{Name: ir.Words(v).ScreamingSnake(), Text: v})
	}
	return e
}

// union is the converter of values that come in several shapes.
type union struct {
	Name, Alias, Doc string
	Objects          []shape
	Discriminator    string
	List             string // converter of the items when an array is a shape too
	Types, Inputs    []string
}

// shape is a model and what tells it from the others, as a Ruby literal.
type shape struct{ Name, Mark string }

func unionView(t *ir.Type) union {
	u := union{Name: constant(t.Name), Alias: snake(t.Name), Doc: t.Doc, Discriminator: t.Discriminator}
	for _, v := range t.Variants {
		u.Types = append(u.Types, rbsType(v))
		u.Inputs = append(u.Inputs, rbsInput(v))
		switch {
		case v.Kind == ir.List:
			u.List, _ = converter(*v.Elem)
		case v.Kind == ir.Named && v.Type.Kind == ir.Object:
			u.Objects = append(u.Objects, shape{Name: constant(v.Type.Name), Mark: mark(t, v.Type)})
		}
	}
	if t.Plain {
		plain := []string{"String", "Array[untyped]", "Hash[untyped, untyped]"}
		u.Types, u.Inputs = append(u.Types, plain...), append(u.Inputs, plain...)
	}
	u.Inputs = append(u.Inputs, "Symbol")
	return u
}

// mark is the discriminator's value, or the members that the shape must have.
func mark(union, variant *ir.Type) string {
	if union.Discriminator != "" {
		return fmt.Sprintf("%q", variant.Field(union.Discriminator).Const)
	}
	var required []string
	for _, f := range variant.Fields {
		if f.Required {
			required = append(required, f.WireName)
		}
	}
	return "%w[" + strings.Join(required, " ") + "]"
}
