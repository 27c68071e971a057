package golang

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// handWritten are the operations whose public form is written by hand, around
// a generated method with a small initial.
var handWritten = map[string]bool{
	"upsertExpectations": true, // reads arrays of plain data
	"verify":             true, // at least once unless said otherwise; waits as long as the server does
	"verifySequence":     true, // waits as long as the server does
	"ready":              true, // not being ready is an answer
}

// operation is one method of the client.
type operation struct {
	Name, Doc string
	ID        string
	Params    string   // behind the context
	Options   string   // the function that collects its options, or ""
	Result    string   // Go type, or ""
	Also      []int    // statuses that answer the result beside success
	Send      string   // the transport's method
	Sends     bool     // a body
	InPath    []string // arguments that are part of the path
	Query     string   // the struct of query parameters, or ""
	Fixed     []fixedQuery
	Body      string // an expression, or ""
	Assign    *assignment
	Model     string // Assign: of the body
}

type fixedQuery struct {
	Field, Type, Value string
}

func (s scheme) operations(op *ir.Operation) ([]operation, error) {
	o := operation{
		ID: op.ID, Name: exported(op.Name), Send: exported(op.Name), Result: result(op.Result), Also: op.Also,
		Doc: comment(exported(op.Name), predicate(op.Summary), op.Doc),
	}
	if handWritten[op.ID] {
		o.Name = unexported(op.Name)
		o.Doc = comment(o.Name, "is the operation behind the exported method.")
	}
	if op.Body != nil {
		o.Send, o.Sends = o.Send+"WithBody", true
	}
	if err := s.arguments(op, &o); err != nil {
		return nil, err
	}
	o.inPath(op)
	if len(op.Views) == 0 {
		return []operation{o}, nil
	}
	var views []operation
	for _, v := range op.Views {
		views = append(views, viewOf(op, o, v))
	}
	return views, nil
}

// arguments decides how the operation takes its body and its parameters.
func (s scheme) arguments(op *ir.Operation, o *operation) error {
	switch {
	case takesCallOptions(op):
		name := exported(op.Name)
		o.Params, o.Options = "options ..."+name+"Option", "new"+name+"Call"
		if len(op.Query) > 0 {
			o.Query = name + "Params"
		}
		switch {
		case needsBody(op):
			o.Body = parameter(op.Body.Type.Name)
			o.Params = o.Body + " " + goType(*op.Body) + ", " + o.Params
		case op.Body != nil:
			o.Body = "call.body"
		}
	case op.Body == nil:
	case handWritten[op.ID]:
		o.Params, o.Body = "body any", "body"
	case takesArguments(op) && len(op.Body.Type.Positional) == 1:
		in, name := s.named(op.Body.Type), parameter(op.Body.Type.Positional[0].Name)
		o.Params, o.Body = name+" "+dots(in)+in.Type, "body"
		field := in.from(name, "&err").Field
		o.Assign, o.Model = field, typeName(op.Body.Type)
	case takesModelOptions(op):
		name := typeName(op.Body.Type)
		o.Params, o.Options, o.Body = "options ..."+name+"Option", "new"+name, "call"
	case op.Body.Kind == ir.Named && s.forms[op.Body.Type]:
		o.Body = parameter(op.Body.Type.Name)
		o.Params = o.Body + " " + formName(op.Body.Type)
	case op.Body.Kind == ir.List && op.Body.Elem.Kind == ir.Named && s.forms[op.Body.Elem.Type]:
		o.Params, o.Body = "values ..."+formName(op.Body.Elem.Type), "values"
	default:
		return fmt.Errorf("%s: no way to take its body", op.ID)
	}
	return nil
}

// inPath puts the texts in the path before what else the operation takes.
func (o *operation) inPath(op *ir.Operation) {
	var params []string
	for _, p := range op.InPath {
		o.InPath = append(o.InPath, parameter(p.Name))
		params = append(params, parameter(p.Name)+" string")
	}
	if o.Params != "" {
		params = append(params, o.Params)
	}
	o.Params = strings.Join(params, ", ")
}

func dots(in input) string {
	if in.Variadic {
		return "..."
	}
	return ""
}

func viewOf(op *ir.Operation, o operation, v *ir.View) operation {
	o.ID, o.Name, o.Result = v.ID, exported(v.Name), result(&v.Result)
	o.Doc = comment(o.Name, predicate(v.Summary), op.Doc)
	for _, q := range v.Query {
		for _, p := range op.Query {
			if p.WireName == q.Name {
				o.Fixed = append(o.Fixed, fixedQuery{exported(p.Name), goType(p.Type), q.Value})
			}
		}
	}
	return o
}

// result is the Go type of an answer: objects come as pointers.
func result(r *ir.Ref) string {
	switch {
	case r == nil:
		return ""
	case isContainer(*r):
		return goType(*r)
	}
	return "*" + goType(*r)
}
