package golang

import (
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// builder is the fluent side of one model.
type builder struct {
	Name    string // "RequestBuilder"
	Model   string
	Doc     string
	Methods []method
}

// method sets or extends one field of a builder. Kind chooses the template.
type method struct {
	Kind     string // "set", "variant", "add"
	Name     string
	Doc      string
	Params   []param
	Variadic bool // the last parameter
	Assign   assignment
	Variant  *call  // Kind "variant": makes the value; Assign.Value wraps it
	Union    string // the union it becomes part of
	Key      string // Kind "add": the parameter that names the entry
	Entry    string // Kind "add": how the value becomes an entry: "values", "value", "variant"
	Matcher  string // Kind "add": the union of the values
}

type param struct{ Name, Type string }

// call is the call of a variant's constructor.
type call struct {
	Func string
	Args []string
}

func (s scheme) builder(t *ir.Type) builder {
	b := builder{
		Name: builderName(t), Model: typeName(t),
		Doc: paragraphs(comment(builderName(t), "collects", article(typeName(t))+".",
			"It is a value: every method returns a changed copy and leaves the original as it was."), comment(t.Doc)),
	}
	for _, f := range t.Fields {
		if !f.ReadOnly {
			b.Methods = append(b.Methods, s.methods(f)...)
		}
	}
	return b
}

func builderName(t *ir.Type) string { return exported(t.Builder.Name) + "Builder" }

// article puts "a" or "an" before a type's name.
func article(name string) string {
	if strings.ContainsAny(name[:1], "AEIOU") || strings.HasPrefix(name, "HTTP") {
		return "an " + name
	}
	return "a " + name
}

// methods are all fluent methods of a field: one that adds an entry, one per
// variant with a verb or a word, and one that sets it whole.
func (s scheme) methods(f *ir.Field) []method {
	var ms []method
	if f.Append != nil {
		ms = append(ms, s.adders(f)...)
	}
	return append(append(ms, s.setter(f)), s.variantMethods(f)...)
}

func (s scheme) setter(f *ir.Field) method {
	in := s.input(f.Type, f.Unit)
	name := exported(f.Spoken())
	return method{
		Kind: "set", Name: name, Variadic: in.Variadic, Params: []param{{"value", in.Type}},
		Doc:    paragraphs(comment(name, "sets", f.WireName+"."), comment(fieldDoc(f))),
		Assign: assign(f, in.from("value", "&b.err")),
	}
}

// variantMethods sets a field that is a union to one of its variants.
func (s scheme) variantMethods(f *ir.Field) []method {
	var ms []method
	if f.Type.Kind != ir.Named || f.Type.Type.Kind != ir.Union {
		return nil
	}
	for _, v := range f.Kinds() {
		if !hasOptions(v) {
			continue
		}
		name := exported(v.Type.Verb)
		if v.Type.Verb == nil {
			name = exported(f.Spoken()) + exported(v.Type.Word)
		}
		params, made := s.maker(v.Type)
		ms = append(ms, method{
			Kind: "variant", Name: name, Variadic: true, Params: params, Variant: made, Union: typeName(f.Type.Type),
			Doc:    paragraphs(comment(name, "sets", f.WireName, "to", article(typeName(v.Type))+"."), comment(v.Type.Doc)),
			Assign: assign(f, input{}),
		})
	}
	return ms
}

// hasOptions tells whether a variant is made by a function with usual
// arguments and options for the rest.
func hasOptions(v ir.Ref) bool {
	return v.Kind == ir.Named && v.Type.Kind == ir.Object && (v.Type.Verb != nil || v.Type.Word != nil) && len(v.Type.Positional) > 0
}

// maker is the function that makes a variant, and its parameters but the
// error.
func (s scheme) maker(t *ir.Type) ([]param, *call) {
	var params []param
	c := &call{Func: "make" + typeName(t), Args: []string{"&b.err"}}
	for _, f := range t.Positional {
		p := param{positionalName(t, f), s.argument(f).Type}
		params, c.Args = append(params, p), append(c.Args, p.Name)
	}
	c.Args = append(c.Args, "options")
	return append(params, param{"options", typeName(t) + "Option"}), c
}

func positionalName(t *ir.Type, f *ir.Field) string {
	if len(t.Positional) == 1 {
		return "value"
	}
	return parameter(f.Name)
}

// adders add one entry to a map.
func (s scheme) adders(f *ir.Field) []method {
	elem := opensTo(f.Type)
	if elem == nil {
		return nil
	}
	name := exported(f.Append)
	add := method{
		Kind: "add", Name: name, Entry: "value", Key: "name",
		Params: []param{{"name", "string"}, {"value", "string"}},
		Doc:    paragraphs(comment(name, "adds an entry to", f.WireName+", in place of one of that name."), comment(fieldDoc(f))),
		Assign: assign(f, input{}), Matcher: typeName(elem),
	}
	matcher := elem
	if list := listVariant(elem); list != nil {
		matcher = list.Elem.Type
		add.Entry, add.Variadic, add.Params[1].Name = "values", true, "values"
		add.Matcher = typeName(matcher)
		add.Doc = paragraphs(comment(name, "adds values to", f.WireName+", after those that the name has."), comment(fieldDoc(f)))
	}
	return append([]method{add}, s.variantAdders(f, add, matcher)...)
}

// variantAdders add one entry whose value is a variant of the union, such as a
// schema.
func (s scheme) variantAdders(f *ir.Field, add method, matcher *ir.Type) []method {
	var ms []method
	for _, v := range matcher.Variants {
		if !hasOptions(v) {
			continue
		}
		m := add
		params, made := s.maker(v.Type)
		m.Name, m.Entry, m.Variadic, m.Variant = add.Name+exported(v.Type.Word), "variant", true, made
		m.Params = append([]param{{"name", "string"}}, params...)
		m.Doc = paragraphs(comment(m.Name, "adds to", f.WireName, article(typeName(v.Type))+"."), comment(v.Type.Doc))
		ms = append(ms, m)
	}
	return ms
}
