package python

import (
	"slices"
	"strconv"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// testView is the test of one type.
type testView struct{ Imports, Name, Check string }

// tests writes one test per type, which sets every member and reads it back.
func (g *generator) tests() error {
	for _, t := range g.api.Types {
		if err := g.write(testFolder, "test_"+moduleName(t)+".py", "test", typeTest(t)); err != nil {
			return err
		}
	}
	return g.write(testFolder, "__init__.py", "empty", nil)
}

func typeTest(t *ir.Type) testView {
	im := newImports()
	im.add("mockserver", className(t))
	arguments := texts(className(t))
	var check string
	switch shapeOf(t) {
	case enumShape:
		check = "check_enum"
		arguments = append(arguments, group{"[", texts(quoted(t.Values)...), "]"})
	case classShape:
		check = "check_model"
		arguments = append(arguments, sampleObject(t, all))
		if names := required(t); len(names) > 0 {
			arguments = append(arguments, pair{"required=", group{"[", texts(quoted(names)...), "]"}})
		}
	default:
		check = "check_alias"
		arguments = append(arguments, group{"[", samples(t), "]"})
	}
	im.add("tests.round_trip", check)
	return testView{Imports: im.String(), Name: moduleName(t), Check: fit(4, "", group{check + "(", arguments, ")"}, "")}
}

func required(t *ir.Type) []string {
	var names []string
	for _, f := range t.Fields {
		if f.Required {
			names = append(names, f.WireName)
		}
	}
	return names
}

// samples are one value for every form of an alias.
func samples(t *ir.Type) []expr {
	if t.Kind == ir.Object {
		return []expr{sampleObject(t, all)}
	}
	var out []expr
	for _, v := range t.Variants {
		out = append(out, sample(v))
	}
	if t.Plain {
		out = append(out, texts(`"text"`, `[1, "two"]`, `{"any": None}`)...)
	}
	return out
}

// sample is a value of a type; inner objects have few members, so that types
// that contain themselves come to an end.
func sample(r ir.Ref) expr {
	switch r.Kind {
	case ir.String:
		return text(`"text"`)
	case ir.Integer:
		return text("7")
	case ir.Number:
		return text("1.5")
	case ir.Boolean:
		return text("True")
	case ir.Bytes:
		return text(`"AAEC"`)
	case ir.List:
		return group{"[", []expr{sample(*r.Elem)}, "]"}
	case ir.Map:
		return group{"{", []expr{pair{`"name": `, sample(*r.Elem)}}, "}"}
	case ir.Named:
		return sampleNamed(r.Type)
	}
	return text(`{"any": [1, None]}`)
}

func sampleNamed(t *ir.Type) expr {
	switch {
	case t.Kind == ir.Enum:
		return text(strconv.Quote(t.Values[0]))
	case t.Kind == ir.Union && len(t.Variants) > 0:
		return sample(t.Simplest())
	case t.Kind == ir.Union:
		return text(`"text"`)
	}
	return sampleObject(t, few)
}

func all(*ir.Type, *ir.Field) bool { return true }

// few takes the required fields, or else the first that holds no object.
func few(t *ir.Type, f *ir.Field) bool {
	if len(required(t)) > 0 {
		return f.Required
	}
	first := slices.IndexFunc(t.Fields, func(f *ir.Field) bool { return f.Type.Kind != ir.Named })
	return first >= 0 && t.Fields[first] == f
}

func sampleObject(t *ir.Type, take func(*ir.Type, *ir.Field) bool) expr {
	out := group{open: "{", close: "}"}
	for _, f := range t.Fields {
		if !take(t, f) {
			continue
		}
		value := sample(f.Type)
		if f.Const != "" {
			value = text(strconv.Quote(f.Const))
		}
		out.items = append(out.items, pair{strconv.Quote(f.WireName) + ": ", value})
	}
	if t.Open != nil {
		out.items = append(out.items, pair{`"Some-Name": `, sample(*t.Open)})
	}
	return out
}
