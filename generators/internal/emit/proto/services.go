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
			byTag[op.Tag] = append(byTag[op.Tag], r.view(op, v))
		}
	}
	var out []service
	for _, tag := range api.Tags {
		out = append(out, service{Doc: doc(tag.Doc), Name: tag.Name.Pascal() + "Service", Methods: byTag[tag.ID]})
	}
	return out
}

// view is the method of a view; a document's bytes come with what HTTP says
// about them in headers.
func (r *renderer) view(op *ir.Operation, v *ir.View) method {
	parameters := slices.Concat(op.InPath, v.Args, op.Options())
	if !v.Document {
		return r.method(op, v.Name, v.Summary+".", parameters, &v.Result)
	}
	m := r.method(op, v.Name, v.Summary+".", parameters, nil)
	text, bytes := ir.Ref{Kind: ir.String}, ir.Ref{Kind: ir.Bytes}
	m.Response.Fields = []field{
		r.member(m.Response.Name, ir.Words("contentType"), "contentType", "The content's media type.", text),
		r.member(m.Response.Name, ir.Words("fileName"), "fileName", "What to save it as, where that is usual.", text),
		r.member(m.Response.Name, ir.Words("content"), "content", "The document.", bytes),
	}
	return m
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
		m.Response.Fields = append(m.Response.Fields, r.member(m.Response.Name, name, name.Camel(), resultDoc(op, *result), *result))
	}
	return m
}

// resultDoc says what plain values are, which have no type to say it.
func resultDoc(op *ir.Operation, result ir.Ref) string {
	if result.Kind != ir.List || result.Elem.Type != nil {
		return ""
	}
	i := slices.IndexFunc(op.Answers, func(a *ir.Answer) bool { return a.Status == op.Status })
	return op.Answers[i].Doc
}

// memberName names the document of a call after its type, in the plural for
// a list.
func memberName(ref ir.Ref) ir.Name {
	switch {
	case ref.Kind != ir.List:
		return ref.Type.Name
	case ref.Elem.Type == nil:
		return ir.Words("values")
	}
	return ref.Elem.Type.Name.Plural()
}
