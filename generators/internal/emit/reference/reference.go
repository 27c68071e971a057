// Package reference emits docs/reference: an index, a page per operation and a
// page per schema.
//
// Start at Files. operation.go and schema.go make the views that the templates
// print; text.go says types and fluent calls in words.
package reference

import (
	"bytes"
	"embed"
	"fmt"
	"text/template"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

// Folder is the folder that Files fills.
const Folder = "docs/reference"

//go:embed templates
var templates embed.FS

// Files emits every page.
func Files(api *ir.API) ([]emit.File, error) {
	r, err := newRenderer()
	if err != nil {
		return nil, err
	}
	r.page("README.md", "index.md.tmpl", newIndex(api))
	for _, op := range api.Operations {
		r.page("operations/"+op.ID+".md", "operation.md.tmpl", newOperation(op))
	}
	for _, t := range api.Types {
		r.page("schemas/"+t.WireName+".md", "schema.md.tmpl", newSchema(api, t))
	}
	return r.files, r.err
}

type renderer struct {
	templates *template.Template
	files     []emit.File
	err       error // the first
}

func newRenderer() (*renderer, error) {
	t, err := template.New("").Funcs(template.FuncMap{"cell": cell}).ParseFS(templates, "templates/*.tmpl")
	return &renderer{templates: t}, err
}

func (r *renderer) page(path, name string, view any) {
	var body bytes.Buffer
	if err := r.templates.ExecuteTemplate(&body, name, view); err != nil && r.err == nil {
		r.err = fmt.Errorf("%s: %w", path, err)
	}
	content := append([]byte("<!-- "+emit.Banner+" -->\n\n"), bytes.TrimSpace(body.Bytes())...)
	r.files = append(r.files, emit.File{Path: Folder + "/" + path, Content: append(content, '\n')})
}

// index lists operations by tag, and schemas.
type index struct {
	Title, Version, Doc string
	Groups              []group
	Schemas             []entry
}

type group struct {
	Title, Doc string
	Operations []entry
}

// entry is a link with what lies behind it.
type entry struct{ Name, Path, Doc string }

func newIndex(api *ir.API) index {
	i := index{Title: api.Title, Version: api.Version, Doc: api.Doc}
	for _, tag := range api.Tags {
		g := group{Title: sentence(tag.Name.String()), Doc: tag.Doc}
		for _, op := range api.Operations {
			if op.Tag == tag.ID {
				g.Operations = append(g.Operations, entry{op.ID, "operations/" + op.ID + ".md", op.Summary + "."})
			}
		}
		i.Groups = append(i.Groups, g)
	}
	for _, t := range api.Types {
		i.Schemas = append(i.Schemas, entry{t.WireName, "schemas/" + t.WireName + ".md", t.Doc})
	}
	return i
}
