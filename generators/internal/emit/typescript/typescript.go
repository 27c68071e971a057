// Package typescript emits the TypeScript client's models, builders and
// operations, and the tests that set every field of them.
package typescript

import (
	"bytes"
	"embed"
	"path"
	"text/template"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

const (
	client = "clients/typescript/"
	source = client + "src/gen/"
	tests  = client + "test/gen/"
)

//go:embed templates/*.tmpl
var templates embed.FS

// Folders are the folders that Files fills.
func Folders() []string { return []string{path.Clean(source), path.Clean(tests)} }

// Files renders the client's generated part.
func Files(api *ir.API) ([]emit.File, error) {
	layouts, err := template.ParseFS(templates, "templates/*.tmpl")
	if err != nil {
		return nil, err
	}
	r := &renderer{layouts: layouts}
	for _, t := range api.Types {
		r.render(modelFile(t))
	}
	for _, t := range api.Types {
		if t.Builder != nil || len(t.Factories) > 0 {
			r.render(builderFile(t))
		}
	}
	r.render(operationsFile(api))
	r.render(indexFile(api))
	r.render(samplesFile(api))
	r.render(builderTestsFile(api))
	return r.files, r.err
}

// renderer executes templates and keeps the first error.
type renderer struct {
	layouts *template.Template
	files   []emit.File
	err     error
}

func (r *renderer) render(f *file, layout string, view any) {
	if r.err != nil {
		return
	}
	var buf bytes.Buffer
	r.err = r.layouts.ExecuteTemplate(&buf, layout+".ts.tmpl", struct {
		Banner  string
		Imports []string
		View    any
	}{emit.Banner, f.imports(), view})
	r.files = append(r.files, emit.File{Path: f.path, Content: buf.Bytes()})
}
