package golang

import "github.com/mockserver/mockserver/generators/internal/ir"

// overlay is what oapi-codegen is told about the models: that every object
// keeps members it does not know, the contract's order, names of constants,
// and JSON kept as it was written wherever any JSON may stand.
type overlay struct {
	Excluded []string // unions
	Open     []openedType
	Fields   []overlaidField
	Enums    []namedEnum
}

// openedType is a schema and the Go type of its further members; Schema is the
// contract's own schema for them, when it has one.
type openedType struct {
	Schema string
	Own    bool
}

type overlaidField struct {
	Schema, Property string
	Order            int
	GoType           string // "" leaves oapi-codegen's choice
	Container        bool
	Names            []string // of an enumeration written in place
}

type namedEnum struct {
	Schema string
	Names  []string
}

func newOverlay(api *ir.API) overlay {
	var o overlay
	for _, t := range api.Types {
		switch t.Kind {
		case ir.Union:
			o.Excluded = append(o.Excluded, typeName(t))
		case ir.Enum:
			if !isInPlace(api, t) {
				o.Enums = append(o.Enums, namedEnum{t.WireName, constants(t)})
			}
		case ir.Object:
			o.Open = append(o.Open, openedType{Schema: t.WireName, Own: t.Open != nil && t.Open.Kind != ir.Any})
			o.Fields = append(o.Fields, overlaidFields(t)...)
		}
	}
	return o
}

func overlaidFields(t *ir.Type) []overlaidField {
	var fields []overlaidField
	for i, f := range t.Fields {
		of := overlaidField{Schema: t.WireName, Property: f.WireName, Order: i + 1, Container: isContainer(f.Type)}
		switch {
		case f.Const != "":
			of.GoType = "string"
		case f.Type.Kind == ir.Any:
			of.GoType = goType(f.Type)
		case inPlace(t, f):
			of.Names = constants(f.Type.Type)
		}
		fields = append(fields, of)
	}
	return fields
}

func constants(t *ir.Type) []string {
	var names []string
	for _, v := range t.Values {
		names = append(names, constant(v))
	}
	return names
}

// inPlace tells whether the field's enumeration is written at the field.
func inPlace(t *ir.Type, f *ir.Field) bool {
	return f.Type.Kind == ir.Named && f.Type.Type.Kind == ir.Enum &&
		f.Type.Type.WireName == t.WireName+ir.Words(f.WireName).Pascal()
}

func isInPlace(api *ir.API, enum *ir.Type) bool {
	for _, t := range api.Types {
		for _, f := range t.Fields {
			if f.Type.Type == enum && inPlace(t, f) {
				return true
			}
		}
	}
	return false
}
