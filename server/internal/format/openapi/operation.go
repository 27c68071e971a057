package openapi

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/object"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// operation is one method of a path.
type operation struct {
	method     string
	path       *path
	id         string // of the first example
	requests   int
	parameters []*parameter
	bodies     int // requests with a body
	contents   contents
	responses  []*response
}

// response is the answers of one status.
type response struct {
	status   string
	reason   string
	headers  []*parameter
	answers  int
	contents contents
}

func (o *operation) add(exchange *example.Exchange) {
	r := &exchange.Request
	o.id = cmp.Or(o.id, exchange.ID)
	o.requests++
	o.parameters = collect(o.parameters, "path", r.PathParameters)
	o.parameters = collect(o.parameters, "query", r.Query)
	o.parameters = collect(o.parameters, "header", described(r.Headers))
	o.parameters = collect(o.parameters, "cookie", r.Cookies)
	if r.Body != nil {
		o.bodies++
		o.contents.add(r.Body)
	}
	if exchange.Response != nil {
		o.response(exchange.Response)
	}
}

func (o *operation) response(r *example.Response) {
	status := "default"
	if 100 <= r.Status && r.Status <= 599 {
		status = strconv.Itoa(r.Status)
	}
	i := slices.IndexFunc(o.responses, func(known *response) bool { return known.status == status })
	if i < 0 {
		i = len(o.responses)
		reason := cmp.Or(r.Reason, http.StatusText(r.Status), "Status "+strconv.Itoa(r.Status))
		o.responses = append(o.responses, &response{status: status, reason: reason})
	}
	found := o.responses[i]
	found.answers++
	found.headers = collect(found.headers, "header", described(r.Headers))
	if r.Body != nil {
		found.contents.add(r.Body)
	}
}

func (o *operation) value() jsontree.Value {
	var out object.Object
	out.Text("summary", o.method+" "+o.path.name)
	out.Given("operationId", o.id)
	if list := o.parameterList(); len(list) > 0 {
		out.Add("parameters", jsontree.ArrayOf(list...))
	}
	if o.bodies > 0 {
		var body object.Object
		body.Add("content", o.contents.value())
		if o.bodies == o.requests {
			body.Flag("required", true)
		}
		out.Add("requestBody", body.Value())
	}
	return out.Add("responses", o.responseList()).Value()
}

// parameterList has the variables of the path first, seen or not.
func (o *operation) parameterList() []jsontree.Value {
	var list []jsontree.Value
	for _, name := range o.path.variables {
		p := &parameter{in: "path", name: name}
		if i := indexOf(o.parameters, "path", name); i >= 0 {
			p = o.parameters[i]
		}
		list = append(list, p.value(true))
	}
	for _, p := range o.parameters {
		if p.in != "path" {
			list = append(list, p.value(p.seen == o.requests))
		}
	}
	return list
}

func (o *operation) responseList() jsontree.Value {
	var out object.Object
	if len(o.responses) == 0 {
		return out.Add("default", new(object.Object).Text("description", "What answers is not fixed").Value()).Value()
	}
	for _, r := range o.responses {
		out.Add(r.status, r.value())
	}
	return out.Value()
}

func (r *response) value() jsontree.Value {
	var out, headers object.Object
	out.Text("description", r.reason)
	for _, p := range r.headers {
		headers.Add(p.name, p.header(p.seen == r.answers))
	}
	if len(r.headers) > 0 {
		out.Add("headers", headers.Value())
	}
	if len(r.contents.kinds) > 0 {
		out.Add("content", r.contents.value())
	}
	return out.Value()
}
