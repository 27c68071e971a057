package ruby

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// sample is a value as a Ruby expression, and the plain data it becomes. No
// sample equals what its type holds when nothing is given.
type sample struct{ Value, Wire string }

// pair is a sample under a name.
type pair struct{ Name, Text string }

// modelSample is a model with every field set.
type modelSample struct {
	Fields []pair // by Ruby name
	Wire   []pair // by name in JSON
	Short  *callSample
}

// callSample is a call's arguments, and the object that it makes.
type callSample struct {
	Args    []string
	Members []string
}

// stepSample is a builder's step and the member it sets.
type stepSample struct {
	callSample
	Key   string
	Value string
}

// Arguments are on one line.
func (c callSample) Arguments() string { return strings.Join(c.Args, ", ") }

// Hash is the object on one line.
func (c callSample) Hash() string { return hash(c.Members) }

func sampleOf(t *ir.Type) modelSample {
	var s modelSample
	for _, f := range t.Fields {
		v := fieldSample(f)
		s.Fields = append(s.Fields, pair{fieldName(f), v.Value})
		s.Wire = append(s.Wire, pair{f.WireName, v.Wire})
	}
	if t.Duration == nil && len(t.Positional) > 0 {
		s.Short = shortSample(t)
	}
	return s
}

// shortSample calls something that takes the usual arguments.
func shortSample(t *ir.Type) *callSample {
	s := &callSample{}
	for _, f := range t.Fields {
		if f.Const != "" {
			s.Members = append(s.Members, fmt.Sprintf("%q => %q", f.WireName, f.Const))
		}
	}
	for _, f := range t.Positional {
		s.add(f, "")
	}
	return s
}

func (c *callSample) add(f *ir.Field, prefix string) {
	v := fieldSample(f)
	c.Args = append(c.Args, prefix+v.Value)
	c.Members = append(c.Members, fmt.Sprintf("%q => %s", f.WireName, v.Wire))
}

func fieldSample(f *ir.Field) sample {
	if f.Const != "" {
		return same(fmt.Sprintf("%q", f.Const))
	}
	return refSample(f.Type)
}

func same(text string) sample { return sample{text, text} }

func refSample(r ir.Ref) sample {
	switch r.Kind {
	case ir.String:
		return same(`"text"`)
	case ir.Integer:
		return same("7")
	case ir.Number:
		return same("7.5")
	case ir.Boolean:
		return same("false")
	case ir.Bytes:
		return sample{`"\x00\xFF".b`, `"AP8="`}
	case ir.List:
		v := refSample(*r.Elem)
		return sample{"[" + v.Value + "]", "[" + v.Wire + "]"}
	case ir.Named:
		return namedSample(r.Type)
	}
	return same(`{ "any" => [1, nil] }`)
}

func namedSample(t *ir.Type) sample {
	switch t.Kind {
	case ir.Enum:
		return same(fmt.Sprintf("%q", t.Values[len(t.Values)-1]))
	case ir.Union:
		return refSample(t.Simplest())
	}
	return objectSample(t)
}

// objectSample sets what the model needs, or its first field.
func objectSample(t *ir.Type) sample {
	if t.Open != nil {
		v := refSample(*t.Open)
		return sample{
			fmt.Sprintf(`MockServer::%s.new({ "name" => %s })`, constant(t.Name), v.Value),
			hash([]string{`"name" => ` + v.Wire}),
		}
	}
	var fields, members []string
	for _, f := range needed(t) {
		v := fieldSample(f)
		if f.Const == "" {
			fields = append(fields, fieldName(f)+": "+v.Value)
		}
		members = append(members, fmt.Sprintf("%q => %s", f.WireName, v.Wire))
	}
	return sample{
		fmt.Sprintf("MockServer::%s.new(%s)", constant(t.Name), strings.Join(fields, ", ")), hash(members),
	}
}

func needed(t *ir.Type) []*ir.Field {
	var out []*ir.Field
	for _, f := range t.Fields {
		if f.Required || f.Const != "" {
			out = append(out, f)
		}
	}
	if len(out) == 0 && len(t.Fields) > 0 {
		return t.Fields[:1]
	}
	return out
}

func hash(members []string) string {
	if len(members) == 0 {
		return "{}"
	}
	return "{ " + strings.Join(members, ", ") + " }"
}

func setSample(f *ir.Field) stepSample {
	v := fieldSample(f)
	return stepSample{callSample{Args: []string{v.Value}}, f.WireName, v.Wire}
}

func appendSample(f *ir.Field) stepSample {
	if f.Type.Kind == ir.List {
		v := refSample(*f.Type.Elem)
		return stepSample{callSample{Args: []string{v.Value}}, f.WireName, "[" + v.Wire + "]"}
	}
	elem, wire := *f.Type.Type.Open, `{ "name" => %s }`
	if list := listOf(elem); list != nil {
		elem, wire = *list, `{ "name" => [%s] }`
	}
	v := refSample(elem)
	return stepSample{callSample{Args: []string{`"name"`, v.Value}}, f.WireName, fmt.Sprintf(wire, v.Wire)}
}

func variantSample(f *ir.Field, variant *ir.Type) stepSample {
	call := shortSample(variant)
	for _, o := range variant.Options() {
		call.add(o, fieldName(o)+": ")
	}
	return stepSample{*call, f.WireName, call.Hash()}
}
