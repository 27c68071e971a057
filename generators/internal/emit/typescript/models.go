package typescript

import (
	"slices"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// modelView is one type of the contract.
type modelView struct {
	Doc       string
	Name      string
	Alias     string // the whole declaration of an enumeration or union, or ""
	Fields    []fieldView
	Index     string // type of further members, or ""
	Options   *optionsView
	Shorthand *shorthandView
}

type fieldView struct {
	Doc      string
	ReadOnly bool
	Name     string // with "?" when optional
	Type     string
}

// optionsView is the type of what a builder method takes beside its usual
// arguments.
type optionsView struct{ Name, Of, Without string }

// shorthandView is the function that turns a number or text into the type.
type shorthandView struct {
	Doc      string
	Function string
	Type     string
	Short    string // number or string
	Unit     string // member of a duration's unit, or ""
	Value    string // member that the short form fills
	Split    string // the function that splits a duration, or ""
}

func modelFile(t *ir.Type) (*file, string, any) {
	f := newFile(modelModule(t) + ".ts")
	v := modelView{Doc: doc(0, t.Doc), Name: t.WireName}
	switch t.Kind {
	case ir.Enum:
		v.Alias = alias(t.WireName, enumParts(t))
	case ir.Union:
		v.Alias = alias(t.WireName, f.unionParts(t))
	default:
		v.Fields, v.Index = f.fields(t), f.index(t)
		v.Options, v.Shorthand = optionsOf(t), f.shorthandOf(t)
	}
	return f, "model", v
}

// enumParts are the known values, and any other text: a newer server may know
// more.
func enumParts(t *ir.Type) []string {
	var parts []string
	for _, v := range t.Values {
		parts = append(parts, quote(v))
	}
	return append(parts, "(string & {})")
}

func (f *file) unionParts(t *ir.Type) []string {
	var parts []string
	for _, v := range t.Variants {
		parts = append(parts, f.typeOf(v))
	}
	if !t.Plain {
		return parts
	}
	bare := "[member: string]: unknown"
	if t.Discriminator != "" {
		bare = key(t.Discriminator) + "?: never; " + bare
	}
	return append(parts, "string", "unknown[]", "{ "+bare+" }")
}

func (f *file) fields(t *ir.Type) []fieldView {
	var out []fieldView
	for _, field := range t.Fields {
		v := fieldView{Doc: doc(2, docOf(field), defaultOf(field)), ReadOnly: field.ReadOnly, Type: f.typeOf(field.Type)}
		if field.Const != "" {
			v.Type = quote(field.Const)
		}
		v.Name = key(field.WireName)
		if !field.Required {
			v.Name += "?"
		}
		out = append(out, v)
	}
	return out
}

// docOf falls back to what the field's type says.
func docOf(field *ir.Field) string {
	if field.Doc == "" && field.Type.Kind == ir.Named {
		return field.Type.Type.Doc
	}
	return field.Doc
}

func defaultOf(field *ir.Field) string {
	if field.Default == "" {
		return ""
	}
	return "@defaultValue " + field.Default
}

// index is the type of the members that are not fields; TypeScript wants the
// fields' types in it too.
func (f *file) index(t *ir.Type) string {
	if t.Open == nil {
		return ""
	}
	if t.Open.Kind == ir.Any {
		return "unknown"
	}
	parts := []string{f.typeOf(*t.Open)}
	for _, field := range t.Fields {
		parts = appendNew(parts, f.typeOf(field.Type))
	}
	if len(t.Fields) > 0 {
		parts = append(parts, "undefined")
	}
	return strings.Join(parts, " | ")
}

func appendNew(list []string, item string) []string {
	for _, had := range list {
		if had == item {
			return list
		}
	}
	return append(list, item)
}

// optionsOf is what remains of a body kind without its usual arguments.
func optionsOf(t *ir.Type) *optionsView {
	if t.Verb == nil || len(t.Options()) == 0 {
		return nil
	}
	without := map[string]bool{}
	for _, field := range t.Fields {
		if field.Const != "" || field.ReadOnly || slices.Contains(t.Positional, field) {
			without[quote(field.WireName)] = true
		}
	}
	return &optionsView{
		Name: optionsName(t), Of: t.WireName, Without: strings.Join(sortedNames(without), " | "),
	}
}

func optionsName(t *ir.Type) string { return t.WireName + "Options" }

func (f *file) shorthandOf(t *ir.Type) *shorthandView {
	field := shorthand(t)
	if field == nil {
		return nil
	}
	v := &shorthandView{
		Function: converterName(t), Type: t.WireName, Short: f.typeOf(field.Type), Value: field.WireName,
		Doc: doc(0, "The short form of "+t.WireName+", its "+field.WireName+", in full."),
	}
	if t.Duration != nil {
		v.Doc = doc(0, "The short form of "+t.WireName+", a number of milliseconds, in full.")
		v.Unit, v.Split = t.Duration.Unit.WireName, f.use(client+"src/duration", "split")
	}
	return v
}
