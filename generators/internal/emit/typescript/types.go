package typescript

import (
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

const (
	building = client + "src/building"
	base64   = client + "src/base64"
)

// typeOf is the type of plain data.
func (f *file) typeOf(ref ir.Ref) string {
	switch ref.Kind {
	case ir.String, ir.Bytes:
		return "string"
	case ir.Integer, ir.Number:
		return "number"
	case ir.Boolean:
		return "boolean"
	case ir.List:
		return several(f.typeOf(*ref.Elem))
	case ir.Map:
		return "Record<string, " + f.typeOf(*ref.Elem) + ">"
	case ir.Named:
		return f.useType(modelModule(ref.Type), ref.Type.WireName)
	}
	return "unknown"
}

func several(elem string) string {
	if strings.Contains(elem, " | ") {
		elem = "(" + elem + ")"
	}
	return elem + "[]"
}

// inputOf is the type of an argument: a builder may stand for its data, a
// number or text for a type that has such a short form, and bytes are bytes.
func (f *file) inputOf(ref ir.Ref) string {
	switch {
	case ref.Kind == ir.Bytes:
		return "Uint8Array"
	case ref.Kind == ir.List:
		return several(f.inputOf(*ref.Elem))
	case ref.Kind != ir.Named:
		return f.typeOf(ref)
	}
	if short := shorthand(ref.Type); short != nil {
		return f.typeOf(short.Type) + " | " + f.typeOf(ref)
	}
	if buildable(ref.Type, map[*ir.Type]bool{}) {
		return f.useType(building, "Input") + "<" + f.typeOf(ref) + ">"
	}
	return f.typeOf(ref)
}

// convert turns an argument of type inputOf into plain data or something that
// is serialised as such.
func (f *file) convert(ref ir.Ref, value string) string {
	if c := f.converter(ref); c != "" {
		return c + "(" + value + ")"
	}
	if ref.Kind == ir.List && f.converter(*ref.Elem) != "" {
		return value + ".map(" + f.converter(*ref.Elem) + ")"
	}
	return value
}

// convertGiven does so unless the argument is undefined.
func (f *file) convertGiven(ref ir.Ref, value string) string {
	if c := f.converter(ref); c != "" {
		return f.use(building, "ifGiven") + "(" + value + ", " + c + ")"
	}
	if ref.Kind == ir.List && f.converter(*ref.Elem) != "" {
		return value + "?.map(" + f.converter(*ref.Elem) + ")"
	}
	return value
}

// converter is the function that convert needs, or "".
func (f *file) converter(ref ir.Ref) string {
	switch {
	case ref.Kind == ir.Bytes:
		return f.use(base64, "toBase64")
	case ref.Kind == ir.Named && shorthand(ref.Type) != nil:
		return f.use(modelModule(ref.Type), converterName(ref.Type))
	}
	return ""
}

func converterName(t *ir.Type) string { return "to" + t.WireName }

// shorthand is the field that a bare number or text stands for, or nil: the
// amount of a duration, in milliseconds, or the only usual argument.
func shorthand(t *ir.Type) *ir.Field {
	switch {
	case t.Duration != nil:
		return t.Duration.Value
	case t.Verb == nil && len(t.Positional) == 1 && scalar(t.Positional[0].Type):
		return t.Positional[0]
	}
	return nil
}

func scalar(ref ir.Ref) bool {
	switch ref.Kind {
	case ir.String, ir.Integer, ir.Number, ir.Boolean:
		return true
	}
	return false
}

// buildable tells whether a builder can stand for the type or somewhere in it.
func buildable(t *ir.Type, seen map[*ir.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if t.Builder != nil {
		return true
	}
	for _, f := range t.Fields {
		if refBuildable(f.Type, seen) {
			return true
		}
	}
	for _, v := range t.Variants {
		if refBuildable(v, seen) {
			return true
		}
	}
	return t.Open != nil && refBuildable(*t.Open, seen)
}

func refBuildable(ref ir.Ref, seen map[*ir.Type]bool) bool {
	if ref.Elem != nil {
		return refBuildable(*ref.Elem, seen)
	}
	return ref.Kind == ir.Named && buildable(ref.Type, seen)
}
