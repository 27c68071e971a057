package vocabulary

import (
	"testing"

	"github.com/mockserver/mockserver/generators/internal/emit/emittest"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

func TestGolden(t *testing.T) { emittest.Golden(t, "vocabulary", Files) }

func TestDeterministic(t *testing.T) { emittest.Deterministic(t, Files) }

// toy is a union of one kind of body.
func toy() *ir.API {
	kind := &ir.Field{Name: ir.Words("type"), WireName: "type", Const: "TOY_BOX", Type: ir.Ref{Kind: ir.String}, Required: true}
	name := &ir.Field{Name: ir.Words("name"), WireName: "name", Type: ir.Ref{Kind: ir.String}, Required: true}
	loud := &ir.Field{Name: ir.Words("loud"), WireName: "loud", Type: ir.Ref{Kind: ir.Boolean}}
	box := &ir.Type{
		Name: ir.Words("toy box body"), WireName: "ToyBoxBody", Verb: ir.Words("toyBox"),
		Fields: []*ir.Field{kind, name, loud}, Positional: []*ir.Field{name},
	}
	body := &ir.Type{
		Name: ir.Words("body"), WireName: "Body", Kind: ir.Union, Discriminator: "type", Plain: true,
		Variants: []ir.Ref{{Kind: ir.Named, Type: box}},
	}
	return &ir.API{Types: []*ir.Type{body, box}}
}

func TestKindOfBody(t *testing.T) {
	files, err := Files(toy())
	if err != nil {
		t.Fatal(err)
	}
	emittest.Snippet(t, files, "server/internal/gen/vocabulary/vocabulary.gen.go", `
	{
		Name: "TOY_BOX", Method: "toyBox", Content: false,
		Usual: Member{Name: "name", Method: "name", Required: true, Shape: Text},
		Options: []Member{
			{Name: "loud", Method: "loud", Shape: Flag},
		},
	},`)
	emittest.Snippet(t, files, registry, "\t\t\"TOY_BOX\": toybox.Compile,\n")
}

func TestShapes(t *testing.T) {
	text := ir.Ref{Kind: ir.String}
	pattern := &ir.Type{Kind: ir.Union, StringMatcher: true}
	several := &ir.Type{Kind: ir.Union, Variants: []ir.Ref{{Kind: ir.List, Elem: &ir.Ref{Kind: ir.Named, Type: pattern}}}}
	object := func(open ir.Ref) ir.Ref { return ir.Ref{Kind: ir.Named, Type: &ir.Type{Open: &open}} }
	for want, r := range map[string]ir.Ref{
		"Any": {}, "Text": text, "Whole": {Kind: ir.Integer}, "Number": {Kind: ir.Number}, "Flag": {Kind: ir.Boolean}, "Bytes": {Kind: ir.Bytes},
		"Texts": {Kind: ir.List, Elem: &text}, "TextMap": object(text), "Pattern": {Kind: ir.Named, Type: pattern},
		"PatternMap": object(ir.Ref{Kind: ir.Named, Type: pattern}), "MultiMap": object(ir.Ref{Kind: ir.Named, Type: several}),
		"Bodies": {Kind: ir.List, Elem: &ir.Ref{Kind: ir.Named, Type: toy().Types[0]}}, "Other": object(ir.Ref{}), "Object": {Kind: ir.Named, Type: &ir.Type{}},
	} {
		if got := shapeOf(r).Name; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
