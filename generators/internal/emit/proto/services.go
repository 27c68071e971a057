package proto

import (
	"slices"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// service is one tag's operations.
type service struct {
	Doc     []string
	Name    string
	Methods []method
}

// method is one operation, or one view of it.
type method struct {
	Doc               []string
	Name              string
	Request, Response definition
}

func (r *renderer) services(api *ir.API) []service {
	byTag := map[string][]method{}
	for _, op := range api.Operations {
		if op.Stream {
			continue // a service by hand says how it streams
		}
		if len(op.Views) == 0 {
			byTag[op.Tag] = append(byTag[op.Tag], r.method(op, op.Name, op.Doc, slices.Concat(op.InPath, op.Query), op.Result))
		}
		for _, v := range op.Views {
			byTag[op.Tag] = append(byTag[op.Tag], r.method(op, v.Name, v.Summary+".", openParameters(op, v), &v.Result))
		}
	}
	var out []service
	for _, tag := range api.Tags {
		out = append(out, service{Doc: doc(tag.Doc), Name: tag.Name.Pascal() + "Service", Methods: byTag[tag.ID]})
	}
	return out
}

// openParameters are the parameters that a view leaves to its caller.
func openParameters(op *ir.Operation, v *ir.View) []*ir.Parameter {
	fixed := map[string]bool{}
	for _, q := range v.Query {
		fixed[q.Name] = true
	}
	open := slices.Clone(op.InPath)
	for _, p := range op.Query {
		if !fixed[p.WireName] {
			open = append(open, p)
		}
	}
	return open
}

func (r *renderer) method(op *ir.Operation, name ir.Name, text string, query []*ir.Parameter, result *ir.Ref) method {
	m := method{Doc: doc(text), Name: name.Pascal()}
	m.Request = definition{Doc: doc("What " + m.Name + " is asked."), Keyword: "message", Name: m.Name + "Request"}
	for _, p := range query {
		m.Request.Fields = append(m.Request.Fields, r.member(m.Request.Name, p.Name, p.WireName, p.Doc, p.Type))
	}
	if op.Body != nil {
		name := memberName(*op.Body)
		m.Request.Fields = append(m.Request.Fields, r.member(m.Request.Name, name, name.Camel(), "", *op.Body))
	}
	m.Response = definition{Doc: doc("What " + m.Name + " answers."), Keyword: "message", Name: m.Name + "Response"}
	if result != nil {
		name := memberName(*result)
		m.Response.Fields = append(m.Response.Fields, r.member(m.Response.Name, name, name.Camel(), "", *result))
	}
	return m
}

// memberName names the document of a call after its type, in the plural for
// a list.
func memberName(ref ir.Ref) ir.Name {
	if ref.Kind != ir.List {
		return ref.Type.Name
	}
	name := append(ir.Name{}, ref.Elem.Type.Name...)
	last := len(name) - 1
	if name[last] == "entry" {
		name[last] = "entries"
	} else {
		name[last] += "s"
	}
	return name
}
