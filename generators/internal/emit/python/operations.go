package python

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// call is one operation, or a view of one, as a method.
type call struct {
	op     *ir.Operation
	view   *ir.View // nil for the operation itself
	name   ir.Name
	doc    string
	result *ir.Ref
}

// calls are the operations, each followed by its views.
func (g *generator) calls() []call {
	var out []call
	for _, op := range g.api.Operations {
		if !op.Viewed() {
			out = append(out, call{op: op, name: op.Name, doc: sentence(op.Summary) + " " + op.Doc, result: op.Result})
		}
		for _, v := range op.Views {
			c := call{op: op, view: v, name: v.Name, doc: sentence(v.Summary) + " " + op.Doc}
			if !v.Document {
				c.result = &v.Result
			}
			out = append(out, c)
		}
	}
	return out
}

func sentence(s string) string { return strings.TrimSuffix(s, ".") + "." }

// isText tells whether a call returns text: what it answers depends on its
// parameters, and its views name the useful combinations.
func (c call) isText() bool { return c.view == nil && c.result == nil && len(c.op.Views) > 0 }

// isDocument tells whether a call returns bytes with their content type.
func (c call) isDocument() bool { return c.view != nil && c.view.Document }

// returns is what a call returns, in the client's types.
func (c call) returns(im *imports) string {
	if c.isDocument() {
		return use(im, "mockserver._document", "RetrievedDocument")
	}
	return result(c.result, im)
}

// query are the parameters that are options of the caller.
func (c call) query() []*ir.Parameter {
	if c.view == nil {
		return c.op.Query
	}
	return c.op.Options()
}

// first are the arguments before the body: what is part of the path, and the
// query parameters that a view is about.
func (g *generator) first(c call, im *imports) []param {
	var out []param
	for _, p := range c.op.InPath {
		out = append(out, param{name: plainName(p.Name), typ: "str", doc: p.Doc})
	}
	if c.view != nil {
		for _, p := range c.view.Args {
			out = append(out, param{name: plainName(p.Name), typ: g.accepted(p.Type, im), doc: p.Doc})
		}
	}
	return out
}

// bodyName is the name of the argument that is the body.
func bodyName(r ir.Ref) string {
	switch {
	case r.Kind == ir.List && r.Elem.Kind == ir.Named:
		return plainName(called(r.Elem.Type).Plural())
	case r.Kind != ir.Named:
		return "body"
	}
	return plainName(called(r.Type))
}

// called is what a value of the type is called, in short where it has a
// builder that is no statement.
func called(t *ir.Type) ir.Name {
	if t.Builder != nil && !isStatement(t) {
		return t.Builder.Name
	}
	return t.Name
}

// operation is the low-level method of a call: one argument for the body, one
// for each parameter.
func (g *generator) operation(c call, t twin, im *imports) function {
	f := function{name: plainName(c.name), self: true, doc: c.doc, raises: failures(c.op)}
	f.returns = c.returns(im)
	if c.isText() {
		f.returns = "str"
	}
	im.add("mockserver._sentinel", "NOT_GIVEN", "NotGiven")
	f.positional = g.first(c, im)
	if c.op.Body != nil {
		f.positional = append(f.positional, g.bodyParam(c, im))
	}
	f.keyword = append(g.queryParams(c, im), param{
		name: "timeout", typ: use(im, "mockserver._budget", "Timeout") + " | NotGiven", fallback: notGiven,
		doc: "Seconds that the " + c.bounded() + ", None for no end; the client's own when not given.",
	})
	if c.op.Stream {
		f.body = []string{fit(8, "return "+t.Await, group{"self._transport.open(", append(c.request(im), text(f.returns)), ")"}, "")}
		f.returns = g.stream(t, f.returns, im)
		return f
	}
	f.body = []string{fit(8, "answer = "+t.Await, group{"self._transport.send(", c.request(im), ")"}, "")}
	switch {
	case c.isText():
		f.body = append(f.body, "return answer.text")
	case c.isDocument():
		f.body = append(f.body, "return answer.document()")
	case c.result != nil:
		f.body = append(f.body, "return answer.read("+f.returns+")")
	default:
		f.body[0] = strings.TrimPrefix(f.body[0], "answer = ")
	}
	return f
}

// bounded is what a timeout bounds.
func (c call) bounded() string {
	if c.op.Stream {
		return "answer may take to begin"
	}
	return "call may take in total"
}

// stream is the type of an answer that goes on.
func (g *generator) stream(t twin, of string, im *imports) string {
	return use(im, pkg+"."+t.Folder+".stream", t.Prefix+"Stream") + "[" + of + "]"
}

// path is the operation's path as an expression.
func (c call) path(im *imports) string {
	if len(c.op.InPath) == 0 {
		return strconv.Quote(c.op.Path)
	}
	path := c.op.Path
	for _, p := range c.op.InPath {
		path = strings.ReplaceAll(path, "{"+p.WireName+"}", "{"+use(im, "mockserver._call", "in_path")+"("+plainName(p.Name)+")}")
	}
	return "f" + strconv.Quote(path)
}

func (g *generator) bodyParam(c call, im *imports) param {
	p := param{name: bodyName(*c.op.Body), typ: g.accepted(*c.op.Body, im), doc: refDoc(*c.op.Body)}
	if !c.op.Need {
		p.typ, p.fallback = p.typ+" | NotGiven", notGiven
	}
	return p
}

func refDoc(r ir.Ref) string {
	switch r.Kind {
	case ir.List:
		return refDoc(*r.Elem)
	case ir.Named:
		return r.Type.Doc
	}
	return ""
}

func (g *generator) queryParams(c call, im *imports) []param {
	var out []param
	for _, p := range c.query() {
		out = append(out, param{
			name: plainName(p.Name), typ: g.accepted(p.Type, im) + " | NotGiven", fallback: notGiven, doc: p.Doc,
		})
	}
	return out
}

// request is the code of what is sent.
func (c call) request(im *imports) []expr {
	im.add("mockserver._call", "Call")
	items := texts(strconv.Quote(c.op.Method), c.path(im))
	if query := c.queryMembers(); len(query) > 0 {
		items = append(items, pair{"query=", dictionary(query)})
	}
	if c.op.Body != nil {
		items = append(items, pair{"body=", text(converted(*c.op.Body, "", bodyName(*c.op.Body), im))})
	}
	if len(c.op.Also) > 0 {
		items = append(items, pair{"accepts=", text(statuses(c.op.Also))})
	}
	return []expr{group{"Call(", items, ")"}, text("timeout")}
}

func (c call) queryMembers() []pair {
	var query []pair
	given := c.query()
	if c.view != nil {
		for _, f := range c.view.Query {
			query = append(query, pair{strconv.Quote(f.Name) + ": ", text(strconv.Quote(f.Value))})
		}
		given = slices.Concat(c.view.Args, given)
	}
	for _, p := range given {
		query = append(query, pair{strconv.Quote(p.WireName) + ": ", text(plainName(p.Name))})
	}
	return query
}

func statuses(codes []int) string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = strconv.Itoa(c)
	}
	return "frozenset({" + strings.Join(out, ", ") + "})"
}

// failures are what a call raises by what the contract says it may answer.
func failures(op *ir.Operation) []described {
	out := []described{{"UnreachableError", "The server did not answer, or not in time."}}
	if slices.ContainsFunc(op.Fails, func(status int) bool { return status != verificationFailed }) {
		out = append(out, described{"RefusedError", "The server refused."})
	}
	if slices.Contains(op.Fails, verificationFailed) {
		out = append(out, described{"VerificationError", "What was to be verified did not happen."})
	}
	return out
}

const verificationFailed = 406
