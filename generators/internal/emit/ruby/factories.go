package ruby

import (
	"encoding/json"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// factory is a function that starts a builder or makes a value.
type factory struct {
	Name   string
	Doc    string
	Args   []argument
	Call   string // what it evaluates
	Result string
	Note   string // what is fixed, in words
}

// factories are all but those of builders that need a client.
func factories(api *ir.API) []factory {
	var out []factory
	for _, t := range api.Types {
		for _, f := range t.Factories {
			if !bound(t) {
				out = append(out, factoryView(t, f))
			}
		}
	}
	return out
}

func factoryView(t *ir.Type, f *ir.Factory) factory {
	out := factory{Name: local(f.Name), Doc: t.Doc, Result: constant(t.Name)}
	var keywords, notes []string
	for _, a := range f.Args {
		name := local(a.Name)
		for _, field := range a.Fields {
			keywords = append(keywords, fieldName(field)+": "+name)
		}
		first := a.Fields[0]
		out.Args = append(out.Args, argument{
			Name: name, Doc: fieldDoc(first), Yard: yardInput(first.Type), Type: first.Type,
		})
	}
	for _, s := range f.Set {
		keywords = append(keywords, fieldName(s.Field)+": "+literal(s.Value))
		notes = append(notes, s.Field.Name.String()+" "+literal(s.Value))
	}
	out.Call = constant(t.Name) + ".new"
	if len(keywords) > 0 {
		out.Call += "(" + strings.Join(keywords, ", ") + ")"
	}
	if t.Builder != nil {
		out.Result = builderClass(t)
		out.Call = out.Result + ".new(" + out.Call + ")"
	}
	if len(notes) > 0 {
		out.Note = " with " + strings.Join(notes, ", ")
	}
	return out
}

// Definition is the method: on one line where that is short enough.
func (f factory) Definition() string {
	head := "    def " + f.Name + f.Params()
	if short := head + " = " + f.Call; len(short) <= maxLine {
		return short
	}
	return head + "\n      " + f.Call + "\n    end"
}

// Params are the arguments' names, in brackets unless there are none.
func (f factory) Params() string {
	if len(f.Args) == 0 {
		return ""
	}
	var names []string
	for _, a := range f.Args {
		names = append(names, a.Name)
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// literal writes a JSON value in Ruby.
func literal(text string) string {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil || v == nil {
		return "nil"
	}
	return text
}
