package postman

import (
	"net/http"
	"strings"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/imports/document"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/target"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// anything matches every value: that of a variable which is not known.
const anything = ".*"

// request is the request of an example: an object, or its URL alone.
func (r *reader) request(given document.Node) *model.Request {
	location := given
	if given.Value.Kind != jsontree.String && given.IsObject() {
		location = given.Member("url")
	}
	path, query := r.location(location)
	request := &model.Request{
		Method:  strings.ToUpper(r.variables.resolve(given.Member("method").Text())),
		Path:    path,
		Query:   target.Query(query),
		Headers: r.asked(r.headers(given.Member("header"))),
	}
	if request.Method == "" {
		request.Method = http.MethodGet
	}
	request.Query = r.asked(request.Query)
	request.Body = charset.Encode(wire.ContentType(request.Headers), r.content(given.Member("body")))
	return request
}

// content is a body that is a text; "" where a part of it is not known.
func (r *reader) content(body document.Node) string {
	if mode := body.Member("mode").Text(); mode != "" && mode != "raw" {
		return ""
	}
	text := r.variables.resolve(body.Member("raw").Text())
	if isOpen(text) {
		return ""
	}
	return text
}

// asked are fields with their variables resolved; of those with an unknown one
// any value will do.
func (r *reader) asked(list []model.Field) []model.Field {
	for i, field := range list {
		list[i].Name, list[i].Value = r.variables.resolve(field.Name), r.variables.resolve(field.Value)
		if isOpen(list[i].Value) {
			list[i].Value = anything
		}
	}
	return list
}

// location is the path and the query of a URL: a text, or taken apart.
func (r *reader) location(given document.Node) (path, query string) {
	raw := given
	if given.Given() && given.Value.Kind != jsontree.String && given.IsObject() {
		raw = given.Member("raw")
	}
	path, query = target.Split(r.absolute(raw.Text()))
	if parts := given.Member("path"); parts.Given() {
		path = r.base(given) + "/" + strings.TrimPrefix(r.joined(parts), "/")
	}
	if parameters := given.Member("query"); parameters.Given() {
		query = r.query(parameters)
	}
	query, _, _ = strings.Cut(query, "#")
	path, _, _ = strings.Cut(path, "#")
	return r.template(path), query
}

// absolute is a URL with its variables resolved, in a form that can be taken
// apart: what stands before its path is its host.
func (r *reader) absolute(raw string) string {
	raw = r.variables.resolve(raw)
	if strings.HasPrefix(raw, "/") || strings.Contains(raw, "://") {
		return raw
	}
	return "http://" + raw
}

// base is the path in the variable that stands for the host.
func (r *reader) base(given document.Node) string {
	host := given.Member("host")
	name := host.Value.Text
	if len(host.Value.Items) > 0 {
		name = host.Value.Items[0].Text
	}
	if !isOpen(name) {
		return ""
	}
	path, _ := target.Split(r.absolute(name))
	return strings.TrimSuffix(path, "/")
}

// joined is a path that is a text or a list of segments.
func (r *reader) joined(parts document.Node) string {
	if parts.Value.Kind == jsontree.String {
		return parts.Text()
	}
	var segments []string
	for _, segment := range parts.List() {
		text := segment
		if segment.Value.Kind == jsontree.Object {
			text = segment.Member("value")
		}
		segments = append(segments, text.Text())
	}
	return strings.Join(segments, "/")
}

// query is a query as it is sent: what can stand there stays, such as escapes.
func (r *reader) query(parameters document.Node) string {
	var pairs []string
	for _, field := range r.fields(parameters) {
		pairs = append(pairs, escaped(r.variables.resolve(field.Name))+"="+escaped(r.variables.resolve(field.Value)))
	}
	return strings.Join(pairs, "&")
}

// escaped hides what would end a parameter.
func escaped(text string) string { return strings.NewReplacer("&", "%26", "#", "%23").Replace(text) }

// template is a path with a parameter in braces for each segment that is a
// variable, :name or {{name}}; those of a collection whose value is known have
// it.
func (r *reader) template(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		segment = r.variables.resolve(segment)
		if name, found := strings.CutPrefix(segment, ":"); found && name != "" {
			segment = "{" + name + "}"
		} else if open := reference.FindStringSubmatch(segment); open != nil {
			segment = "{" + strings.TrimSpace(open[1]) + "}"
		}
		segments[i] = segment
	}
	return target.Escape(strings.Join(segments, "/"))
}

// values are those that a URL gives the parameters in its path; unknown ones
// may be anything.
func (r *reader) values(location document.Node) map[string]string {
	values := valuesOf(location)
	for name, value := range values {
		if value = r.variables.resolve(value); isOpen(value) {
			value = anything
		}
		values[name] = value
	}
	return values
}
