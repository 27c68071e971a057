package vocabulary

import "github.com/mockserver/mockserver/generators/internal/ir"

// shape is what a member holds, in the words of the emitted type Shape.
type shape struct {
	Name        string
	Values      []string // "Text": the only legal ones, or nil
	Model       string   // "Object": its schema
	Usual       *member  // "Object": what stands for it as an argument, or nil
	Built       bool     // "Object": builders make it, or plain data
	Unit, Value string   // "Duration": its members
}

func shapeOf(r ir.Ref) shape {
	switch r.Kind {
	case ir.Any:
		return shape{Name: "Any"}
	case ir.String:
		return shape{Name: "Text"}
	case ir.Integer:
		return shape{Name: "Whole"}
	case ir.Number:
		return shape{Name: "Number"}
	case ir.Boolean:
		return shape{Name: "Flag"}
	case ir.Bytes:
		return shape{Name: "Bytes"}
	case ir.List:
		return listShape(*r.Elem)
	case ir.Named:
		return namedShape(r.Type)
	}
	return shape{Name: "Other"}
}

func listShape(elem ir.Ref) shape {
	switch of := shapeOf(elem); of.Name {
	case "Text":
		return shape{Name: "Texts", Values: of.Values}
	case "Body":
		return shape{Name: "Bodies"}
	}
	return shape{Name: "Other"}
}

func namedShape(t *ir.Type) shape {
	switch {
	case t.Kind == ir.Enum:
		return shape{Name: "Text", Values: t.Values}
	case t.StringMatcher:
		return shape{Name: "Pattern"}
	case t.Kind == ir.Union && t.Discriminator != "" && t.Plain:
		return shape{Name: "Body"}
	case t.Duration != nil:
		return shape{Name: "Duration", Unit: t.Duration.Unit.WireName, Value: t.Duration.Value.WireName}
	case t.Kind == ir.Object && t.Open != nil:
		return mapShape(t)
	case t.Kind == ir.Object:
		return objectShape(t)
	}
	return shape{Name: "Other"}
}

// mapShape is that of an object whose members are names with a value each, or
// with several.
func mapShape(t *ir.Type) shape {
	switch of := shapeOf(*t.Open); {
	case of.Name == "Text" && len(t.Fields) == 0:
		return shape{Name: "TextMap", Values: of.Values}
	case of.Name == "Pattern":
		return shape{Name: "PatternMap"}
	case t.Open.Kind == ir.Named && hasList(t.Open.Type):
		return shape{Name: "MultiMap"}
	}
	return shape{Name: "Other"}
}

func hasList(t *ir.Type) bool {
	for _, v := range t.Variants {
		if v.Kind == ir.List {
			return true
		}
	}
	return false
}

func objectShape(t *ir.Type) shape {
	s := shape{Name: "Object", Model: t.WireName, Built: t.Builder != nil || t.Action != nil}
	if len(t.Positional) == 1 {
		usual := newMember(t.Positional[0])
		s.Usual = &usual
	}
	return s
}
