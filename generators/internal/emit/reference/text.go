package reference

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// schemaFolder is where schemas lie, as seen from a page in another folder.
const schemaFolder = "../schemas/"

// typeText says a type in words, with links to schemas.
func typeText(r ir.Ref) string {
	switch r.Kind {
	case ir.String:
		return "text"
	case ir.Integer:
		return "integer"
	case ir.Number:
		return "number"
	case ir.Boolean:
		return "true or false"
	case ir.Bytes:
		return "bytes, in base64"
	case ir.List:
		return "list of " + typeText(*r.Elem)
	case ir.Map:
		return "object of " + typeText(*r.Elem)
	case ir.Named:
		return link(r.Type)
	}
	return "any JSON"
}

func link(t *ir.Type) string {
	return fmt.Sprintf("[%s](%s%s.md)", t.WireName, schemaFolder, t.WireName)
}

// cell makes text fit a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// sentence starts with a capital.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// calls are the fluent calls that fill a field, in the contract's spelling.
func calls(f *ir.Field) []string {
	if f.ReadOnly {
		return nil
	}
	var all []string
	if f.Append != nil {
		all = append(all, call(f.Append, "name", entryArgument(f)))
	}
	all = append(all, variantCalls(f)...)
	if len(all) == 0 {
		all = []string{call(f.Spoken(), argument(f))}
	}
	return all
}

func call(name ir.Name, arguments ...string) string {
	return "`" + name.Camel() + "(" + strings.Join(arguments, ", ") + ")`"
}

// entryArgument is "values…" when a name may have several.
func entryArgument(f *ir.Field) string {
	if f.Type.Kind == ir.Named && f.Type.Type.Open != nil && f.Type.Type.Open.Kind == ir.Named {
		for _, v := range f.Type.Type.Open.Type.Variants {
			if v.Kind == ir.List {
				return "values…"
			}
		}
	}
	return "value"
}

// variantCalls are those of a field that is a union of kinds with verbs.
func variantCalls(f *ir.Field) []string {
	if f.Type.Kind != ir.Named {
		return nil
	}
	var all []string
	for _, v := range f.Kinds() {
		if v.Kind == ir.Named && v.Type.Verb != nil {
			all = append(all, call(v.Type.Verb, names(v.Type.Positional)...))
		}
	}
	return all
}

func names(fields []*ir.Field) []string {
	var all []string
	for _, f := range fields {
		all = append(all, f.Name.Camel())
	}
	return all
}

// argument is what a field's fluent call takes.
func argument(f *ir.Field) string {
	switch {
	case f.Unit != "" || f.Type.Kind == ir.Named && f.Type.Type.Duration != nil:
		return "duration"
	case f.Type.Kind == ir.Named && f.Type.Type.Builder != nil:
		return f.Type.Type.Builder.Name.Camel()
	case f.Ending() != nil && f.Type.Kind == ir.List && f.Type.Elem.Kind == ir.Named && f.Type.Elem.Type.Builder != nil:
		return f.Type.Elem.Type.Builder.Name.Plural().Camel() + "…"
	case f.Type.Kind == ir.Named && len(f.Type.Type.Positional) > 0:
		return strings.Join(names(f.Type.Type.Positional), ", ")
	}
	return "value"
}
