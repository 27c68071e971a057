package golang

import "github.com/mockserver/mockserver/generators/internal/ir"

// goType is the Go type that oapi-codegen gives the reference.
func goType(r ir.Ref) string {
	switch r.Kind {
	case ir.String:
		return "string"
	case ir.Integer:
		if r.Bits == 64 {
			return "int64"
		}
		return "int"
	case ir.Number:
		return "float64"
	case ir.Boolean:
		return "bool"
	case ir.Bytes:
		return "[]byte"
	case ir.List:
		return "[]" + goType(*r.Elem)
	case ir.Map:
		return "map[string]" + goType(*r.Elem)
	case ir.Named:
		return typeName(r.Type)
	}
	return "json.RawMessage"
}

// isContainer tells whether nil can stand for absence.
func isContainer(r ir.Ref) bool {
	switch r.Kind {
	case ir.Any, ir.Bytes, ir.List, ir.Map:
		return true
	}
	return r.Kind == ir.Named && isMapType(r.Type)
}

// isMapType tells whether the object is nothing but a map.
func isMapType(t *ir.Type) bool {
	return t.Kind == ir.Object && len(t.Fields) == 0 && t.Open != nil
}

// isPointer tells whether the field is a pointer in the model.
func isPointer(f *ir.Field) bool { return !f.Required && !isContainer(f.Type) }

// listVariant is the variant of a union that is a list, or nil.
func listVariant(t *ir.Type) *ir.Ref {
	for i, v := range t.Variants {
		if t.Kind == ir.Union && v.Kind == ir.List {
			return &t.Variants[i]
		}
	}
	return nil
}

// opensTo is the type of the members of an object that is open to a union, or
// nil.
func opensTo(r ir.Ref) *ir.Type {
	if r.Kind != ir.Named || r.Type.Open == nil || r.Type.Open.Kind != ir.Named || r.Type.Open.Type.Kind != ir.Union {
		return nil
	}
	return r.Type.Open.Type
}
