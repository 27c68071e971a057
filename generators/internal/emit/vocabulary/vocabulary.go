// Package vocabulary emits what fluent code calls the parts of the contract as
// Go tables, for those who read or write calls without being a client: the
// server's code formats and the conformance driver that has no SDK. With them
// come the server's registry of body matchers and samples of bodies.
//
// Start at Files. shape.go says what kind of value a member holds.
package vocabulary

import (
	"bytes"
	"embed"
	"fmt"
	"go/format"
	"strings"
	"text/template"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

const (
	// registry is the file that names the package of each kind of body.
	registry = "server/internal/match/bodies.gen.go"
	// samples is the file of expectations with a body of each kind.
	samples = "server/internal/format/testdata/kinds.gen.json"
)

// Folders returns the folders that Files fills: internal packages cannot be
// shared between modules.
func Folders() []string {
	return []string{"server/internal/gen/vocabulary", "conformance/internal/gen/vocabulary"}
}

//go:embed templates
var templates embed.FS

// Files emits the tables and the registry.
func Files(api *ir.API) ([]emit.File, error) {
	v := newView(api)
	tables, err := render("vocabulary.go.tmpl", v)
	if err != nil {
		return nil, err
	}
	matchers, err := render("bodies.go.tmpl", v)
	if err != nil {
		return nil, err
	}
	expectations, err := v.samples()
	if err != nil {
		return nil, err
	}
	files := []emit.File{{Path: registry, Content: matchers}, {Path: samples, Content: expectations}}
	for _, folder := range Folders() {
		files = append(files, emit.File{Path: folder + "/vocabulary.gen.go", Content: tables})
	}
	return files, nil
}

func render(name string, v view) ([]byte, error) {
	t, err := template.ParseFS(templates, "templates/"+name)
	if err != nil {
		return nil, err
	}
	var source bytes.Buffer
	if err := t.Execute(&source, v); err != nil {
		return nil, err
	}
	out, err := format.Source(source.Bytes())
	if err != nil {
		return nil, fmt.Errorf("%s: %w in\n%s", name, err, source.Bytes())
	}
	return out, nil
}

type view struct {
	Banner string
	Models []model
	Kinds  []kind
}

// model is an object that factories make.
type model struct {
	Name      string
	Factories []factory
	Members   []member
}

type factory struct {
	Name string
	Args [][]string // the members that each argument fills
	Set  []fixed
}

type fixed struct{ Member, Value string }

// member is a member with the method or option that sets it.
type member struct {
	Name     string
	Method   string
	Adds     string // the method that adds one entry, or ""
	Sent     bool   // of its kinds, only content makes sense
	ReadOnly bool
	Required bool
	Least    string
	Most     string
	Shape    shape
}

// kind is a kind of body.
type kind struct {
	Name    string
	Method  string
	Content bool
	Usual   member
	Options []member
	Example string // as JSON
}

// Package is the package of the server that matches the kind.
func (k kind) Package() string { return strings.ToLower(k.Method) }

func newView(api *ir.API) view {
	v := view{Banner: emit.Banner}
	for _, t := range api.Types {
		if t.Builder != nil || len(t.Factories) > 0 {
			v.Models = append(v.Models, newModel(t))
		}
		if t.Discriminator == "" {
			continue
		}
		for _, variant := range t.Variants {
			if isKind(variant) {
				v.Kinds = append(v.Kinds, newKind(variant.Type, t.Discriminator))
			}
		}
	}
	return v
}

func newModel(t *ir.Type) model {
	m := model{Name: t.WireName}
	for _, f := range t.Factories {
		m.Factories = append(m.Factories, newFactory(f))
	}
	for _, f := range t.Fields {
		m.Members = append(m.Members, newMember(f))
	}
	return m
}

func newFactory(f *ir.Factory) factory {
	made := factory{Name: f.Name.Camel()}
	for _, a := range f.Args {
		var members []string
		for _, field := range a.Fields {
			members = append(members, field.WireName)
		}
		made.Args = append(made.Args, members)
	}
	for _, s := range f.Set {
		made.Set = append(made.Set, fixed{s.Field.WireName, s.Value})
	}
	return made
}

func newMember(f *ir.Field) member {
	return member{
		Name: f.WireName, Method: f.Spoken().Camel(), Adds: f.Append.Camel(),
		Sent: f.Content, ReadOnly: f.ReadOnly, Required: f.Required,
		Least: f.Minimum, Most: f.Maximum, Shape: shapeOf(f.Type),
	}
}

// isKind tells whether a variant is set by a method with one usual argument.
func isKind(v ir.Ref) bool {
	return v.Kind == ir.Named && v.Type.Verb != nil && len(v.Type.Positional) == 1
}

func newKind(t *ir.Type, discriminator string) kind {
	k := kind{
		Name: t.Field(discriminator).Const, Method: t.Verb.Camel(),
		Content: t.Content, Example: t.Example, Usual: newMember(t.Positional[0]),
	}
	for _, f := range t.Options() {
		k.Options = append(k.Options, newMember(f))
	}
	return k
}
