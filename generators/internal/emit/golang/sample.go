package golang

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// sample is a model with every field set, in Go and as JSON.
type sample struct {
	Name, Literal, JSON string
	Null                string // a document whose first field is null, or ""
}

// samples makes one sample per object that is a struct.
func samples(api *ir.API) []sample {
	var all []sample
	for _, t := range api.Types {
		if t.Kind != ir.Object || isMapType(t) {
			continue
		}
		goText, jsonText := whole(t)
		s := sample{Name: typeName(t), Literal: goText, JSON: jsonText}
		if (t.Open == nil || t.Open.Kind == ir.Any) && !hasRequired(t) {
			s.Null = fmt.Sprintf("{%q:null}", t.Fields[0].WireName)
		}
		all = append(all, s)
	}
	return all
}

func hasRequired(t *ir.Type) bool {
	for _, f := range t.Fields {
		if f.Required {
			return true
		}
	}
	return false
}

// whole sets every field, and a member that the contract does not know.
func whole(t *ir.Type) (goText, jsonText string) {
	var fields, members []string
	for _, f := range t.Fields {
		g, j := fieldSample(f)
		fields = append(fields, fmt.Sprintf("%s: %s", exported(f.Name), g))
		members = append(members, fmt.Sprintf("%q:%s", f.WireName, j))
	}
	g, j := unknownSample(t)
	fields, members = append(fields, g), append(members, j)
	return "mock." + typeName(t) + "{" + strings.Join(fields, ",\n") + ",\n}", "{" + strings.Join(members, ",") + "}"
}

// unknownSample is a member that is no field.
func unknownSample(t *ir.Type) (goText, jsonText string) {
	elem := ir.Ref{Kind: ir.Any}
	if t.Open != nil {
		elem = *t.Open
	}
	g, j := valueSample(elem)
	return fmt.Sprintf("AdditionalProperties: map[string]%s{\"unknown\": %s}", qualified(elem), g), `"unknown":` + j
}

func fieldSample(f *ir.Field) (goText, jsonText string) {
	if f.Const != "" {
		return fmt.Sprintf("%q", f.Const), fmt.Sprintf("%q", f.Const)
	}
	g, j := valueSample(f.Type)
	if isPointer(f) {
		g = "ptr(" + g + ")"
	}
	return g, j
}

// valueSample is a value that is not the zero value; objects have their
// required fields only, for each has a sample of its own.
func valueSample(r ir.Ref) (goText, jsonText string) {
	switch r.Kind {
	case ir.String:
		return `"text"`, `"text"`
	case ir.Integer:
		if r.Bits == 64 {
			return "int64(7)", "7"
		}
		return "7", "7"
	case ir.Number:
		return "0.5", "0.5"
	case ir.Boolean:
		return "true", "true"
	case ir.Bytes:
		return "[]byte{0, 1, 2}", `"AAEC"`
	case ir.List:
		g, j := valueSample(*r.Elem)
		return qualified(r) + "{" + g + "}", "[" + j + "]"
	case ir.Map:
		g, j := valueSample(*r.Elem)
		return qualified(r) + `{"name": ` + g + "}", `{"name":` + j + "}"
	case ir.Named:
		return namedSample(r.Type)
	}
	return "json.RawMessage(`[1.50,null]`)", "[1.50,null]"
}

func namedSample(t *ir.Type) (goText, jsonText string) {
	switch {
	case t.Kind == ir.Enum:
		return fmt.Sprintf("mock.%s(%q)", typeName(t), t.Values[0]), quoted(t.Values[0])
	case t.Kind == ir.Union && t.Plain:
		return fmt.Sprintf("mock.New%s(`text`)", typeName(t)), `"text"`
	case t.Kind == ir.Union:
		g, j := valueSample(t.Simplest())
		return fmt.Sprintf("mock.New%s(%s)", typeName(t), g), j
	case isMapType(t):
		g, j := valueSample(*t.Open)
		return fmt.Sprintf("mock.%s{\"name\": %s}", typeName(t), g), `{"name":` + j + "}"
	}
	return requiredSample(t)
}

func requiredSample(t *ir.Type) (goText, jsonText string) {
	var fields, members []string
	for _, f := range t.Fields {
		if f.Required {
			g, j := fieldSample(f)
			fields = append(fields, fmt.Sprintf("%s: %s", exported(f.Name), g))
			members = append(members, fmt.Sprintf("%q:%s", f.WireName, j))
		}
	}
	if opensTo(ir.Ref{Kind: ir.Named, Type: t}) != nil {
		g, j := unknownSample(t)
		fields, members = append(fields, g), append(members, j)
	}
	return "mock." + typeName(t) + "{" + strings.Join(fields, ", ") + "}", "{" + strings.Join(members, ",") + "}"
}

// qualified is the Go type as another package names it.
func qualified(r ir.Ref) string {
	switch r.Kind {
	case ir.List:
		return "[]" + qualified(*r.Elem)
	case ir.Map:
		return "map[string]" + qualified(*r.Elem)
	case ir.Named:
		return "mock." + typeName(r.Type)
	}
	return goType(r)
}

func quoted(text string) string {
	out, _ := json.Marshal(text)
	return string(out)
}
