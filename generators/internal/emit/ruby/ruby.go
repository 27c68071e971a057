// Package ruby emits the Ruby client's generated core: a class per schema, the
// builders and factories, the calls of the control plane, RBS signatures of
// all that, and one RSpec file per class.
package ruby

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"text/template"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

const (
	libFolder  = "clients/ruby/lib/mockserver/gen"
	sigFolder  = "clients/ruby/sig/gen"
	specFolder = "clients/ruby/spec/gen"
)

//go:embed templates/*.tmpl
var templates embed.FS

// Folders are the folders that Files fills.
func Folders() []string { return []string{libFolder, sigFolder, specFolder} }

// Files renders everything, in the order of the model.
func Files(api *ir.API) ([]emit.File, error) {
	if err := check(api); err != nil {
		return nil, err
	}
	t, err := template.New("").Funcs(functions).ParseFS(templates, "templates/*.tmpl")
	if err != nil {
		return nil, err
	}
	w := &writer{templates: t}
	var names []string
	for _, t := range api.Types {
		w.write(snake(t.Name), kindName(t), view(t))
		names = append(names, snake(t.Name))
	}
	for _, b := range builders(api) {
		w.write(b.File, "builder", b)
		names = append(names, b.File)
	}
	w.write("factories", "factories", factories(api))
	w.write("api", "api", operations(api))
	w.render(libFolder+"/all.rb", "all.rb", append(names, "factories", "api"))
	return w.files, errors.Join(w.errs...)
}

// check refuses what the client's hand-written part or Ruby cannot carry.
func check(api *ir.API) error {
	var errs []error
	for _, t := range api.Types {
		if shell[constant(t.Name)] {
			errs = append(errs, fmt.Errorf("%s: the Ruby client has a %s of its own", t.Origin, constant(t.Name)))
		}
		for _, f := range t.Fields {
			if !expressible(f.Type) {
				errs = append(errs, fmt.Errorf("%s: %s: the Ruby client knows no maps and no lists of lists in a field", t.Origin, f.WireName))
			}
		}
	}
	return errors.Join(errs...)
}

func kindName(t *ir.Type) string {
	switch t.Kind {
	case ir.Enum:
		return "enum"
	case ir.Union:
		return "union"
	}
	return "model"
}

func view(t *ir.Type) any {
	switch t.Kind {
	case ir.Enum:
		return enumView(t)
	case ir.Union:
		return unionView(t)
	}
	return modelView(t)
}

type writer struct {
	templates *template.Template
	files     []emit.File
	errs      []error
}

// write renders a file's code, its signature and, where a template for it
// exists, its test.
func (w *writer) write(file, kind string, data any) {
	w.render(libFolder+"/"+file+".rb", kind+".rb", data)
	w.render(sigFolder+"/"+file+".rbs", kind+".rbs", data)
	if w.templates.Lookup(kind+"_spec.rb.tmpl") != nil {
		w.render(specFolder+"/"+file+"_spec.rb", kind+"_spec.rb", data)
	}
}

func (w *writer) render(path, name string, data any) {
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "# %s\n", emit.Banner)
	if err := w.templates.ExecuteTemplate(&buf, name+".tmpl", data); err != nil {
		w.errs = append(w.errs, fmt.Errorf("%s: %w", path, err))
	}
	w.files = append(w.files, emit.File{Path: path, Content: buf.Bytes()})
}
