package emittest

import (
	"testing"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// The small contract is only worth something while it uses every construct.
func TestSmallUsesEveryConstruct(t *testing.T) {
	api := Small(t)
	used := map[string]bool{}
	for _, typ := range api.Types {
		noteType(used, typ)
	}
	for _, op := range api.Operations {
		noteOperation(used, op)
	}
	for _, construct := range []string{
		"object", "enum", "union", "open to any", "open to a type", "discriminator", "plain", "string matcher",
		"builder", "duration", "positional", "type word", "verb", "action", "factory", "example", "factory set", "factory shares an argument",
		"required", "read-only", "const", "default", "append", "field word", "unit",
		"any", "string", "int32", "int64", "number", "boolean", "bytes", "list", "named",
		"query", "optional body", "body", "no result", "result", "views",
	} {
		if !used[construct] {
			t.Errorf("nothing in the small contract uses: %s", construct)
		}
	}
}

func noteType(used map[string]bool, t *ir.Type) {
	used[[]string{"object", "enum", "union"}[t.Kind]] = true
	note(used, map[string]bool{
		"open to any": t.Open != nil && t.Open.Kind == ir.Any, "open to a type": t.Open != nil && t.Open.Kind == ir.Named,
		"discriminator": t.Discriminator != "", "plain": t.Plain, "string matcher": t.StringMatcher,
		"builder": t.Builder != nil, "duration": t.Duration != nil, "positional": len(t.Positional) > 0,
		"type word": t.Word != nil, "verb": t.Verb != nil, "action": t.Action != nil, "factory": len(t.Factories) > 0,
		"example": t.Example != "",
	})
	for _, f := range t.Factories {
		used["factory set"] = used["factory set"] || len(f.Set) > 0
		for _, a := range f.Args {
			used["factory shares an argument"] = used["factory shares an argument"] || len(a.Fields) > 1
		}
	}
	for _, f := range t.Fields {
		noteField(used, f)
	}
}

func noteField(used map[string]bool, f *ir.Field) {
	note(used, map[string]bool{
		"required": f.Required, "read-only": f.ReadOnly, "const": f.Const != "", "default": f.Default != "",
		"append": f.Append != nil, "field word": f.Word != nil, "unit": f.Unit != "",
	})
	kinds := map[ir.RefKind]string{
		ir.Any: "any", ir.String: "string", ir.Number: "number", ir.Boolean: "boolean", ir.Bytes: "bytes",
		ir.List: "list", ir.Map: "map", ir.Named: "named",
	}
	used[kinds[f.Type.Kind]] = true
	if f.Type.Kind == ir.Integer {
		used[map[int]string{32: "int32", 64: "int64"}[f.Type.Bits]] = true
	}
}

func noteOperation(used map[string]bool, op *ir.Operation) {
	note(used, map[string]bool{
		"query": len(op.Query) > 0, "optional body": op.Body != nil && !op.Need, "body": op.Need,
		"no result": op.Result == nil, "result": op.Result != nil, "views": len(op.Views) > 0,
	})
}

func note(used, seen map[string]bool) {
	for construct, yes := range seen {
		used[construct] = used[construct] || yes
	}
}
