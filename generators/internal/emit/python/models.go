package python

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// classView is a model.
type classView struct {
	Imports, Name, Base, Doc string
	Settings                 []string // class variables
	Fields                   []fieldView
}

// fieldView is an attribute or an enumeration's value.
type fieldView struct{ Declaration, Doc string }

// aliasView is an alias of a type.
type aliasView struct{ Imports, Name, Value, Doc string }

// models writes one module per type, and one that imports them all and lets
// every model find the others.
func (g *generator) models() error {
	all := modelsView{Imports: newImports()}
	all.Imports.add("mockserver._model", "Model")
	for _, t := range g.api.Types {
		if err := g.model(t); err != nil {
			return err
		}
		all.add(t)
		g.publish("models", className(t))
	}
	return g.write(sourceFolder, "models/__init__.py", "models", all)
}

// modelsView is the module that imports every type.
type modelsView struct {
	Imports *imports
	Names   []string
	Classes []string
}

func (v *modelsView) add(t *ir.Type) {
	v.Imports.add(pkg+".models."+moduleName(t), className(t))
	v.Names = append(v.Names, className(t))
	if shapeOf(t) == classShape {
		v.Classes = append(v.Classes, className(t))
	}
}

// All is the module's __all__.
func (v modelsView) All() string { return allOf(v.Names) }

// List is the list of every model.
func (v modelsView) List() string {
	return fit(0, "_MODELS: list[type[Model]] = ", group{"[", texts(v.Classes...), "]"}, "")
}

// allOf is the list of a module's public names.
func allOf(names []string) string {
	return fit(0, "__all__ = ", group{"[", texts(quoted(names)...), "]"}, "")
}

func quoted(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = `"` + n + `"`
	}
	return out
}

func (g *generator) model(t *ir.Type) error {
	name := "models/" + moduleName(t) + ".py"
	switch shapeOf(t) {
	case enumShape:
		return g.write(sourceFolder, name, "class", enumView(t))
	case unionShape:
		return g.write(sourceFolder, name, "alias", unionView(t))
	case mappingShape:
		return g.write(sourceFolder, name, "alias", mappingView(t))
	}
	return g.write(sourceFolder, name, "class", modelView(t))
}

func enumView(t *ir.Type) classView {
	im := newImports()
	v := classView{Name: className(t), Base: use(im, "mockserver._open_enum", "OpenEnum"), Doc: docstring(4, t.Doc, nil, nil)}
	for _, value := range t.Values {
		v.Fields = append(v.Fields, fieldView{Declaration: fmt.Sprintf("%s = %q", memberName(value), value)})
	}
	v.Imports = im.String()
	return v
}

func modelView(t *ir.Type) classView {
	im := newImports()
	v := classView{Name: className(t), Doc: docstring(4, t.Doc, nil, nil)}
	named := func(other *ir.Type) {
		if other != t {
			im.addTyping(pkg+".models."+moduleName(other), className(other))
		}
	}
	bases := bases(t)
	im.add("mockserver._model", bases...)
	v.Base = strings.Join(bases, ", ")
	if t.Open != nil && t.Open.Kind != ir.Any {
		v.Settings = append(v.Settings, fmt.Sprintf("__pydantic_extra__: dict[str, %s] = %s(init=False)",
			stored(*t.Open, im, named), use(im, "pydantic", "Field")))
	}
	v.Settings = append(v.Settings, settings(t, im)...)
	for _, f := range t.Fields {
		v.Fields = append(v.Fields, fieldView{declaration(f, im, named), attributeDoc(4, fieldDoc(f))})
	}
	v.Imports = im.String()
	return v
}

// bases are the classes that a model extends.
func bases(t *ir.Type) []string {
	var names []string
	if len(constants(t)) > 0 {
		names = append(names, "TaggedModel")
	}
	if t.Duration != nil {
		names = append(names, "DurationModel")
	}
	if t.Open != nil {
		names = append(names, "OpenModel")
	}
	if names == nil {
		return []string{"Model"}
	}
	return names
}

func constants(t *ir.Type) []string {
	var names []string
	for _, f := range t.Fields {
		if f.Const != "" {
			names = append(names, `"`+attribute(f)+`"`)
		}
	}
	return names
}

func settings(t *ir.Type, im *imports) []string {
	var lines []string
	if names := constants(t); len(names) > 0 {
		lines = append(lines, fmt.Sprintf("constants: %s[frozenset[str]] = frozenset({%s})",
			use(im, "typing", "ClassVar"), strings.Join(names, ", ")))
	}
	if d := t.Duration; d != nil {
		lines = append(lines, fmt.Sprintf("duration_members: %s[tuple[str, str]] = (%q, %q)",
			use(im, "typing", "ClassVar"), d.Unit.WireName, d.Value.WireName))
	}
	return lines
}

func declaration(f *ir.Field, im *imports, named func(*ir.Type)) string {
	name := attribute(f)
	if f.Const != "" {
		return fmt.Sprintf("%s: %s[%q] = %q", name, use(im, "typing", "Literal"), f.Const, f.Const)
	}
	typ := stored(f.Type, im, named)
	if !f.Required && typ != "Any" {
		typ += " | None"
	}
	if wireName(name) == f.WireName {
		return name + ": " + typ + map[bool]string{false: " = None", true: ""}[f.Required]
	}
	return fit(4, name+": "+typ+" = ", aliased(f, im), "")
}

// aliased is the field of an attribute whose wire name does not follow the rule.
func aliased(f *ir.Field, im *imports) expr {
	items := []string{fmt.Sprintf("validation_alias=%q", f.WireName), fmt.Sprintf("serialization_alias=%q", f.WireName)}
	if !f.Required {
		items = append([]string{"default=None"}, items...)
	}
	return group{use(im, "pydantic", "Field") + "(", texts(items...), ")"}
}

// fieldDoc is a field's own description, or that of its type.
func fieldDoc(f *ir.Field) string {
	if f.Doc == "" && f.Type.Kind == ir.Named {
		return f.Type.Type.Doc
	}
	return f.Doc
}

func unionView(t *ir.Type) aliasView {
	im := newImports()
	named := func(other *ir.Type) { im.add(pkg+".models."+moduleName(other), className(other)) }
	var variants []string
	for _, v := range t.Variants {
		variants = append(variants, stored(v, im, named))
	}
	if t.Plain {
		variants = append(variants, use(im, "typing", "Any"))
	}
	im.add("typing", "Annotated", "TypeAlias")
	annotations := []string{"LEFT_TO_RIGHT"}
	if !t.Plain {
		annotations = append(annotations, "KEEP_UNKNOWN")
	}
	im.add("mockserver._model", annotations...)
	value := group{"Annotated[", append([]expr{alternatives(variants)}, texts(annotations...)...), "]"}
	name := className(t)
	return aliasView{
		Name: name, Value: fit(0, name+": TypeAlias = ", value, ""), Doc: attributeDoc(0, t.Doc), Imports: im.String(),
	}
}

func mappingView(t *ir.Type) aliasView {
	im := newImports()
	im.add("typing", "TypeAlias")
	elem := stored(*t.Open, im, func(other *ir.Type) { im.add(pkg+".models."+moduleName(other), className(other)) })
	name := className(t)
	return aliasView{
		Name: name, Value: name + ": TypeAlias = dict[str, " + elem + "]", Doc: attributeDoc(0, t.Doc), Imports: im.String(),
	}
}
