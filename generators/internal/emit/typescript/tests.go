package typescript

import (
	"slices"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// builderTestsFile checks every method of every builder against the samples.
func builderTestsFile(api *ir.API) (*file, string, any) {
	f := newFile(tests + "builders.test.ts")
	f.use("vitest", "expect")
	f.use("vitest", "test")
	var views []testView
	for _, t := range api.Types {
		if t.Builder != nil {
			views = append(views, f.setterTest(t))
			views = append(views, f.appendTests(t)...)
			views = append(views, f.kindTests(t)...)
			views = append(views, f.verbTests(t)...)
		}
		for _, factory := range t.Factories {
			views = append(views, f.factoryTest(t, factory))
		}
	}
	return f, "tests", views
}

// testView is a test: its name and its lines.
type testView struct {
	Name  string
	Lines []string
}

func (f *file) sample(t *ir.Type) string {
	return f.useAll(tests+"samples", "samples") + "." + sampleName(t)
}

// start is a builder without anything.
func (f *file) start(t *ir.Type) string {
	class := f.use(modelIndex, builderClass(t))
	if terminal(t) {
		return "new " + class + "({}, (data) => data)"
	}
	return "new " + class + "()"
}

// setterTest sets one field after the other and looks at the whole.
func (f *file) setterTest(t *ir.Type) testView {
	v := testView{Name: builderClass(t) + " sets every field"}
	apart, settable := f.splitFields(t)
	v.Lines = append(v.Lines,
		braces(2, "const ", append(apart, "...settable"), " = "+f.sample(t)+";"),
		"const empty = "+f.start(t)+";", "let full = empty;")
	for _, field := range settable {
		v.Lines = append(v.Lines, "full = full."+shortName(field).Camel()+"(settable."+field.WireName+");")
	}
	v.Lines = append(v.Lines, "expect(full.toJSON()).toEqual(settable);", "expect(empty.toJSON()).toEqual({});")
	return v
}

// splitFields are those that have no setter, as they are taken apart, and
// those that have one.
func (f *file) splitFields(t *ir.Type) (apart []string, settable []*ir.Field) {
	for _, field := range t.Fields {
		if field.ReadOnly || field.Const != "" || terminal(t) && field.Ending() != nil {
			apart = append(apart, member(field.WireName, "_"+field.Name.Camel()))
		} else {
			settable = append(settable, field)
		}
	}
	return apart, settable
}

func (f *file) appendTests(t *ir.Type) []testView {
	var out []testView
	for _, field := range t.Fields {
		if field.Append == nil {
			continue
		}
		name := field.Append.Camel()
		first, second, want := `("name", "one", "two")`, `("name", "three")`, `{ name: ["one", "two", "three"] }`
		if field.Type.Kind == ir.List {
			first, second, want = `("one")`, `("two")`, `["one", "two"]`
		} else if listVariant(mapElem(field.Type)) == nil {
			first, second, want = `("name", "one")`, `("other", "two")`, `{ name: "one", other: "two" }`
		}
		out = append(out, testView{Name: builderClass(t) + "." + name + " adds", Lines: []string{
			"const first = " + f.start(t) + "." + name + first + ";",
			"const second = first." + name + second + ";",
			expanded(2, "expect(second.toJSON()).toEqual(", []string{member(field.WireName, want)}, ");"),
			"expect(first.toJSON()).not.toEqual(second.toJSON());",
		}})
	}
	return out
}

func (f *file) kindTests(t *ir.Type) []testView {
	var out []testView
	for _, field := range t.Fields {
		for _, kind := range kinds(field) {
			out = append(out, f.kindTest(t, field, kind))
		}
	}
	return out
}

// kindTest gives a method the parts of a kind's sample and wants the whole
// back.
func (f *file) kindTest(t *ir.Type, field *ir.Field, kind *ir.Type) testView {
	var apart, args, members []string
	for _, m := range kind.Fields {
		switch {
		case m.Const != "":
			apart = append(apart, m.WireName)
			members = append(members, m.WireName)
		case m.ReadOnly:
			apart = append(apart, member(m.WireName, "_"+m.Name.Camel()))
		case slices.Contains(kind.Positional, m):
			name := identifier(m.Name)
			apart = append(apart, member(m.WireName, name))
			members = append(members, member(m.WireName, name))
		}
	}
	for _, p := range kind.Positional {
		name := identifier(p.Name)
		if p.Type.Kind == ir.Bytes {
			name = f.use(base64, "fromBase64") + "(" + name + ")"
		}
		args = append(args, name)
	}
	if len(kind.Options()) > 0 {
		apart, members, args = append(apart, "...options"), append(members, "...options"), append(args, "options")
	}
	verb := kind.Verb.Camel()
	return testView{Name: builderClass(t) + "." + verb, Lines: []string{
		braces(2, "const ", apart, " = "+f.sample(kind)+";"),
		list(2, "const built = "+f.start(t)+"."+verb, "(", args, ")", ";"),
		expanded(2, "expect(built.toJSON()).toEqual(", []string{member(field.WireName, braces(4, "", members, ""))}, ");"),
	}}
}

func (f *file) verbTests(t *ir.Type) []testView {
	var out []testView
	for _, field := range t.Fields {
		if field.Ending() == nil {
			continue
		}
		verb := field.Ending().Camel()
		given, wanted := "", ""
		if field.Type.Kind == ir.List {
			given = f.sample(field.Type.Elem.Type)
			given, wanted = given+", "+given, "["+given+", "+given+"]"
		} else {
			given = f.sample(field.Type.Type)
			wanted = given
		}
		out = append(out, testView{Name: builderClass(t) + "." + verb + " ends the statement", Lines: []string{
			"const ended = " + f.start(t) + "." + verb + "(" + given + ");",
			expanded(2, "expect(ended).toEqual(", []string{member(field.WireName, wanted)}, ");"),
		}})
	}
	return out
}

func (f *file) factoryTest(t *ir.Type, factory *ir.Factory) testView {
	name := identifier(factory.Name)
	values := &sampler{file: newFile(""), state: map[*ir.Type]int{}}
	var args, members []string
	for _, set := range factory.Set {
		members = append(members, key(set.Field.WireName)+": "+set.Value)
	}
	for _, arg := range factory.Args {
		value := f.argument(values, arg.Fields[0].Type)
		args = append(args, value)
		for _, field := range arg.Fields {
			members = append(members, member(field.WireName, value))
		}
	}
	made := "const made = " + f.use(modelIndex, name) + "(" + strings.Join(args, ", ") + ")"
	if t.Builder != nil {
		made += ".toJSON()"
	}
	return testView{Name: "the factory " + factory.Name.Camel(), Lines: []string{
		made + ";", expanded(2, "expect(made).toEqual(", members, ");"),
	}}
}

// argument is a sample of a factory's argument.
func (f *file) argument(values *sampler, ref ir.Ref) string {
	switch {
	case ref.Kind == ir.Named && ref.Type.Kind == ir.Object:
		return f.sample(ref.Type)
	case ref.Kind == ir.Named && ref.Type.Kind == ir.Union && len(ref.Type.Variants) > 0:
		return f.argument(values, ref.Type.Variants[0])
	}
	return values.value(ref)
}
