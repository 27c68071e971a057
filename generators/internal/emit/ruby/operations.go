package ruby

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// operation is a method of the low-level client.
type operation struct {
	Name    string
	Summary string
	Doc     string
	First   []argument // before all others: parts of the path, and what a view is about
	Body    *body
	Query   []argument // keywords
	Helper  string     // call, none, one, many, plain, stream or document
	Class   string     // one, many, stream: of the result
	Parts   []part     // arguments of the call
	Result  ir.Ref
	Verify  bool // may fail as a verification
}

// part is an argument of the call: text, or the entries of a hash.
type part struct {
	Text    string
	Keyword string
	Entries []string
}

// Inline is the part on one line.
func (p part) Inline() string {
	if p.Keyword == "" {
		return p.Text
	}
	return p.Keyword + ": { " + strings.Join(p.Entries, ", ") + " }"
}

// body is the argument that becomes the request's body.
type body struct {
	argument
	Optional bool
	Encode   string
}

func operations(api *ir.API) []operation {
	var out []operation
	for _, op := range api.Operations {
		if !op.Viewed() {
			out = append(out, operationView(op))
		}
		for _, v := range op.Views {
			out = append(out, viewView(op, v))
		}
	}
	return out
}

func operationView(op *ir.Operation) operation {
	out := operation{Name: member(op.Name), Summary: op.Summary, Doc: op.Doc, First: inPath(op), Body: bodyOf(op), Verify: fails(op, 406)}
	var pairs []string
	for _, q := range op.Query {
		out.Query = append(out.Query, queryArgument(q))
		pairs = append(pairs, fmt.Sprintf("%q => %s", q.WireName, local(q.Name)))
	}
	out.Parts = parts(op, out.Body, pairs)
	switch {
	case op.Stream:
		out.result(*op.Result)
		out.Helper = "stream"
	case op.Result != nil:
		out.result(*op.Result)
	case len(op.Views) > 0:
		out.Helper, out.Result = "call", ir.Ref{Kind: ir.Any}
	default:
		out.Helper = "none"
	}
	return out
}

// viewView is the operation with some parameters fixed.
func viewView(op *ir.Operation, v *ir.View) operation {
	out := operation{Name: member(v.Name), Summary: v.Summary, Doc: op.Doc, First: inPath(op), Body: bodyOf(op)}
	var pairs []string
	for _, p := range v.Query {
		pairs = append(pairs, fmt.Sprintf("%q => %q", p.Name, p.Value))
	}
	for _, p := range v.Args {
		out.First = append(out.First, argumentFor(p))
	}
	for _, q := range op.Options() {
		out.Query = append(out.Query, queryArgument(q))
	}
	for _, q := range slices.Concat(v.Args, op.Options()) {
		pairs = append(pairs, fmt.Sprintf("%q => %s", q.WireName, local(q.Name)))
	}
	out.Parts = parts(op, out.Body, pairs)
	if v.Document {
		out.Helper = "document"
	} else {
		out.result(v.Result)
	}
	return out
}

func (o *operation) result(r ir.Ref) {
	o.Result = r
	o.Helper = "one"
	if r.Kind == ir.List {
		o.Helper, r = "many", *r.Elem
	}
	if o.Class, _ = converter(r); o.Class == "" {
		o.Helper = "plain"
	}
}

func argumentFor(p *ir.Parameter) argument {
	return argument{Name: local(p.Name), Doc: docOr(p.Doc, p.Type), Yard: yardInput(p.Type), Type: p.Type}
}

func queryArgument(q *ir.Parameter) argument {
	a := argumentFor(q)
	a.Yard = append(a.Yard, "nil")
	return a
}

func inPath(op *ir.Operation) []argument {
	var out []argument
	for _, p := range op.InPath {
		out = append(out, argumentFor(p))
	}
	return out
}

// pathText is the operation's path as Ruby writes it.
func pathText(op *ir.Operation) string {
	path := fmt.Sprintf("%q", op.Path)
	for _, p := range op.InPath {
		path = strings.ReplaceAll(path, "{"+p.WireName+"}", "#{in_path("+local(p.Name)+")}")
	}
	return path
}

func bodyOf(op *ir.Operation) *body {
	if op.Body == nil {
		return nil
	}
	b := &body{Optional: !op.Need}
	b.Type, b.Yard = *op.Body, yardInput(*op.Body)
	b.Doc = docOr("", *op.Body)
	named := *op.Body
	if named.Kind == ir.List {
		named = *named.Elem
		b.Name = local(named.Type.Name) + "s"
		b.Encode = fmt.Sprintf("%s.map { |item| %s.encode(item) }", b.Name, constant(named.Type.Name))
	} else {
		b.Name = local(named.Type.Name)
		b.Encode = fmt.Sprintf("%s.encode(%s)", constant(named.Type.Name), b.Name)
	}
	if b.Optional {
		b.Yard = append(b.Yard, "nil")
	}
	return b
}

func parts(op *ir.Operation, b *body, pairs []string) []part {
	out := []part{{Text: fmt.Sprintf("%q", op.Method)}, {Text: pathText(op)}}
	if len(pairs) > 0 {
		out = append(out, part{Keyword: "query", Entries: pairs})
	}
	if b != nil {
		out = append(out, part{Text: "body: " + b.Encode})
	}
	if len(op.Also) > 0 {
		out = append(out, part{Text: "also: " + strings.Join(strings.Fields(fmt.Sprint(op.Also)), ", ")})
	}
	return out
}

func fails(op *ir.Operation, status int) bool {
	for _, s := range op.Fails {
		if s == status {
			return true
		}
	}
	return false
}

// Params are the arguments, in brackets unless there are none.
func (o operation) Params() string {
	list := o.ParamList()
	if len(list) == 0 {
		return ""
	}
	return "(" + strings.Join(list, ", ") + ")"
}

// ParamList are the arguments.
func (o operation) ParamList() []string {
	var out []string
	for _, p := range o.First {
		out = append(out, p.Name)
	}
	if o.Body != nil {
		name := o.Body.Name
		if o.Body.Optional {
			name += " = nil"
		}
		out = append(out, name)
	}
	for _, q := range o.Query {
		out = append(out, q.Name+": nil")
	}
	return out
}

// Arguments are those of the helper's call.
func (o operation) Arguments() []part {
	if o.Class == "" {
		return o.Parts
	}
	return append([]part{{Text: o.Class}}, o.Parts...)
}

// Call is the helper's call on one line.
func (o operation) Call() string {
	var out []string
	for _, p := range o.Arguments() {
		out = append(out, p.Inline())
	}
	return o.Helper + "(" + strings.Join(out, ", ") + ")"
}

// RBSParams are the arguments as RBS writes them.
func (o operation) RBSParams() string {
	var out []string
	for _, p := range o.First {
		out = append(out, rbsInput(p.Type)+" "+p.Name)
	}
	if o.Body != nil {
		if o.Body.Optional {
			out = append(out, "?"+maybe("("+rbsInput(o.Body.Type)+")")+" "+o.Body.Name)
		} else {
			out = append(out, rbsInput(o.Body.Type)+" "+o.Body.Name)
		}
	}
	for _, q := range o.Query {
		out = append(out, "?"+q.Name+": "+maybe(rbsInput(q.Type)))
	}
	return strings.Join(out, ", ")
}
