package typescript

import (
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// factory is a function that makes a builder, or plain data of a type that
// has none.
func (f *file) factory(t *ir.Type, factory *ir.Factory) functionView {
	var params, members []string
	for _, set := range factory.Set {
		members = append(members, key(set.Field.WireName)+": "+set.Value)
	}
	for _, arg := range factory.Args {
		name := identifier(argumentName(arg))
		params = append(params, name+": "+f.inputOf(arg.Fields[0].Type))
		for _, field := range arg.Fields {
			members = append(members, member(field.WireName, f.convert(field.Type, name)))
		}
	}
	name := identifier(factory.Name)
	v := functionView{Doc: doc(0, factoryDoc(t, factory)), Name: name, Word: factory.Name.Camel()}
	switch {
	case t.Builder == nil:
		v.Head = parameters(0, "export function "+name, params, ": "+f.typeOf(ir.Ref{Kind: ir.Named, Type: t})+" {")
		v.Lines = braces(2, "return ", members, ";")
	case terminal(t):
		v.Head = parameters(0, "export function "+name, params, ": "+builderClass(t)+"<"+t.WireName+"> {")
		v.Lines = "return new " + builderClass(t) + "(" + braces(2, "", members, ", (data) => data);")
	default:
		v.Head = parameters(0, "export function "+name, params, ": "+builderClass(t)+" {")
		v.Lines = "return new " + builderClass(t) + "(" + braces(2, "", members, ");")
	}
	return v
}

// argumentName prefers the short name of the field that the argument fills.
func argumentName(arg *ir.Argument) ir.Name {
	field := arg.Fields[0]
	if len(arg.Fields) > 1 {
		return arg.Name
	}
	if field.Type.Kind == ir.Named && field.Type.Type.Builder != nil {
		return field.Type.Type.Builder.Name
	}
	return arg.Name
}

func factoryDoc(t *ir.Type, factory *ir.Factory) string {
	var given []string
	for _, set := range factory.Set {
		given = append(given, set.Field.WireName+" "+strings.Trim(set.Value, `"`))
	}
	for _, arg := range factory.Args {
		given = append(given, "the given "+argumentName(arg).String())
	}
	text := "Makes " + article(t.WireName)
	if t.Builder != nil {
		text = "Begins " + article(t.WireName)
	}
	if len(given) > 0 {
		text += " with " + strings.Join(given, " and ")
	}
	return text + "."
}
