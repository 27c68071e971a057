package python

import (
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// factories writes the functions that builders and values start from.
func (g *generator) factories() error {
	im := newImports()
	var functions []string
	for _, t := range g.api.Types {
		if isStatement(t) {
			continue
		}
		for _, f := range t.Factories {
			functions = append(functions, g.factory(t, f, im).code(0, "def"))
			g.publish("factories", plainName(f.Name))
		}
	}
	return g.write(sourceFolder, "factories.py", "factories", struct {
		Imports   string
		Functions []string
	}{im.String(), functions})
}

func (g *generator) factory(t *ir.Type, f *ir.Factory, im *imports) function {
	out := function{name: plainName(f.Name), doc: factoryDoc(t, f)}
	var members []pair
	for _, s := range f.Set {
		members = append(members, member(s.Field, literal(s.Value)))
	}
	for _, a := range f.Args {
		name := plainName(a.Name)
		out.positional = append(out.positional, param{name: name, typ: g.accepted(a.Fields[0].Type, im), doc: argumentDoc(a)})
		for _, field := range a.Fields {
			members = append(members, member(field, converted(field.Type, field.Unit, name, im)))
		}
	}
	out.returns = className(t)
	start := className(t) + ".from_plain("
	if t.Builder != nil {
		out.returns = use(im, pkg+".builders", builderClass(t))
		start = builderClass(t) + "("
	} else {
		im.add(pkg+".models", className(t))
	}
	call := group{open: start, close: ")"}
	if len(members) > 0 {
		call.items = []expr{dictionary(members)}
	}
	out.body = []string{fit(4, "return ", call, "")}
	return out
}

// factoryDoc says what a factory makes.
func factoryDoc(t *ir.Type, f *ir.Factory) string {
	if t.Builder == nil {
		return "Make a ``" + className(t) + "``: " + f.Name.String() + ". " + t.Doc
	}
	doc := "Start " + article(builderClass(t)) + " ``" + builderClass(t) + "``"
	for _, s := range f.Set {
		doc += " with " + s.Field.Name.String() + " " + strings.Trim(s.Value, `"`)
	}
	return doc + "."
}

// article is what a name has before it.
func article(name string) string {
	if strings.ContainsAny(name[:1], "AEIOU") {
		return "an"
	}
	return "a"
}

// argumentDoc describes an argument by the field it fills, or names them all.
func argumentDoc(a *ir.Argument) string {
	if len(a.Fields) == 1 {
		return fieldDoc(a.Fields[0])
	}
	var names []string
	for _, f := range a.Fields {
		names = append(names, f.Name.String())
	}
	return "Both " + strings.Join(names, " and ") + "."
}

// literal writes a JSON value as code.
func literal(json string) string {
	switch json {
	case "true":
		return "True"
	case "false":
		return "False"
	case "null":
		return "None"
	}
	return json
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
