package proto

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/emit/emittest"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

func TestGolden(t *testing.T) {
	emittest.Golden(t, "proto", func(api *ir.API) ([]emit.File, error) { return Files(api, Lock{}) })
}

func TestUnionWithAListVariant(t *testing.T) {
	text := ir.Ref{Kind: ir.String}
	values := &ir.Type{
		Name: ir.Words("Values"), Doc: "One or several.", Kind: ir.Union,
		Variants: []ir.Ref{{Kind: ir.List, Elem: &text}, text},
	}
	files, err := Files(&ir.API{Types: []*ir.Type{values}}, Lock{})
	if err != nil {
		t.Fatal(err)
	}
	want := `
// One or several.
message Values {
  option (mockserver.v1.shape) = SHAPE_UNION;
  // The form given.
  oneof form {
    // Several.
    ValuesList list = 1;
    // Plain.
    string text = 2;
  }
}

// Several at once, for Values.
message ValuesList {
  option (mockserver.v1.shape) = SHAPE_LIST;
  // In order.
  repeated string items = 1;
}
`
	if !strings.Contains(string(files[0].Content), want) {
		t.Errorf("want %s in %s", want, files[0].Content)
	}
}

func TestOpenObjectOfLists(t *testing.T) {
	text := ir.Ref{Kind: ir.String}
	reasons := &ir.Type{Name: ir.Words("Reasons"), Doc: "By name.", Open: &ir.Ref{Kind: ir.List, Elem: &text}}
	files, err := Files(&ir.API{Types: []*ir.Type{reasons}}, Lock{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"map<string, ReasonsList> members = 1", "message ReasonsList {\n  option (mockserver.v1.shape) = SHAPE_LIST;"} {
		if !strings.Contains(string(files[0].Content), want) {
			t.Errorf("want %q in %s", want, files[0].Content)
		}
	}
}

func TestNumbersAreLocked(t *testing.T) {
	object := func(fields ...string) *ir.API {
		t := &ir.Type{Name: ir.Words("Thing"), WireName: "Thing", Doc: "A thing."}
		for _, f := range fields {
			t.Fields = append(t.Fields, &ir.Field{Name: ir.Words(f), WireName: f, Doc: "Said.", Type: ir.Ref{Kind: ir.String}})
		}
		return &ir.API{Types: []*ir.Type{t}}
	}
	lock := Lock{}
	if _, err := Files(object("a", "b"), lock); err != nil {
		t.Fatal(err)
	}
	files, err := Files(object("c", "b"), lock)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"optional string c = 3;", "optional string b = 2;"} {
		if !strings.Contains(string(files[0].Content), want) {
			t.Errorf("want %q in %s", want, files[0].Content)
		}
	}
	if lock["Thing"]["a"] != 1 {
		t.Errorf("a number that was given stays given: %v", lock)
	}
}
