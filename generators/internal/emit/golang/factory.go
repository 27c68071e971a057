package golang

import (
	"strconv"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// factory is a function that makes a builder or a model.
type factory struct {
	Name, Doc string
	Params    []param
	Returns   string
	Chain     []link         // of a builder
	Fields    []factoryField // of a model
}

// link is one call on a builder.
type link struct{ Method, From string }

type factoryField struct {
	Name    string
	Pointer bool
	From    string
}

// factories lists the type's factories. One whose name is that of a model gets
// "New" in front.
func (s scheme) factories(api *ir.API, t *ir.Type) []factory {
	var all []factory
	for _, f := range t.Factories {
		made := factory{Name: exported(f.Name), Returns: typeName(t)}
		if t.Builder != nil {
			made.Returns = builderName(t)
		}
		for _, other := range api.Types {
			if typeName(other) == made.Name {
				made.Name = "New" + made.Name
			}
		}
		s.fill(&made, t, f)
		made.Doc = comment(made.Name, "makes", article(made.Returns)+described(f)+".")
		all = append(all, made)
	}
	return all
}

func described(f *ir.Factory) string {
	text := ""
	for i, fixed := range f.Set {
		text += []string{" with ", ", "}[min(i, 1)] + fixed.Field.WireName + " " + fixed.Value
	}
	return text
}

func (s scheme) fill(made *factory, t *ir.Type, f *ir.Factory) {
	for _, a := range f.Args {
		p := param{parameter(a.Name), s.input(a.Fields[0].Type, a.Fields[0].Unit).Type}
		made.Params = append(made.Params, p)
		for _, field := range a.Fields {
			made.add(t, field, p.Name)
		}
	}
	for _, fixed := range f.Set {
		made.add(t, fixed.Field, literal(fixed.Value))
	}
}

func (f *factory) add(t *ir.Type, field *ir.Field, from string) {
	if t.Builder != nil {
		f.Chain = append(f.Chain, link{exported(field.Spoken()), from})
		return
	}
	f.Fields = append(f.Fields, factoryField{exported(field.Name), isPointer(field), from})
}

// literal is a JSON string, number or boolean in Go.
func literal(json string) string {
	if text, err := strconv.Unquote(json); err == nil {
		return strconv.Quote(text)
	}
	return json
}
