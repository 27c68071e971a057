package reference

import (
	"path"
	"regexp"
	"testing"

	"github.com/mockserver/mockserver/generators/internal/emit/emittest"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

func TestGolden(t *testing.T) { emittest.Golden(t, "reference", Files) }

func TestDeterministic(t *testing.T) { emittest.Deterministic(t, Files) }

func TestMembers(t *testing.T) {
	files, err := Files(&ir.API{Types: []*ir.Type{{
		Name: ir.Words("Lamp"), WireName: "Lamp", Doc: "It shines.", Kind: ir.Object, Example: `{"on":true}`,
		Fields: []*ir.Field{
			{Name: ir.Words("on"), WireName: "on", Doc: "Whether | it shines.", Type: ir.Ref{Kind: ir.Boolean}, Required: true},
			{Name: ir.Words("after"), WireName: "after", Doc: "When.", Type: ir.Ref{Kind: ir.Integer}, Unit: "milliseconds", Default: "5"},
		},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	emittest.Snippet(t, files, Folder+"/schemas/Lamp.md", "| member | type | meaning |\n|---|---|---|\n"+
		"| `on` | true or false; required | Whether \\| it shines. |\n"+
		"| `after` | integer; milliseconds; default `5` | When. |\n\n## Example\n\n```json\n{\"on\":true}\n```")
}

var target = regexp.MustCompile(`\]\(([^)]+\.md)\)`)

func TestNoLinkIsBroken(t *testing.T) {
	files, err := Files(emittest.Contract(t))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]bool{}
	for _, f := range files {
		pages[f.Path] = true
	}
	links := 0
	for _, f := range files {
		for _, m := range target.FindAllStringSubmatch(string(f.Content), -1) {
			links++
			if !pages[path.Join(path.Dir(f.Path), m[1])] {
				t.Errorf("%s links to %s, which is no page", f.Path, m[1])
			}
		}
	}
	if links < len(files) {
		t.Errorf("%d links on %d pages only", links, len(files))
	}
}
