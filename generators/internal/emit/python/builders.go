package python

import (
	"slices"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// builderView is a builder.
type builderView struct {
	Imports, Name, Model, Doc string
	Methods                   []string
	Like                      *aliasView // what the builder stands for; nil for a statement
}

// builders writes one module per builder, and one that imports them all.
func (g *generator) builders() error {
	all := modelsView{Imports: newImports()}
	for _, t := range g.api.Types {
		if t.Builder == nil {
			continue
		}
		if err := g.write(sourceFolder, "builders/"+t.Builder.Name.Snake()+".py", "builder", g.builder(t)); err != nil {
			return err
		}
		names := []string{builderClass(t)}
		if isBuilt(t) {
			names = append(names, likeName(t))
			g.publish("builders", names...)
		}
		all.Imports.add(pkg+"."+builderModule(t), names...)
		all.Names = append(all.Names, names...)
	}
	sortNames(all.Names)
	return g.write(sourceFolder, "builders/__init__.py", "builders", all)
}

// isStatement tells whether a builder ends in a verb that talks to the server.
func isStatement(t *ir.Type) bool { return t.Builder != nil && len(actions(t)) > 0 }

// actions are the fields that hold what an expectation does, each set by a
// verb that ends the statement.
func actions(t *ir.Type) []*ir.Field {
	var fields []*ir.Field
	for _, f := range t.Fields {
		if f.Ending() != nil {
			fields = append(fields, f)
		}
	}
	return fields
}

func (g *generator) builder(t *ir.Type) builderView {
	im := newImports()
	im.own = pkg + "." + builderModule(t)
	im.add("mockserver._builder", "Builder")
	im.add(pkg+".models", className(t))
	v := builderView{Name: builderClass(t), Model: className(t), Doc: docstring(4, "Builds ``"+className(t)+"``. "+t.Doc, nil, nil)}
	for _, f := range t.Fields {
		if !isSettable(t, f) {
			continue
		}
		for _, m := range g.methods(f, im) {
			m.self, m.returns = true, use(im, "typing_extensions", "Self")
			v.Methods = append(v.Methods, m.code(4, "def"))
		}
	}
	if isBuilt(t) {
		like := g.likeAlias(t, im)
		v.Like = &like
	}
	v.Imports = im.String()
	return v
}

// isSettable tells whether a builder has methods for a field: not for what the
// server alone writes, and of a statement not for its verbs and its subject.
func isSettable(t *ir.Type, f *ir.Field) bool {
	if f.ReadOnly || f.Const != "" {
		return false
	}
	if !isStatement(t) {
		return true
	}
	for _, other := range t.Factories {
		for _, a := range other.Args {
			if slices.Contains(a.Fields, f) {
				return false
			}
		}
	}
	return !slices.Contains(actions(t), f)
}

// methods are the builder's methods for one field: one that sets it, one that
// adds to it, and one for each variant of a union with verbs.
func (g *generator) methods(f *ir.Field, im *imports) []function {
	out := []function{g.setter(f, im)}
	if f.Append != nil {
		out = append(out, g.adder(f, im))
	}
	if f.Type.Kind == ir.Named && f.Type.Type.Kind == ir.Union {
		for _, v := range f.Kinds() {
			if v.Kind == ir.Named && v.Type.Verb != nil {
				out = append(out, g.variantSetter(f, v.Type, im))
			}
		}
	}
	return out
}

func (g *generator) setter(f *ir.Field, im *imports) function {
	name := methodName(word(f))
	t := f.Type.Type
	if f.Type.Kind == ir.Named && t.Builder == nil && t.Duration == nil && len(t.Positional) > 0 {
		return g.memberSetter(f, t, name, im)
	}
	p := param{name: name, typ: g.argument(f, im)}
	if f.Type.Kind == ir.Boolean {
		p.fallback = "True"
	}
	value := converted(f.Type, f.Unit, p.name, im)
	return function{
		name: name, positional: []param{p}, doc: setterDoc(f), body: []string{fit(8, "return ", group{"self._set(", texts(quotedName(f), value), ")"}, "")},
	}
}

// memberSetter sets a field to an object whose members are the arguments.
func (g *generator) memberSetter(f *ir.Field, t *ir.Type, name string, im *imports) function {
	m := function{name: name, doc: setterDoc(f)}
	m.body = []string{setMembers(f, g.memberParams(&m, t, nil, im))}
	return m
}

// variantSetter sets a field to one variant of its union.
func (g *generator) variantSetter(f *ir.Field, t *ir.Type, im *imports) function {
	m := function{name: methodName(t.Verb), doc: "Set ``" + f.WireName + "`` to a ``" + className(t) + "``. " + t.Doc}
	m.body = []string{setMembers(f, g.memberParams(&m, t, nil, im))}
	return m
}

// memberParams makes an object's positional fields positional parameters and
// the others options, and returns the members that they fill. The list star,
// if any, takes any number of arguments.
func (g *generator) memberParams(m *function, t *ir.Type, star *ir.Field, im *imports) []pair {
	var members []pair
	for _, f := range positionalFirst(t) {
		if f.Const != "" {
			members = append(members, constant(f))
		}
		if f.Const != "" || f.ReadOnly {
			continue
		}
		name := plainName(word(f))
		if f == star {
			members = append(members, g.starred(m, f, name, im))
			continue
		}
		switch {
		case f.Required:
			m.positional = append(m.positional, param{name: name, typ: g.argument(f, im), doc: argDoc(f)})
		case slices.Contains(t.Positional, f):
			m.positional = append(m.positional, g.optionalParam(f, name, im))
		default:
			m.keyword = append(m.keyword, g.optionalParam(f, name, im))
		}
		members = append(members, member(f, converted(f.Type, f.Unit, name, im)))
	}
	return members
}

// positionalFirst are an object's fields, constants and positional ones first.
func positionalFirst(t *ir.Type) []*ir.Field {
	var first, rest []*ir.Field
	for _, f := range t.Fields {
		if f.Const != "" {
			first = append(first, f)
		} else if !slices.Contains(t.Positional, f) {
			rest = append(rest, f)
		}
	}
	return slices.Concat(first, t.Positional, rest)
}

// adder adds one entry to a map, or one item to a list.
func (g *generator) adder(f *ir.Field, im *imports) function {
	m := function{name: methodName(f.Append)}
	if f.Type.Kind == ir.List {
		m.doc = "Add one item to ``" + f.WireName + "``. " + fieldDoc(f)
		m.positional = []param{{name: "item", typ: g.accepted(*f.Type.Elem, im)}}
		m.body = []string{"return self._add_item(" + quotedName(f) + ", item)"}
		return m
	}
	m.positional = []param{{name: "name", typ: "str", doc: "The entry's name."}}
	elem := *elemOf(f.Type)
	if v := valueList(elem); v != nil {
		g.addValues(&m, f, v, im)
		return m
	}
	m.doc = "Add one entry to ``" + f.WireName + "``. " + fieldDoc(f)
	m.positional = append(m.positional, param{name: "value", typ: g.accepted(elem, im), doc: "Its value."})
	m.body = []string{"return self._add_entry(" + quotedName(f) + ", name, value)"}
	return m
}

func elemOf(r ir.Ref) *ir.Ref {
	if r.Kind == ir.Map {
		return r.Elem
	}
	return r.Type.Open
}

func (g *generator) addValues(m *function, f *ir.Field, v *values, im *imports) {
	m.doc = "Add values of one name to ``" + f.WireName + "``. " + fieldDoc(f)
	m.positional = append(m.positional, param{name: "values", typ: g.accepted(v.elem, im), doc: "One or more.", star: true})
	arguments := texts(quotedName(f), "name", "values")
	if v.key != "" {
		var options []pair
		for _, o := range v.options {
			name := plainName(word(o))
			m.keyword = append(m.keyword, g.optionalParam(o, name, im))
			options = append(options, member(o, name))
		}
		arguments = append(arguments, text(`"`+v.key+`"`), dictionary(options))
	}
	m.body = []string{fit(8, "return ", group{"self._add_values(", arguments, ")"}, "")}
}

// setMembers is the statement that returns a builder with a field set to an
// object.
func setMembers(f *ir.Field, members []pair) string {
	return fit(8, "return ", group{"self._set_members(", []expr{text(quotedName(f)), dictionary(members)}, ")"}, "")
}

func setterDoc(f *ir.Field) string { return "Set ``" + f.WireName + "``. " + fieldDoc(f) }
