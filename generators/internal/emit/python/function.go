package python

import (
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// notGiven is the default of arguments that may be left out.
const notGiven = "NOT_GIVEN"

// param is a parameter of a function.
type param struct {
	name, typ, fallback, doc string
	star                     bool // takes all further positional arguments
}

// code is the parameter in a signature.
func (p param) code() string {
	name := p.name
	if p.star {
		name = "*" + name
	}
	if p.fallback == "" {
		return name + ": " + p.typ
	}
	return name + ": " + p.typ + " = " + p.fallback
}

// function is a function or a method.
type function struct {
	name       string
	self       bool
	positional []param
	keyword    []param // after the positional ones, by name only
	returns    string
	doc        string
	raises     []described
	body       []string // lines, without the indentation of the body
}

// signature writes the head behind an indentation; def is "def" or "async def".
func (f function) signature(indent int, def string) string {
	var items []expr
	if f.self {
		items = append(items, text("self"))
	}
	star := false
	for _, p := range f.positional {
		items = append(items, text(p.code()))
		star = star || p.star
	}
	if len(f.keyword) > 0 && !star {
		items = append(items, text("*"))
	}
	for _, p := range f.keyword {
		items = append(items, text(p.code()))
	}
	return fit(indent, def+" "+f.name, group{"(", items, ")"}, " -> "+f.returns+":")
}

// docs writes the docstring of a body behind an indentation.
func (f function) docs(indent int) string {
	var args []described
	for _, p := range append(append([]param{}, f.positional...), f.keyword...) {
		name := p.name
		if p.star {
			name = "*" + name
		}
		args = append(args, described{name, p.doc})
	}
	return docstring(indent, f.doc, args, f.raises)
}

// code writes the whole function behind an indentation.
func (f function) code(indent int, def string) string {
	inner := spaces(indent + 4)
	lines := append([]string{f.docs(indent + 4)}, f.body...)
	return spaces(indent) + f.signature(indent, def) + "\n" + inner + strings.Join(lines, "\n"+inner)
}

// optionalParam is an argument that may be left out.
func (g *generator) optionalParam(f *ir.Field, name string, im *imports) param {
	im.add("mockserver._sentinel", "NOT_GIVEN", "NotGiven")
	return param{name: name, typ: g.argument(f, im) + " | NotGiven", fallback: notGiven, doc: argDoc(f)}
}

// argument is the type of an argument that fills a field: durations come in
// the language's own form.
func (g *generator) argument(f *ir.Field, im *imports) string {
	if f.Unit != "" {
		return use(im, "mockserver._duration", "Duration")
	}
	return g.accepted(f.Type, im)
}

// argDoc describes an argument that fills a field, in the argument's unit.
func argDoc(f *ir.Field) string {
	if f.Unit != "" {
		return strings.ReplaceAll(fieldDoc(f), f.Unit, "seconds")
	}
	return fieldDoc(f)
}

// dictionary is a literal of members; arguments that were not given are left
// out when it is written.
func dictionary(members []pair) group {
	g := group{open: "{", close: "}"}
	for _, m := range members {
		g.items = append(g.items, m)
	}
	return g
}

// member is one entry of a dictionary of wire names.
func member(f *ir.Field, value string) pair { return pair{quotedName(f) + ": ", text(value)} }

func quotedName(f *ir.Field) string { return strconv.Quote(f.WireName) }

func constant(f *ir.Field) pair { return member(f, `"`+f.Const+`"`) }
