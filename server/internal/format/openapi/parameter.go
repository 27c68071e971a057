package openapi

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/format/object"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// parameter is a parameter or header, of any number of messages.
type parameter struct {
	in, name string
	seen     int // messages that had it
	repeated bool
	example  []string // the values of the first message
}

// collect adds one message's fields of a place to parameters.
func collect(parameters []*parameter, in string, fields []model.Field) []*parameter {
	values := map[string][]string{}
	for _, field := range fields {
		name := folded(in, field.Name)
		values[name] = append(values[name], field.Value)
		if len(values[name]) > 1 || field.Name == "" {
			continue
		}
		if i := indexOf(parameters, in, field.Name); i >= 0 {
			parameters[i].seen++
			continue
		}
		parameters = append(parameters, &parameter{in: in, name: field.Name, seen: 1})
	}
	for name, list := range values {
		i := indexOf(parameters, in, name)
		if i < 0 {
			continue
		}
		p := parameters[i]
		p.repeated = p.repeated || len(list) > 1
		if p.example == nil {
			p.example = list
		}
	}
	return parameters
}

// folded is a name as it is compared: names of headers ignore case.
func folded(in, name string) string {
	if in == "header" {
		return strings.ToLower(name)
	}
	return name
}

func indexOf(parameters []*parameter, in, name string) int {
	for i, p := range parameters {
		if p.in == in && folded(in, p.name) == folded(in, name) {
			return i
		}
	}
	return -1
}

func (p *parameter) value(required bool) jsontree.Value {
	var o object.Object
	o.Text("name", p.name).Text("in", p.in).Flag("required", required)
	return p.withSchema(&o)
}

func (p *parameter) header(required bool) jsontree.Value {
	var o object.Object
	o.Flag("required", required)
	return p.withSchema(&o)
}

// withSchema adds the type, and the example unless there was none.
func (p *parameter) withSchema(o *object.Object) jsontree.Value {
	text := new(object.Object).Text("type", "string").Value()
	switch {
	case p.repeated:
		items := make([]jsontree.Value, len(p.example))
		for i, value := range p.example {
			items[i] = jsontree.StringOf(value)
		}
		o.Add("schema", new(object.Object).Text("type", "array").Add("items", text).Value())
		o.Add("example", jsontree.ArrayOf(items...))
	case len(p.example) == 1:
		o.Add("schema", text).Text("example", p.example[0])
	default:
		o.Add("schema", text)
	}
	return o.Value()
}

// undescribed are headers that OpenAPI says elsewhere or that belong to the
// connection rather than to the operation.
var undescribed = map[string]bool{
	"accept": true, "accept-encoding": true, "authorization": true, "connection": true, "content-encoding": true, "content-length": true,
	"content-type": true, "cookie": true, "date": true, "host": true, "transfer-encoding": true, "user-agent": true,
}

func described(headers []model.Field) []model.Field {
	var kept []model.Field
	for _, header := range headers {
		if !undescribed[strings.ToLower(header.Name)] {
			kept = append(kept, header)
		}
	}
	return kept
}
