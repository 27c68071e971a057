package reference

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// schema is the page of one type.
type schema struct {
	Name, Doc string
	Forms     []string // of a union
	Values    []string // of an enumeration
	Fluent    bool     // members have fluent calls
	Starts    string   // the factories
	Members   []member
	Further   string // the type of members that are not listed, or ""
	Example   string
	Users     []string
}

type member struct {
	Name, Type, Doc string
	Calls           string
}

func newSchema(api *ir.API, t *ir.Type) schema {
	s := schema{
		Name: t.WireName, Doc: t.Doc, Forms: formsOf(t), Values: t.Values, Fluent: t.Builder != nil,
		Starts: starts(t), Example: t.Example, Users: usersOf(api, t),
	}
	for _, f := range t.Fields {
		s.Members = append(s.Members, newMember(f))
	}
	if t.Open != nil {
		s.Further = typeText(*t.Open)
	}
	return s
}

func newMember(f *ir.Field) member {
	doc := f.Doc
	if doc == "" && f.Type.Kind == ir.Named {
		doc = f.Type.Type.Doc
	}
	return member{Name: f.WireName, Type: typeText(f.Type) + remarks(f), Doc: doc, Calls: strings.Join(calls(f), " ")}
}

// remarks are what a member's type does not say.
func remarks(f *ir.Field) string {
	var all []string
	switch {
	case f.Const != "":
		all = append(all, "always `"+f.Const+"`")
	case f.Required:
		all = append(all, "required")
	}
	if f.ReadOnly {
		all = append(all, "read-only")
	}
	if f.Unit != "" {
		all = append(all, f.Unit)
	}
	if f.Default != "" {
		all = append(all, "default `"+f.Default+"`")
	}
	if len(all) == 0 {
		return ""
	}
	return "; " + strings.Join(all, "; ")
}

func formsOf(t *ir.Type) []string {
	var forms []string
	for _, v := range t.Variants {
		form := sentence(typeText(v))
		if v.Kind == ir.Named {
			form += ": " + v.Type.Doc
		}
		forms = append(forms, form)
	}
	if t.Plain {
		forms = append(forms, "Text", "An array or an object without the member `"+t.Discriminator+"`")
	}
	return forms
}

// starts are the factories of a type, as calls.
func starts(t *ir.Type) string {
	var all []string
	for _, f := range t.Factories {
		var arguments []string
		for _, a := range f.Args {
			arguments = append(arguments, a.Name.Camel())
		}
		all = append(all, call(f.Name, arguments...))
	}
	return strings.Join(all, ", ")
}

// usersOf lists what refers to a type: members, forms and operations.
func usersOf(api *ir.API, t *ir.Type) []string {
	var users []string
	for _, other := range api.Types {
		for _, f := range other.Fields {
			if mentions(f.Type, t) {
				users = append(users, fmt.Sprintf("%s, `%s`", link(other), f.WireName))
			}
		}
		if isPartOf(other, t) {
			users = append(users, link(other))
		}
	}
	for _, op := range api.Operations {
		if usesType(op, t) {
			users = append(users, fmt.Sprintf("[%s](../operations/%s.md)", op.ID, op.ID))
		}
	}
	return users
}

func isPartOf(other, t *ir.Type) bool {
	part := other.Open != nil && mentions(*other.Open, t)
	for _, v := range other.Variants {
		part = part || mentions(v, t)
	}
	return part
}

func usesType(op *ir.Operation, t *ir.Type) bool {
	uses := op.Body != nil && mentions(*op.Body, t) || op.Result != nil && mentions(*op.Result, t)
	for _, q := range op.Query {
		uses = uses || mentions(q.Type, t)
	}
	for _, v := range op.Views {
		uses = uses || mentions(v.Result, t)
	}
	return uses
}

func mentions(r ir.Ref, t *ir.Type) bool {
	return r.Type == t || r.Elem != nil && mentions(*r.Elem, t)
}
