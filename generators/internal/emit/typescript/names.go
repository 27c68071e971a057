package typescript

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// reserved are the words that cannot name a function or a parameter.
var reserved = map[string]bool{
	"arguments": true, "await": true, "break": true, "case": true, "catch": true, "class": true, "const": true,
	"continue": true, "debugger": true, "default": true, "delete": true, "do": true, "else": true, "enum": true,
	"eval": true, "export": true, "extends": true, "false": true, "finally": true, "for": true, "function": true,
	"if": true, "implements": true, "import": true, "in": true, "instanceof": true, "interface": true, "let": true,
	"new": true, "null": true, "package": true, "private": true, "protected": true, "public": true, "return": true,
	"static": true, "super": true, "switch": true, "this": true, "throw": true, "true": true, "try": true,
	"typeof": true, "undefined": true, "var": true, "void": true, "while": true, "with": true, "yield": true,
}

// identifier is a name as a function, a parameter or a constant.
func identifier(n ir.Name) string {
	if name := n.Camel(); !reserved[name] {
		return name
	}
	return n.Camel() + "_"
}

// kebab is a file's name.
func kebab(n ir.Name) string { return strings.Join(n, "-") }

func modelModule(t *ir.Type) string { return source + "models/" + kebab(t.Name) }

func builderModule(t *ir.Type) string { return source + "builders/" + kebab(t.Name) }

func builderClass(t *ir.Type) string { return t.Builder.Name.Pascal() + "Builder" }

// shortName is what builder methods and options call a field.
func shortName(f *ir.Field) ir.Name {
	switch {
	case f.Word != nil:
		return f.Word
	case f.Type.Kind == ir.Named && f.Type.Type.Kind == ir.Object && f.Type.Type.Word != nil:
		return f.Type.Type.Word
	}
	return f.Name
}

// optionName says the unit too.
func optionName(f *ir.Field) string {
	name := shortName(f).Camel()
	if f.Unit == "milliseconds" {
		name += "Ms"
	}
	return name
}

var plainKey = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

// key is a member's name in an object.
func key(name string) string {
	if plainKey.MatchString(name) {
		return name
	}
	return quote(name)
}

// member is a member written as name and value, or as the name alone.
func member(name, value string) string {
	if name == value {
		return name
	}
	return key(name) + ": " + value
}

func quote(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(out)
}
