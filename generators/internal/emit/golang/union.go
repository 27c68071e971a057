package golang

import (
	"fmt"
	"strconv"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// union is a type that is one of several forms.
type union struct {
	Name          string
	Doc           string
	Forms         []unionForm
	Discriminator string // Go method name, or ""
	Member        string // the discriminator on the wire
	String        bool   // has a string form
	List          *listForm
}

// unionForm is one of the forms; Shape tells it apart from its JSON.
type unionForm struct {
	Type  string
	As    string // of the method: "AsJSONBody"
	Doc   string
	Shape string
	Fixed []fixedMember
}

type fixedMember struct{ Field, Value string }

// listForm is the form that is a list.
type listForm struct{ Elem, As string }

func newUnion(t *ir.Type) union {
	u := union{Name: typeName(t), Doc: paragraphs(comment(typeName(t), "is one of several forms."), comment(t.Doc)), Member: t.Discriminator}
	if t.Discriminator != "" {
		u.Discriminator = exported(ir.Words(t.Discriminator))
	}
	for _, v := range t.Variants {
		f := newUnionForm(v)
		u.Forms = append(u.Forms, f)
		u.String = u.String || v.Kind == ir.String
		if v.Kind == ir.List {
			u.List = &listForm{Elem: goType(*v.Elem), As: f.As}
		}
	}
	if t.Plain {
		u.String = true
		u.Forms = append(u.Forms, newUnionForm(ir.Ref{Kind: ir.String}), newUnionForm(ir.Ref{Kind: ir.Any}))
	}
	return u
}

func newUnionForm(r ir.Ref) unionForm {
	name := goType(r)
	f := unionForm{Type: name}
	switch r.Kind {
	case ir.String:
		f.As, f.Shape, f.Doc = "AsString", `shape{opens: '"'}`, "the text"
	case ir.List:
		f.As, f.Shape, f.Doc = "AsList", "shape{opens: '['}", "the list"
	case ir.Any:
		f.As, f.Shape, f.Doc = "AsJSON", "shape{}", "the JSON"
	default:
		f.As, f.Shape, f.Doc = "As"+name, objectShape(r.Type), "the "+name
		f.Fixed = fixedMembers(r.Type)
	}
	return f
}

// objectShape names the members that an object must have, and the constant
// that tells it apart.
func objectShape(t *ir.Type) string {
	required := ""
	for _, f := range t.Fields {
		if f.Const != "" {
			return fmt.Sprintf("shape{opens: '{', member: %q, constant: %q}", f.WireName, f.Const)
		}
		if f.Required && required == "" {
			required = fmt.Sprintf(", member: %q", f.WireName)
		}
	}
	return "shape{opens: '{'" + required + "}"
}

func fixedMembers(t *ir.Type) []fixedMember {
	var fixed []fixedMember
	for _, f := range t.Fields {
		if f.Const != "" {
			fixed = append(fixed, fixedMember{exported(f.Name), strconv.Quote(f.Const)})
		}
	}
	return fixed
}
