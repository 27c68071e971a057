package parse

import (
	"sort"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

func (p *parser) operations() []*ir.Operation {
	var ops []*ir.Operation
	for _, path := range p.doc.Paths {
		for _, method := range path.Value {
			if !method.Value.RESTOnly {
				ops = append(ops, p.operation(path.Key, method.Key, method.Value))
			}
		}
	}
	sort.Slice(ops, func(i, j int) bool { return ops[i].ID < ops[j].ID })
	return ops
}

func (p *parser) operation(path, method string, o *operation) *ir.Operation {
	op := &ir.Operation{
		Name: ir.Words(o.OperationID), ID: o.OperationID, Method: strings.ToUpper(method), Path: path,
		Summary: clean(o.Summary), Doc: clean(o.Description), Stream: o.Stream,
	}
	if len(o.Tags) > 0 {
		op.Tag = o.Tags[0]
	}
	// Inline types of an operation are named after it.
	at := &ir.Type{WireName: ir.Words(o.OperationID).Pascal(), Origin: "paths" + path}
	for _, q := range o.Parameters {
		parameter := &ir.Parameter{
			Name: ir.Words(q.Name), WireName: q.Name, Doc: clean(q.Description), Type: p.ref(at, q.Name, q.Schema),
		}
		switch q.In {
		case "path":
			op.InPath = append(op.InPath, parameter)
		case "query":
			op.Query = append(op.Query, parameter)
		default:
			p.fail(at.Origin, "parameter %s: only path and query parameters are known", q.Name)
		}
	}
	if o.RequestBody != nil && len(o.RequestBody.Content) > 0 {
		body := p.ref(at, "body", o.RequestBody.Content[0].Value.Schema)
		op.Body, op.Need = &body, o.RequestBody.Required
	}
	p.responses(at, op, o.Responses)
	for _, v := range o.Views {
		op.Views = append(op.Views, p.view(at, op, v))
	}
	return op
}

func (p *parser) responses(at *ir.Type, op *ir.Operation, rs ordered[response]) {
	for _, r := range rs {
		status, err := strconv.Atoi(r.Key)
		if err != nil {
			p.fail(at.Origin, "response %q is no status", r.Key)
			continue
		}
		op.Answers = append(op.Answers, &ir.Answer{Status: status, Doc: clean(p.described(r.Value).Description)})
		if status >= 300 {
			p.otherStatus(at, op, status, r.Value)
			continue
		}
		op.Status = status
		if len(r.Value.Content) > 0 {
			op.Result = p.result(at, r.Value.Content[0].Value.Schema)
		}
	}
	sort.Slice(op.Answers, func(i, j int) bool { return op.Answers[i].Status < op.Answers[j].Status })
	sort.Ints(op.Also)
	sort.Ints(op.Fails)
}

// described is the response itself, or the shared one that it refers to.
func (p *parser) described(r response) response {
	if r.Ref == "" {
		return r
	}
	return p.doc.Components.Responses[r.Ref[strings.LastIndex(r.Ref, "/")+1:]]
}

// otherStatus files a status that is not success: one that answers the same
// type as success, which comes first in the contract, is an answer as well.
func (p *parser) otherStatus(at *ir.Type, op *ir.Operation, status int, r response) {
	if op.Result != nil && len(r.Content) > 0 {
		if ref := p.ref(at, "result", r.Content[0].Value.Schema); ref == *op.Result {
			op.Also = append(op.Also, status)
			return
		}
	}
	op.Fails = append(op.Fails, status)
}

// result is the type of a successful answer; one that depends on parameters
// (anyOf), and bytes, are left to the operation's views.
func (p *parser) result(at *ir.Type, s *schema) *ir.Ref {
	if s.Items != nil && len(s.Items.AnyOf) > 0 || s.Format == "binary" {
		return nil
	}
	ref := p.ref(at, "result", s)
	return &ref
}

func (p *parser) view(at *ir.Type, op *ir.Operation, v view) *ir.View {
	out := &ir.View{Name: ir.Words(v.Name), ID: v.Name, Summary: clean(v.Summary), Document: v.Document}
	for _, q := range v.Query {
		out.Query = append(out.Query, ir.Pair{Name: q.Key, Value: q.Value})
	}
	for _, name := range v.Args {
		if parameter := op.Parameter(name); parameter != nil {
			out.Args = append(out.Args, parameter)
		} else {
			p.fail(at.Origin, "x-views %s takes the unknown parameter %q", v.Name, name)
		}
	}
	if v.Document != (v.Result == "") {
		p.fail(at.Origin, "x-views %s: a view either answers a document or has a result", v.Name)
	}
	if v.Result != "" {
		elem := p.named(at.Origin, v.Result)
		out.Result = ir.Ref{Kind: ir.List, Elem: &elem}
	}
	return out
}
