// Package golang emits the Go client: the fluent layer and the calls over the
// models and the transport that oapi-codegen generates, what oapi-codegen is
// told about those models, and one test per model.
//
// Start at Files. scheme decides how fluent code takes each value (input.go);
// builder.go, option.go, factory.go, union.go and operation.go make the views
// that the templates print.
package golang

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"strings"
	"text/template"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

// Client is the folder of the client, which holds hand-written files too.
const Client = "clients/go"

const (
	oapi      = "generators/oapi"
	roundTrip = Client + "/internal/gen/roundtrip"
)

//go:embed templates
var templates embed.FS

// Files emits the client.
func Files(api *ir.API) ([]emit.File, error) {
	v, err := newView(api)
	if err != nil {
		return nil, err
	}
	var files []emit.File
	var errs []error
	for _, f := range []struct{ path, template, delims string }{
		{Client + "/unions.gen.go", "unions.go.tmpl", "{{"},
		{Client + "/maps.gen.go", "maps.go.tmpl", "{{"},
		{Client + "/forms.gen.go", "forms.go.tmpl", "{{"},
		{Client + "/builders.gen.go", "builders.go.tmpl", "{{"},
		{Client + "/factories.gen.go", "factories.go.tmpl", "{{"},
		{Client + "/options.gen.go", "options.go.tmpl", "{{"},
		{Client + "/operations.gen.go", "operations.go.tmpl", "{{"},
		{Client + "/stub.gen.go", "stub.go.tmpl", "{{"},
		{roundTrip + "/roundtrip_test.go", "roundtrip_test.go.tmpl", "{{"},
		{driver + "/vocabulary.gen.go", "driver.go.tmpl", "{{"},
		{writer + "/vocabulary.gen.go", "writer.go.tmpl", "{{"},
		{oapi + "/models-overlay.gen.yaml", "overlay.yaml.tmpl", "[["},
		{oapi + "/models.gen.yaml", "models.yaml.tmpl", "[["},
	} {
		content, err := render(f.template, f.delims, v)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", f.path, err))
		}
		files = append(files, emit.File{Path: f.path, Content: content})
	}
	return files, errors.Join(errs...)
}

// view is what the templates read.
type view struct {
	Banner  string
	Package string
	overlay

	Unions     []union
	Maps       []valueMap
	Durations  []duration
	Forms      []form
	Builders   []builder
	Factories  []factory
	Targets    []target
	Withs      []with
	Selves     []self
	Calls      []target
	Operations []operation
	Streams    bool // an operation does
	Stub       *stub
	Vocabulary vocabulary
	Samples    []sample
}

func newView(api *ir.API) (*view, error) {
	s := newScheme(api)
	v := &view{Banner: emit.Banner, overlay: newOverlay(api), Samples: samples(api)}
	for _, t := range api.Types {
		if err := v.addType(api, s, t); err != nil {
			return nil, err
		}
	}
	v.Targets = s.optionTargets(api)
	v.Selves = s.selves(v.Targets)
	v.Vocabulary = s.vocabulary(api, v.Targets)
	withs, err := s.withs(v.Targets)
	if err != nil {
		return nil, err
	}
	v.Withs = withs
	return v, v.addOperations(api, s)
}

func (v *view) addType(api *ir.API, s scheme, t *ir.Type) error {
	if t.Kind == ir.Union {
		v.Unions = append(v.Unions, newUnion(t))
	}
	if m, ok, err := newValueMap(t); err != nil {
		return err
	} else if ok {
		v.Maps = append(v.Maps, m)
	}
	if t.Duration != nil {
		v.Durations = append(v.Durations, newDuration(t))
	}
	if s.forms[t] {
		v.Forms = append(v.Forms, newForm(t))
	}
	v.Factories = append(v.Factories, s.factories(api, t)...)
	if t.Builder == nil {
		return nil
	}
	b := s.builder(t)
	v.Builders = append(v.Builders, b)
	if hasVerbs(t) {
		v.Stub = newStub(t, b, s.factories(api, t))
	}
	return nil
}

func (v *view) addOperations(api *ir.API, s scheme) error {
	var errs []error
	for _, op := range api.Operations {
		ops, err := s.operations(op)
		errs = append(errs, err)
		v.Streams = v.Streams || op.Stream
		v.Operations = append(v.Operations, ops...)
	}
	for _, tg := range v.Targets {
		if tg.IsCall() {
			v.Calls = append(v.Calls, tg)
		}
	}
	return errors.Join(errs...)
}

// render executes a template and formats what is Go.
func render(name, delims string, v *view) ([]byte, error) {
	closing := map[string]string{"{{": "}}", "[[": "]]"}[delims]
	t := template.New(name).Delims(delims, closing).Funcs(template.FuncMap{
		"article": article,
		"join":    func(s []string) string { return strings.Join(s, ", ") },
		"last":    func(p []param) int { return len(p) - 1 },
	})
	patterns := []string{"templates/" + name}
	if strings.HasSuffix(name, ".go.tmpl") {
		patterns = append(patterns, "templates/parts.tmpl")
	}
	if _, err := t.ParseFS(templates, patterns...); err != nil {
		return nil, err
	}
	var body bytes.Buffer
	if err := t.ExecuteTemplate(&body, name, v); err != nil {
		return nil, err
	}
	if !strings.HasSuffix(name, ".go.tmpl") {
		return body.Bytes(), nil
	}
	return formatted(body.Bytes())
}

// formatted puts the header above Go code and formats it.
func formatted(body []byte) ([]byte, error) {
	source := append([]byte("// "+emit.Banner+"\n\n"), body...)
	out, err := format.Source(source)
	if err != nil {
		return source, fmt.Errorf("%w in\n%s", err, source)
	}
	return out, nil
}
