package python

import (
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// shape says how a type is written in this language.
type shape int

const (
	classShape   shape = iota // a model
	enumShape                 // an open enumeration
	unionShape                // an alias of several
	mappingShape              // an alias of a dict: an open object without fields
)

func shapeOf(t *ir.Type) shape {
	switch {
	case t.Kind == ir.Enum:
		return enumShape
	case t.Kind == ir.Union:
		return unionShape
	case len(t.Fields) == 0 && t.Open != nil:
		return mappingShape
	}
	return classShape
}

// stored is the type of a model's attribute: exact, so that nothing is
// converted behind the user's back. named is told of every type it names.
func stored(r ir.Ref, im *imports, named func(*ir.Type)) string {
	switch r.Kind {
	case ir.String:
		return use(im, "pydantic", "StrictStr")
	case ir.Integer:
		return use(im, "pydantic", "StrictInt")
	case ir.Number:
		return use(im, "pydantic", "StrictInt") + " | " + use(im, "pydantic", "StrictFloat")
	case ir.Boolean:
		return use(im, "pydantic", "StrictBool")
	case ir.Bytes:
		return use(im, "mockserver._model", "Octets")
	case ir.List:
		return "list[" + stored(*r.Elem, im, named) + "]"
	case ir.Map:
		return "dict[str, " + stored(*r.Elem, im, named) + "]"
	case ir.Named:
		named(r.Type)
		return className(r.Type)
	}
	return use(im, "typing", "Any")
}

// result is the type of what a call returns.
func result(r *ir.Ref, im *imports) string {
	if r == nil {
		return "None"
	}
	return passed(*r, im)
}

func passed(r ir.Ref, im *imports) string {
	switch r.Kind {
	case ir.List:
		return "list[" + passed(*r.Elem, im) + "]"
	case ir.String:
		return "str"
	}
	return stored(r, im, func(t *ir.Type) { im.add(pkg+".models", className(t)) })
}

// accepted is the type of an argument: models, builders and plain data alike.
func (g *generator) accepted(r ir.Ref, im *imports) string {
	switch r.Kind {
	case ir.String:
		return "str"
	case ir.Integer:
		return "int"
	case ir.Number:
		return "float"
	case ir.Boolean:
		return "bool"
	case ir.Bytes:
		return "bytes"
	case ir.List:
		return use(im, "collections.abc", "Sequence") + "[" + g.accepted(*r.Elem, im) + "]"
	case ir.Map:
		return use(im, "collections.abc", "Mapping") + "[str, " + g.accepted(*r.Elem, im) + "]"
	case ir.Named:
		return g.acceptedNamed(r.Type, im)
	}
	return use(im, "typing", "Any")
}

func (g *generator) acceptedNamed(t *ir.Type, im *imports) string {
	switch shapeOf(t) {
	case enumShape:
		return use(im, pkg+".models", className(t)) + " | str"
	case mappingShape:
		return use(im, "collections.abc", "Mapping") + "[str, " + g.accepted(*t.Open, im) + "]"
	case unionShape:
		if t.Plain || t.StringMatcher {
			return use(im, pkg+".models", className(t))
		}
		var variants []string
		for _, v := range t.Variants {
			variants = append(variants, g.accepted(v, im))
		}
		return strings.Join(variants, " | ")
	}
	g.likes[t] = true
	return use(im, pkg+"."+likeModule(t), likeName(t))
}

func likeName(t *ir.Type) string { return className(t) + "Like" }

// likeModule holds the alias of a type: beside its builder, so that builders
// name each other's aliases and never the other way round.
func likeModule(t *ir.Type) string {
	if isBuilt(t) {
		return builderModule(t)
	}
	return "likes"
}

// isBuilt tells whether a builder stands for the type's values.
func isBuilt(t *ir.Type) bool { return t.Builder != nil && !isStatement(t) }

func builderModule(t *ir.Type) string { return "builders." + t.Builder.Name.Snake() }

func use(im *imports, module, name string) string {
	im.add(module, name)
	return name
}

// shorthand is the one argument that stands for a whole object, or nil.
func shorthand(t *ir.Type) *ir.Field {
	if t.Kind != ir.Object || t.Builder != nil || t.Duration != nil || len(t.Positional) != 1 {
		return nil
	}
	if f := t.Positional[0]; f.Type.Kind == ir.String || f.Type.Kind == ir.Integer {
		return f
	}
	return nil
}

// converted is the code that turns an argument into the wire's form.
func converted(r ir.Ref, unit, value string, im *imports) string {
	if unit == "milliseconds" {
		return use(im, "mockserver._convert", "in_milliseconds") + "(" + value + ")"
	}
	if r.Kind == ir.List && r.Elem.Kind == ir.Named && shorthand(r.Elem.Type) != nil {
		return convert(im, "in_objects", value, shorthand(r.Elem.Type))
	}
	if r.Kind != ir.Named {
		return value
	}
	switch t := r.Type; {
	case t.Duration != nil:
		return convert(im, "in_units", value, t.Duration.Unit, t.Duration.Value)
	case shapeOf(t) == unionShape && !t.Plain && !t.StringMatcher:
		for _, v := range t.Variants {
			value = converted(v, "", value, im)
		}
		return value
	case shorthand(t) != nil:
		return convert(im, "in_object", value, shorthand(t))
	case t.Open != nil && valueList(*t.Open) != nil:
		return convert(im, "in_lists", value, t.Fields...)
	}
	return value
}

func convert(im *imports, function, value string, fields ...*ir.Field) string {
	arguments := []string{value}
	for _, f := range fields {
		arguments = append(arguments, `"`+f.WireName+`"`)
	}
	return use(im, "mockserver._convert", function) + "(" + strings.Join(arguments, ", ") + ")"
}

// values are the several values of one name in a map.
type values struct {
	elem    ir.Ref      // of one value
	key     string      // member that holds them in an object with options
	options []*ir.Field // beside them
}

// valueList reads the type of a map's entries as a list of values, which may be
// written as an object with options too; nil when it is none.
func valueList(r ir.Ref) *values {
	if r.Kind == ir.List {
		return &values{elem: *r.Elem}
	}
	if r.Kind != ir.Named || r.Type.Kind != ir.Union {
		return nil
	}
	var out *values
	for _, v := range r.Type.Variants {
		if v.Kind == ir.List {
			out = &values{elem: *v.Elem}
		}
	}
	for _, v := range r.Type.Variants {
		if out != nil && v.Kind == ir.Named && v.Type.Kind == ir.Object {
			out.addOptions(v.Type)
		}
	}
	return out
}

func (v *values) addOptions(t *ir.Type) {
	for _, f := range t.Fields {
		if f.Required && f.Type.Kind == ir.List {
			v.key = f.WireName
		} else {
			v.options = append(v.options, f)
		}
	}
}
