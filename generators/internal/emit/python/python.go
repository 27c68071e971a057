// Package python emits the Python client: models, builders, factories, and the
// client itself twice, for blocking and for asynchronous code, from one
// template. What it writes is laid out as the formatter would leave it.
//
// Read in this order: models.go, builders.go, factories.go, operations.go,
// facade.go, twins.go, samples.go. Names and types are in names.go and
// types.go; layout.go, doc.go and imports.go write code.
package python

import (
	"bytes"
	"embed"
	"path"
	"text/template"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

const (
	sourceFolder = "clients/python/src/mockserver/_gen"
	testFolder   = "clients/python/tests/gen"
	pkg          = "mockserver._gen"
)

//go:embed templates/*.tmpl
var templates embed.FS

// Folders are the folders that Files fills.
func Folders() []string { return []string{sourceFolder, testFolder} }

// Files renders the client's generated part and its tests.
func Files(api *ir.API) ([]emit.File, error) {
	parsed, err := template.New("").Funcs(functions()).ParseFS(templates, "templates/*.tmpl")
	if err != nil {
		return nil, err
	}
	g := &generator{api: api, templates: parsed, likes: map[*ir.Type]bool{}, public: map[string][]string{}}
	for _, pass := range []func() error{
		g.models, g.builders, g.factories, g.twins, g.likeAliases, g.exports, g.tests,
	} {
		if err := pass(); err != nil {
			return nil, err
		}
	}
	return g.files, nil
}

func functions() template.FuncMap {
	return template.FuncMap{"banner": func() string { return "# " + emit.Banner }, "docstring": docstring, "spaces": spaces}
}

// generator collects files. Its passes run in a fixed order.
type generator struct {
	api       *ir.API
	templates *template.Template
	files     []emit.File
	likes     map[*ir.Type]bool   // types that need an alias of what may be passed for them
	public    map[string][]string // names that users import, by module
}

// write renders a template as a module below a folder.
func (g *generator) write(folder, name, tmpl string, data any) error {
	var b bytes.Buffer
	if err := g.templates.ExecuteTemplate(&b, tmpl+".py.tmpl", data); err != nil {
		return err
	}
	g.files = append(g.files, emit.File{Path: path.Join(folder, name), Content: b.Bytes()})
	return nil
}

// publish notes names that users import from a module of the generated package.
func (g *generator) publish(module string, names ...string) {
	g.public[module] = append(g.public[module], names...)
}
