package openapi

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// operation is one method of one path.
type operation struct {
	id         string
	method     string // in upper case
	path       string // a template, behind the server's own path; "/webhook:name" of a webhook
	parameters []*parameter
	content    []media // of the request
	required   bool    // the request has to have a body
	security   []credentials
	responses  []named
	whole      *specification
}

// methods are in the order in which the operations of one path count.
var methods = [...]string{"get", "put", "head", "post", "delete", "patch", "options", "trace"}

// readOperations lists the operations of paths and webhooks, by their order.
func (s *specification) readOperations(root *node) error {
	used := make(map[string]bool)
	for _, group := range [...]struct{ member, title string }{{"paths", ""}, {"webhooks", "webhook:"}} {
		items, err := root.members(group.member)
		if err != nil {
			return err
		}
		for _, item := range items {
			if err := s.readItem(root, item, group.title, used); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *specification) readItem(root *node, item named, title string, used map[string]bool) error {
	for _, method := range methods {
		given, err := item.object(method)
		if err != nil {
			return err
		}
		if given == nil {
			continue
		}
		o := &operation{whole: s, method: strings.ToUpper(method)}
		o.id = unique(used, given.text("operationId"), o.method+" "+title+item.name)
		o.path = "/" + title + item.name
		if title == "" {
			o.path = serverPath(given, item.node, root) + item.name
		}
		if err := o.read(root, item.node, given); err != nil {
			return err
		}
		s.operations = append(s.operations, o)
	}
	return nil
}

// unique is the operation's own id, else the synthesised one; a number follows
// what was used before.
func unique(used map[string]bool, own, synthesised string) string {
	id := own
	if strings.TrimSpace(own) == "" {
		id = synthesised
	}
	for i, base := 2, id; used[id]; i++ {
		id = fmt.Sprintf("%s (%d)", base, i)
	}
	used[id] = true
	return id
}

// serverPath is the path of the first server of the innermost that names any.
func serverPath(from ...*node) string {
	for _, n := range from {
		servers, err := n.items("servers")
		if err != nil || len(servers) == 0 {
			continue
		}
		address := substituted(servers[0].text("url"), servers[0])
		if parsed, err := url.Parse(address); err == nil {
			return strings.TrimRight(parsed.Path, "/")
		}
	}
	return ""
}

// substituted puts the defaults of a server's variables in.
func substituted(address string, server *node) string {
	variables, _ := server.members("variables")
	for _, v := range variables {
		value, _ := v.value.Get("default")
		address = strings.ReplaceAll(address, "{"+v.name+"}", value.Text)
	}
	return address
}

func (o *operation) read(root, item, given *node) (err error) {
	if o.parameters, err = readParameters(item, given); err != nil {
		return err
	}
	if err = o.readBody(given); err != nil {
		return err
	}
	if o.responses, err = given.members("responses"); err != nil {
		return err
	}
	o.security, err = readSecurity(root, given)
	return err
}

// readParameters merges the parameters of a path with those of an operation,
// which win.
func readParameters(item, given *node) ([]*parameter, error) {
	var list []*parameter
	for _, from := range [...]*node{item, given} {
		nodes, err := from.items("parameters")
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			p, err := newParameter(n)
			if err != nil {
				return nil, err
			}
			same := func(q *parameter) bool { return q.name == p.name && q.in == p.in }
			list = append(slices.DeleteFunc(list, same), p)
		}
	}
	return list, nil
}

// media is one content type of a body.
type media struct {
	kind string
	*node
	schema *node // nil when none is given
}

func (o *operation) readBody(given *node) error {
	body, err := given.object("requestBody")
	if err != nil || body == nil {
		return err
	}
	o.required = body.flag("required", false)
	o.content, err = readContent(body)
	return err
}

// readContent reads the media types of a body or response.
func readContent(n *node) ([]media, error) {
	members, err := n.members("content")
	if err != nil {
		return nil, err
	}
	var list []media
	for _, m := range members {
		schema, err := schemaOf(m.node)
		if err != nil {
			return nil, err
		}
		list = append(list, media{m.name, m.node, schema})
	}
	return list, nil
}

// schemaOf is the schema of a parameter, header or media type; nil when there
// is none.
func schemaOf(n *node) (*node, error) {
	v, ok := n.value.Get("schema")
	if !ok {
		return nil, nil
	}
	if v.Kind != jsontree.Object && v.Kind != jsontree.Bool {
		return nil, n.child(".schema", v).fail("%s found, object expected", kindName(v))
	}
	schema := n.child(".schema", v)
	_, err := schema.resolved()
	return schema, err
}
