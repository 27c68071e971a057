package ruby

import (
	"slices"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// expressible tells whether a field of this type can be converted.
func expressible(r ir.Ref) bool {
	switch r.Kind {
	case ir.Map:
		return false
	case ir.List:
		return r.Elem.Kind != ir.List && r.Elem.Kind != ir.Map
	}
	return true
}

// converter is the constant that encodes and decodes values of the type, or ""
// for plain ones, and whether it applies to each item of a list.
func converter(r ir.Ref) (constantName string, list bool) {
	switch {
	case r.Kind == ir.List:
		name, _ := converter(*r.Elem)
		return name, name != ""
	case r.Kind == ir.Bytes:
		return "Bytes", false
	case r.Kind == ir.Named && r.Type.Kind != ir.Enum:
		return constant(r.Type.Name), false
	}
	return "", false
}

// yardTypes are the classes that a value of the type may have.
func yardTypes(r ir.Ref) []string {
	switch r.Kind {
	case ir.String, ir.Bytes:
		return []string{"String"}
	case ir.Integer:
		return []string{"Integer"}
	case ir.Number:
		return []string{"Numeric"}
	case ir.Boolean:
		return []string{"Boolean"}
	case ir.List:
		return []string{"Array<" + strings.Join(yardTypes(*r.Elem), ", ") + ">"}
	case ir.Named:
		return yardNamed(r.Type)
	}
	return []string{"Object"}
}

func yardNamed(t *ir.Type) []string {
	switch t.Kind {
	case ir.Enum:
		return []string{"String"}
	case ir.Object:
		return []string{constant(t.Name)}
	}
	var names []string
	for _, v := range t.Variants {
		names = append(names, yardTypes(v)...)
	}
	if t.Discriminator != "" { // open to further kinds, and they are many
		names = []string{constant(t.Name)}
	}
	if t.Plain {
		names = append(names, "String", "Array", "Hash")
	}
	return names
}

// yardInput are the classes that may be given where the type is asked for.
func yardInput(r ir.Ref) []string {
	if r.Kind == ir.List {
		return []string{"Array<" + strings.Join(yardInput(*r.Elem), ", ") + ">"}
	}
	if r.Kind != ir.Named {
		return yardTypes(r)
	}
	switch r.Type.Kind {
	case ir.Enum:
		return []string{"String", "Symbol"}
	case ir.Union:
		return yardUnionInput(r.Type)
	}
	return yardObjectInput(r.Type)
}

func yardObjectInput(t *ir.Type) []string {
	names := []string{constant(t.Name), "Hash"}
	if t.Builder != nil {
		names = append([]string{builderClass(t)}, names...)
	}
	switch {
	case t.Duration != nil:
		names = append(names, "Numeric")
	case len(t.Positional) == 1:
		names = append(names, yardInput(t.Positional[0].Type)...)
	}
	return unique(names)
}

func yardUnionInput(t *ir.Type) []string {
	names := yardNamed(t)
	for _, v := range t.Variants {
		if v.Kind == ir.Named && v.Type.Kind == ir.Object {
			names = append(names, "Hash")
		}
	}
	return unique(names)
}

func unique(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// rbsType is the RBS type of a value that was read.
func rbsType(r ir.Ref) string {
	switch r.Kind {
	case ir.String, ir.Bytes:
		return "String"
	case ir.Integer:
		return "Integer"
	case ir.Number:
		return "(Integer | Float)"
	case ir.Boolean:
		return "bool"
	case ir.List:
		return "Array[" + rbsType(*r.Elem) + "]"
	case ir.Named:
		switch r.Type.Kind {
		case ir.Enum:
			return "String"
		case ir.Union:
			return snake(r.Type.Name)
		}
		return constant(r.Type.Name)
	}
	return "untyped"
}

// rbsInput is the RBS type of what may be given where the type is asked for.
func rbsInput(r ir.Ref) string {
	switch r.Kind {
	case ir.Number:
		return "Numeric"
	case ir.List:
		return "Array[" + rbsInput(*r.Elem) + "]"
	case ir.Named:
		return snake(r.Type.Name) + "_input"
	}
	return rbsType(r)
}

// maybe makes an RBS type optional.
func maybe(rbs string) string {
	if rbs == "untyped" {
		return rbs
	}
	return rbs + "?"
}
