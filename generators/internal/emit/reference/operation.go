package reference

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// operation is the page of one operation.
type operation struct {
	ID, Summary, Doc string
	Method, Path     string
	InPath, Query    []member
	Body             string
	Example          string // of the body
	Answers          []status
	Views            []narrowed
}

type status struct {
	Code      int
	Doc, Body string
}

// narrowed is a view of an operation.
type narrowed struct{ ID, Summary, Fixes, Takes, Result string }

func newOperation(op *ir.Operation) operation {
	o := operation{ID: op.ID, Summary: op.Summary, Doc: op.Doc, Method: op.Method, Path: op.Path}
	for _, p := range op.InPath {
		o.InPath = append(o.InPath, member{Name: p.WireName, Type: typeText(p.Type), Doc: p.Doc})
	}
	for _, q := range op.Query {
		o.Query = append(o.Query, member{Name: q.WireName, Type: typeText(q.Type), Doc: q.Doc})
	}
	if op.Body != nil {
		o.Body, o.Example = sentence(typeText(*op.Body)), exampleOf(*op.Body)
		if !op.Need {
			o.Body += "; optional"
		}
	}
	for _, a := range op.Answers {
		o.Answers = append(o.Answers, status{a.Status, a.Doc, answerBody(op, a.Status)})
	}
	for _, v := range op.Views {
		o.Views = append(o.Views, newNarrowed(v))
	}
	return o
}

// answerBody says what comes with a status.
func answerBody(op *ir.Operation, code int) string {
	for _, also := range append([]int{op.Status}, op.Also...) {
		switch {
		case also != code:
		case op.Stream:
			return typeText(*op.Result) + ", any number, one to a line"
		case op.Result != nil:
			return typeText(*op.Result)
		case len(op.Views) > 0:
			return "see below"
		default:
			return "nothing"
		}
	}
	return "text"
}

func newNarrowed(v *ir.View) narrowed {
	n := narrowed{ID: v.ID, Summary: v.Summary + ".", Result: "bytes, with their content type"}
	if !v.Document {
		n.Result = typeText(v.Result)
	}
	var fixed, taken []string
	for _, q := range v.Query {
		fixed = append(fixed, fmt.Sprintf("`%s=%s`", q.Name, q.Value))
	}
	for _, a := range v.Args {
		taken = append(taken, fmt.Sprintf("`%s`", a.WireName))
	}
	n.Fixes, n.Takes = strings.Join(fixed, ", "), strings.Join(taken, ", ")
	return n
}

// exampleOf is an example of a body: of a list, one of its elements.
func exampleOf(r ir.Ref) string {
	switch {
	case r.Kind == ir.Named:
		return r.Type.Example
	case r.Kind == ir.List && exampleOf(*r.Elem) != "":
		return "[\n  " + strings.ReplaceAll(exampleOf(*r.Elem), "\n", "\n  ") + "\n]"
	}
	return ""
}
