package python

import (
	"strings"
	"unicode"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// keywords of the language, which no name may be.
var keywords = words(`False None True and as assert async await break class continue def del elif else except
	finally for from global if import in is lambda nonlocal not or pass raise return try while with yield`)

// modelNames are the attributes that every model has already, pydantic's and ours.
var modelNames = words(`construct copy dict fields from_orm json parse_file parse_obj parse_raw schema schema_json
	update_forward_refs validate constants duration_members entries from_plain members of to_plain`)

// builderNames are the methods that every builder has already.
var builderNames = words(`build members to_plain`)

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// plainName is the name of an argument or a function.
func plainName(n ir.Name) string { return avoid(n.Snake(), keywords) }

// attribute is the name of a model's field.
func attribute(f *ir.Field) string { return avoid(plainName(f.Name), modelNames) }

// methodName is the name of a builder's method.
func methodName(n ir.Name) string { return avoid(plainName(n), builderNames) }

func avoid(name string, taken map[string]bool) string {
	if taken[name] {
		return name + "_"
	}
	return name
}

func className(t *ir.Type) string { return t.Name.Pascal() }

func moduleName(t *ir.Type) string { return t.Name.Snake() }

func builderClass(t *ir.Type) string { return t.Builder.Name.Pascal() + "Builder" }

// memberName is the name of an enumeration's value.
func memberName(value string) string {
	name := ir.Words(value).ScreamingSnake()
	if name == "" || unicode.IsDigit(rune(name[0])) {
		return "VALUE_" + name
	}
	return name
}

// wireName is the wire's name that a model gives an attribute unless told
// otherwise; the models' base class has the same rule.
func wireName(attribute string) string {
	parts := strings.Split(strings.TrimRight(attribute, "_"), "_")
	for i, p := range parts[1:] {
		if p != "" {
			parts[i+1] = strings.ToUpper(p[:1]) + p[1:]
		}
	}
	return strings.Join(parts, "")
}

// word is the name of a field among a builder's methods and a call's arguments.
func word(f *ir.Field) ir.Name {
	if f.Word != nil {
		return f.Word
	}
	if t := f.Type.Type; f.Type.Kind == ir.Named && t.Word != nil {
		return t.Word
	}
	return f.Name
}
