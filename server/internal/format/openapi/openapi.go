// Package openapi infers an OpenAPI 3.0 document from examples: an operation
// for each method and path, with what its requests and answers had.
package openapi

import (
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/object"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// ContentType is that of the document.
const ContentType = "application/json; charset=utf-8"

// methods are those that OpenAPI 3.0 has operations for.
var methods = []string{"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"}

// maxServers bounds the list of servers that traffic was sent to.
const maxServers = 20

// Write writes the document inferred from exchanges. Requests with methods that
// OpenAPI does not know are left out and said so. The error is w's.
func Write(w io.Writer, exchanges iter.Seq[*example.Exchange], about example.About) error {
	d := document{templates: map[string]*path{}}
	for exchange := range exchanges {
		d.add(exchange)
	}
	var o, info object.Object
	info.Text("title", about.Title).Text("version", "1.0.0").Given("description", d.remark())
	o.Text("openapi", "3.0.3")
	o.Add("info", info.Value())
	o.Add("servers", d.serverList(about))
	o.Add("security", jsontree.ArrayOf()) // none is known, which linters want to be said
	var paths object.Object
	for _, p := range d.paths {
		paths.Add(p.name, p.value())
	}
	_, err := w.Write(o.Add("paths", paths.Value()).Value().AppendPretty(nil))
	return err
}

// document is what was seen so far.
type document struct {
	paths     []*path
	templates map[string]*path // by name without those of variables
	servers   []string
	leftOut   []string // methods
}

// path is one path with its operations, in the order first seen.
type path struct {
	name       string
	variables  []string
	operations []*operation
}

func (d *document) add(exchange *example.Exchange) {
	r := &exchange.Request
	if server := r.Scheme + "://" + r.Authority; !slices.Contains(d.servers, server) && len(d.servers) < maxServers {
		d.servers = append(d.servers, server)
	}
	if !slices.Contains(methods, r.Method) {
		if !slices.Contains(d.leftOut, r.Method) {
			d.leftOut = append(d.leftOut, r.Method)
		}
		return
	}
	d.path(r.Path).operation(r.Method).add(exchange)
}

func (d *document) path(name string) *path {
	name, template, variables := templated(name)
	p := d.templates[template]
	if p == nil {
		p = &path{name: name, variables: variables}
		d.templates[template] = p
		d.paths = append(d.paths, p)
	}
	return p
}

// templated is a path as a template of OpenAPI, the same without the names of
// its variables, and those. Braces that make no variable are escaped.
func templated(path string) (name, template string, variables []string) {
	segments := strings.Split(path, "/")
	bare := slices.Clone(segments)
	for i, segment := range segments {
		variable, ok := example.Variable(segment)
		if ok && !slices.Contains(variables, variable) {
			variables = append(variables, variable)
			bare[i] = "{}"
			continue
		}
		segments[i] = strings.NewReplacer("{", "%7B", "}", "%7D").Replace(segment)
		bare[i] = segments[i]
	}
	return strings.Join(segments, "/"), strings.Join(bare, "/"), variables
}

func (p *path) operation(method string) *operation {
	for _, o := range p.operations {
		if o.method == method {
			return o
		}
	}
	o := &operation{method: method, path: p}
	p.operations = append(p.operations, o)
	return o
}

func (p *path) value() jsontree.Value {
	var o object.Object
	for _, operation := range p.operations {
		o.Add(strings.ToLower(operation.method), operation.value())
	}
	return o.Value()
}

func (d *document) remark() string {
	if len(d.leftOut) == 0 {
		return ""
	}
	return "OpenAPI has no operations for these methods that were seen: " + strings.Join(d.leftOut, ", ")
}

func (d *document) serverList(about example.About) jsontree.Value {
	servers := d.servers
	if len(servers) == 0 {
		servers = []string{about.BaseURL}
	}
	items := make([]jsontree.Value, len(servers))
	for i, server := range servers {
		items[i] = new(object.Object).Text("url", server).Value()
	}
	return jsontree.ArrayOf(items...)
}
