package typescript

import (
	"slices"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// builderView is a builder's class with its factories, or factories alone.
type builderView struct {
	Class     *classView
	Factories []functionView
	Reserved  []functionView // factories whose names only an export may have
}

type classView struct {
	Doc      string
	Name     string
	Data     string // the plain type
	Terminal bool   // some method ends the statement
	Methods  []functionView
	Draft    string // what the constructor takes
	Builder  string // the class above
}

// functionView is a function or method: its head laid out, and what it says.
type functionView struct {
	Doc   string
	Name  string
	Word  string // the name without regard to reserved words
	Head  string
	Lines string // the whole body
}

func builderFile(t *ir.Type) (*file, string, any) {
	f := newFile(builderModule(t) + ".ts")
	var v builderView
	if t.Builder != nil {
		v.Class = f.class(t)
	}
	for _, factory := range t.Factories {
		function := f.factory(t, factory)
		v.Factories = append(v.Factories, function)
		if function.Name != function.Word {
			v.Reserved = append(v.Reserved, function)
		}
	}
	return f, "builder", v
}

func (f *file) class(t *ir.Type) *classView {
	c := &classView{
		Name: builderClass(t), Data: f.typeOf(ir.Ref{Kind: ir.Named, Type: t}), Terminal: terminal(t),
		Doc:   doc(0, t.Doc, "Collects "+article(t.WireName)+"."),
		Draft: f.useType(building, "Draft"), Builder: f.use(building, "Builder"),
	}
	for _, field := range t.Fields {
		if !field.ReadOnly && field.Const == "" {
			c.Methods = append(c.Methods, f.methods(t, field)...)
		}
	}
	return c
}

// article puts "a" or "an" before a type's name; "Http" is spelled out.
func article(name string) string {
	if strings.HasPrefix(name, "Http") || strings.ContainsRune("AEIOU", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// terminal tells whether the builder has verbs that end the statement.
func terminal(t *ir.Type) bool {
	return slices.ContainsFunc(t.Fields, func(field *ir.Field) bool { return field.Ending() != nil })
}

// selfType is the builder's type as its own methods return it.
func selfType(t *ir.Type) string {
	if terminal(t) {
		return builderClass(t) + "<Result>"
	}
	return builderClass(t)
}

// methods are those that a field gives to its builder: one that sets it, one
// that adds to it, one per kind of a union.
func (f *file) methods(t *ir.Type, field *ir.Field) []functionView {
	if field.Ending() != nil {
		return []functionView{f.verb(field)}
	}
	methods := []functionView{f.setter(t, field)}
	if field.Append != nil {
		methods = append(methods, f.appender(t, field))
	}
	for _, kind := range kinds(field) {
		methods = append(methods, f.kindSetter(t, field, kind))
	}
	return methods
}

// kinds are the variants of a field's union that have a method each.
func kinds(field *ir.Field) []*ir.Type {
	var out []*ir.Type
	for _, v := range field.Kinds() {
		if v.Kind == ir.Named && v.Type.Verb != nil {
			out = append(out, v.Type)
		}
	}
	return out
}

func (f *file) setter(t *ir.Type, field *ir.Field) functionView {
	return with(t, doc(2, docOf(field), shortDoc(field)), shortName(field).Camel(),
		[]string{"value: " + f.inputOf(field.Type)}, member(field.WireName, f.convert(field.Type, "value")))
}

func shortDoc(field *ir.Field) string {
	if field.Type.Kind != ir.Named || shorthand(field.Type.Type) == nil {
		return ""
	}
	if field.Type.Type.Duration != nil {
		return "A number is in milliseconds."
	}
	return "A number or text alone is its " + shorthand(field.Type.Type).WireName + "."
}

func (f *file) appender(t *ir.Type, field *ir.Field) functionView {
	name, property := field.Append.Camel(), field.WireName
	if field.Type.Kind == ir.List {
		return with(t, doc(2, docOf(field), "Adds values."), name,
			[]string{"...values: " + several(f.inputOf(*field.Type.Elem))},
			key(property)+": [...(this.data."+property+" ?? []), ..."+f.convert(field.Type, "values")+"]")
	}
	elem := mapElem(field.Type)
	if item := listVariant(elem); item != nil {
		return with(t, doc(2, docOf(field), "Adds values to those that the name already has."), name,
			[]string{"name: string", "...values: " + several(f.inputOf(*item))},
			member(property, f.use(building, "addValues")+"(this.data."+property+", name, values)"))
	}
	return with(t, doc(2, docOf(field), "Sets the value of one name."), name,
		[]string{"name: string", "value: " + f.inputOf(elem)},
		member(property, f.use(building, "setEntry")+"(this.data."+property+", name, "+f.convert(elem, "value")+")"))
}

// mapElem is the type of a map's values.
func mapElem(ref ir.Ref) ir.Ref {
	if ref.Kind == ir.Map {
		return *ref.Elem
	}
	return *ref.Type.Open
}

// listVariant is the item of a list, or of the list that a union allows.
func listVariant(ref ir.Ref) *ir.Ref {
	if ref.Kind == ir.List {
		return ref.Elem
	}
	if ref.Kind == ir.Named {
		for _, v := range ref.Type.Variants {
			if v.Kind == ir.List {
				return v.Elem
			}
		}
	}
	return nil
}

// kindSetter sets a union to one kind: the usual arguments first, then the
// options.
func (f *file) kindSetter(t *ir.Type, field *ir.Field, kind *ir.Type) functionView {
	var params, members []string
	for _, m := range kind.Fields {
		if m.Const != "" {
			members = append(members, key(m.WireName)+": "+quote(m.Const))
		}
	}
	for _, p := range kind.Positional {
		name := parameterName(p)
		params = append(params, name+": "+f.inputOf(p.Type))
		members = append(members, member(p.WireName, f.convert(p.Type, name)))
	}
	if len(kind.Options()) > 0 {
		params = append(params, "options?: "+f.useType(modelModule(kind), optionsName(kind)))
		members = append(members, "...options")
	}
	return with(t, doc(2, kind.Doc), kind.Verb.Camel(), params, braces(6, key(field.WireName)+": ", members, ""))
}

// parameterName does not say base64 of what is given as bytes.
func parameterName(field *ir.Field) string {
	if field.Type.Kind == ir.Bytes {
		return "bytes"
	}
	return identifier(field.Name)
}

// verb ends the statement: it hands over the data with the action in it.
func (f *file) verb(field *ir.Field) functionView {
	name := argumentFor(field.Type)
	param := name + ": " + f.inputOf(field.Type)
	if field.Type.Kind == ir.List {
		param = "..." + param
	}
	return functionView{
		Doc:   doc(2, docOf(field), "Ends the statement."),
		Head:  parameters(2, field.Ending().Camel(), []string{param}, ": Result {"),
		Lines: "return this.#finish(this.#with({ " + member(field.WireName, name) + " }).toJSON());",
	}
}

// with is a method that returns the builder with one member changed.
func with(t *ir.Type, comment, name string, params []string, change string) functionView {
	return functionView{
		Doc:   comment,
		Head:  parameters(2, name, params, ": "+selfType(t)+" {"),
		Lines: braces(4, "return this.#with(", []string{change}, ");"),
	}
}
