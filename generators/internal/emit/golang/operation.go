package golang

import (
	"fmt"
	"slices"
	"strconv"
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

// streamDoc is what every method that streams says.
const streamDoc = "It returns once the answer has begun. The sequence may be ranged over once; leaving the loop or ending ctx ends it, an error is its last, " +
	"and the client's CallTimeout does not bound it."

// operation is one method of the client.
type operation struct {
	Name, Doc string
	ID        string
	Params    string   // behind the context
	Options   string   // the function that collects its options, or ""
	Result    string   // Go type, or ""
	Document  bool     // the answer comes as it is
	Streams   bool     // any number of results
	Also      []int    // statuses that answer the result beside success
	Send      string   // the transport's method
	Sends     bool     // a body
	InPath    []string // arguments that are part of the path
	Query     string   // the struct of query parameters, or ""
	Given     []givenQuery
	Sets      []assignment // of the body, beside options
	Body      string       // an expression, or ""
	Assign    *assignment
	Model     string // Assign: of the body
}

// givenQuery is a query parameter that is no option, and its value.
type givenQuery struct{ Field, Value string }

func (s scheme) operations(op *ir.Operation) ([]operation, error) {
	o := operation{
		ID: op.ID, Name: exported(op.Name), Send: exported(op.Name), Result: result(op.Result), Streams: op.Stream, Also: op.Also,
		Doc: comment(exported(op.Name), predicate(op.Summary), op.Doc),
	}
	if op.Stream {
		o.Doc = paragraphs(o.Doc, comment(streamDoc))
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
		s.takeRequired(op.Body.Type, o)
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

// takeRequired makes the usual fields that the body must have arguments before
// its options.
func (s scheme) takeRequired(t *ir.Type, o *operation) {
	var params []string
	for _, f := range required(t) {
		name := parameter(f.Spoken())
		in := s.argument(f)
		params = append(params, name+" "+in.Type)
		o.Sets = append(o.Sets, assign(f, in.from(name, "&err")))
	}
	o.Params = strings.Join(append(params, o.Params), ", ")
}

// required are the usual fields of a body that it must have.
func required(t *ir.Type) []*ir.Field {
	return slices.DeleteFunc(slices.Clone(t.Positional), func(f *ir.Field) bool { return !f.Required })
}

// Returns is what the method returns.
func (o operation) Returns() string {
	switch {
	case o.Streams:
		return "(iter.Seq2[" + o.Result + ", error], error)"
	case o.Result != "":
		return "(" + o.Result + ", error)"
	}
	return "error"
}

// Ask is the function that makes a call with a result.
func (o operation) Ask() string {
	if o.Streams {
		return "stream"
	}
	return "ask"
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
	o.ID, o.Name = v.ID, exported(v.Name)
	if o.Document = v.Document; v.Document {
		o.Result = "*RetrievedDocument"
	} else {
		o.Result = result(&v.Result)
	}
	o.Doc = comment(o.Name, predicate(v.Summary), op.Doc)
	var params []string
	for _, p := range v.Args {
		name := argumentName(p)
		params = append(params, name+" "+goType(p.Type))
		o.Given = append(o.Given, givenQuery{exported(p.Name), queryValue(p, name)})
	}
	o.Params = strings.Join(append(params, o.Params), ", ")
	for _, q := range v.Query {
		p := op.Parameter(q.Name)
		value := q.Value
		if p.Type.Kind != ir.Boolean {
			value = strconv.Quote(value)
		}
		o.Given = append(o.Given, givenQuery{exported(p.Name), queryValue(p, value)})
	}
	return o
}

// argumentName is what a query parameter is called as an argument: where its
// own name is reserved, by its type.
func argumentName(p *ir.Parameter) string {
	if reserved[unexported(p.Name)] && p.Type.Kind == ir.Named {
		return parameter(p.Type.Type.Name)
	}
	return parameter(p.Name)
}

// queryValue is a value in the transport's type.
func queryValue(p *ir.Parameter, value string) string {
	if p.Type.Kind == ir.Named {
		return "gen." + goType(p.Type) + "(" + value + ")"
	}
	return value
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
