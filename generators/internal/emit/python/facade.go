package python

import (
	"slices"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// shortNames are the client's methods that go by another name than their
// operation.
var shortNames = map[string]string{"upsert expectations": "upsert"}

// fallback is the client's own default of an argument: a constant of its
// _defaults module, and how the argument is described then.
type fallback struct{ constant, doc string }

// fallbacks are by method and argument.
var fallbacks = map[string]map[string]fallback{
	"verify": {"times": {"AT_LEAST_ONCE", "How often; at least once when not given."}},
}

// facade is the client's method of a call: the body's members are arguments
// where the contract says which are usual.
func (g *generator) facade(c call, t twin, im *imports) function {
	f := function{name: plainName(c.name), self: true, doc: c.doc, raises: failures(c.op), returns: c.returns(im)}
	if short, ok := shortNames[c.name.String()]; ok {
		f.name = short
	}
	var arguments []expr
	if c.op.Body != nil {
		body := g.facadeBody(&f, c, im)
		arguments = append(arguments, body)
	}
	for i, p := range g.first(c, im) {
		f.positional = slices.Insert(f.positional, i, p)
		arguments = slices.Insert(arguments, i, expr(text(p.name)))
	}
	for _, p := range g.queryParams(c, im) {
		f.keyword = append(f.keyword, p)
		arguments = append(arguments, text(p.name+"="+p.name))
	}
	if wait := waits(c.op); wait != nil {
		arguments = append(arguments, text("timeout=self._patience("+plainName(word(wait))+")"))
	}
	before := map[bool]string{true: "return ", false: ""}[f.returns != "None"] + t.Await
	call := group{"self.operations." + plainName(c.name) + "(", arguments, ")"}
	if c.op.Stream {
		return g.opened(f, t, call, im)
	}
	f.body = []string{fit(8, before, call, "")}
	return f
}

// opened returns what the call opens; asynchronous code enters or awaits it.
func (g *generator) opened(f function, t twin, call group, im *imports) function {
	f.returns = g.stream(t, f.returns, im)
	if !t.Async {
		f.body = []string{fit(8, "return ", call, "")}
		return f
	}
	opening := use(im, "mockserver._opening", "Opening")
	f.returns = opening + "[" + f.returns + "]"
	f.body = []string{fit(8, "return "+opening+"(lambda: ", call, ")")}
	return f
}

// facadeBody adds the parameters that make up the body, and returns the body.
func (g *generator) facadeBody(f *function, c call, im *imports) expr {
	r := *c.op.Body
	switch {
	case r.Kind == ir.List:
		name := bodyName(r)
		f.positional = []param{{name: name, typ: g.accepted(*r.Elem, im), doc: refDoc(r), star: true}}
		return text(name)
	case isSpread(c.op):
		members := g.memberParams(f, r.Type, onlyList(r.Type), im)
		setFallbacks(f, im)
		return group{use(im, "mockserver._plain", "given") + "(", []expr{dictionary(members)}, ")"}
	}
	f.positional = []param{g.bodyParam(c, im)}
	if !c.op.Need {
		im.add("mockserver._sentinel", "NOT_GIVEN", "NotGiven")
	}
	return text(bodyName(r))
}

// isSpread tells whether the members of the body are arguments.
func isSpread(op *ir.Operation) bool {
	return op.Body != nil && op.Body.Kind == ir.Named && op.Body.Type.Kind == ir.Object &&
		op.Body.Type.Builder == nil && len(op.Body.Type.Positional) > 0
}

// onlyList is the one positional field when it is a list, else nil.
func onlyList(t *ir.Type) *ir.Field {
	if len(t.Positional) == 1 && t.Positional[0].Type.Kind == ir.List {
		return t.Positional[0]
	}
	return nil
}

// starred adds a parameter that takes any number of arguments, and returns the
// member that they make up.
func (g *generator) starred(f *function, field *ir.Field, name string, im *imports) pair {
	p := param{name: name, typ: g.accepted(*field.Type.Elem, im), doc: fieldDoc(field), star: true}
	f.positional = append(f.positional, p)
	if field.Required {
		return member(field, "list("+name+")")
	}
	return member(field, "list("+name+") or "+use(im, "mockserver._sentinel", notGiven))
}

func setFallbacks(f *function, im *imports) {
	for i, p := range f.positional {
		if own, ok := fallbacks[f.name][p.name]; ok {
			f.positional[i] = param{
				name: p.name, typ: strings.TrimSuffix(p.typ, " | NotGiven"), doc: own.doc,
				fallback: use(im, "mockserver._defaults", own.constant),
			}
		}
	}
}

// waits is the member by which the server is told to wait, or nil.
func waits(op *ir.Operation) *ir.Field {
	if !isSpread(op) {
		return nil
	}
	at := slices.IndexFunc(op.Body.Type.Fields, func(f *ir.Field) bool { return f.WireName == "timeout" && f.Unit != "" })
	if at < 0 {
		return nil
	}
	return op.Body.Type.Fields[at]
}

// statement is the builder that ends in verbs, with the operation that they
// call; nil without one.
func (g *generator) statement() (*ir.Type, *ir.Operation) {
	for _, op := range g.api.Operations {
		if op.Body != nil && op.Body.Kind == ir.List && op.Body.Elem.Kind == ir.Named && isStatement(op.Body.Elem.Type) {
			return op.Body.Elem.Type, op
		}
	}
	return nil, nil
}

// verb is a terminal method of the statement: it stores what was built.
func (g *generator) verb(t *ir.Type, op *ir.Operation, field *ir.Field, tw twin, im *imports) function {
	name := bodyName(field.Type)
	p := param{name: name, doc: refDoc(field.Type)}
	if p.star = field.Type.Kind == ir.List; p.star {
		p.typ, p.doc = g.accepted(*field.Type.Elem, im), fieldDoc(field)
	} else {
		p.typ = g.accepted(field.Type, im)
	}
	complete := "complete = self._set(" + quotedName(field) + ", " + name + ")"
	store := group{"self._operations." + plainName(op.Name) + "(", texts("[complete.members()]"), ")"}
	return function{
		name: plainName(field.Ending()), self: true, returns: className(t), raises: failures(op),
		doc:        "Store the expectation, which is to answer with this. Returns it as stored, with its id.",
		positional: []param{p},
		body: []string{
			complete, fit(8, "stored = "+tw.Await, store, ""), "return " + use(im, "mockserver._call", "only") + "(stored)",
		},
	}
}

// opening starts the statement on the client.
func (g *generator) opening(t *ir.Type, tw twin, im *imports) function {
	f := t.Factories[0]
	out := function{name: plainName(f.Name), self: true, returns: tw.Prefix + "When"}
	out.doc = "Start an expectation, which is stored by the verb that ends the statement."
	var members []pair
	for _, a := range f.Args {
		name := bodyName(a.Fields[0].Type)
		p := g.optionalParam(a.Fields[0], name, im)
		out.positional = append(out.positional, p)
		members = append(members, member(a.Fields[0], name))
	}
	out.body = []string{fit(8, "return ", group{tw.Prefix + "When(", []expr{text("self.operations"), dictionary(members)}, ")"}, "")}
	return out
}
