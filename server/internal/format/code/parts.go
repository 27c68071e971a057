package code

import (
	"encoding/base64"
	"slices"
	"strconv"
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// factories begin a request of a method with a path.
var factories = map[string]string{
	"GET": "get", "POST": "post", "PUT": "put", "PATCH": "patch", "DELETE": "delete", "HEAD": "head", "OPTIONS": "options",
}

// collections are the members that calls add to name by name.
var collections = map[string]string{"pathParameters": "pathParameter", "queryStringParameters": "query", "headers": "header"}

func request(v jsontree.Value) Part {
	part := Part{Factory: call("request")}
	method, _ := v.Get("method")
	path, hasPath := v.Get("path")
	factory, known := factories[method.Text]
	known = known && hasPath && path.Kind == jsontree.String
	if known {
		part.Factory = call(factory, path.Text)
	}
	for _, m := range v.Members {
		if known && (m.Name == "method" || m.Name == "path") {
			continue
		}
		calls, sayable := requestCalls(m)
		if !sayable {
			return Part{Plain: &v}
		}
		part.Calls = append(part.Calls, calls...)
	}
	return part
}

func requestCalls(m jsontree.Member) ([]Call, bool) {
	switch m.Name {
	case "localAddress", "remoteAddress", "clientCertificateChain": // of a recorded request; nothing is matched on them
		return nil, true
	case "method", "path", "protocol":
		return []Call{call(m.Name, m.Value.Text)}, m.Value.Kind == jsontree.String
	case "keepAlive", "secure":
		return []Call{call(m.Name, m.Value.Text == "true")}, true
	case "body":
		return body(m.Value)
	default:
		return named(m)
	}
}

func reply(v jsontree.Value) Part {
	status, ok := v.Get("statusCode")
	code, whole := whole(status)
	if !ok {
		code, whole = 200, true
	}
	part := Part{Factory: call("reply", code)}
	for _, m := range v.Members {
		if m.Name == "statusCode" {
			continue
		}
		calls, sayable := replyCalls(m)
		if !sayable || !whole {
			return Part{Plain: &v}
		}
		part.Calls = append(part.Calls, calls...)
	}
	return part
}

func replyCalls(m jsontree.Member) ([]Call, bool) {
	switch m.Name {
	case "reasonPhrase":
		return []Call{call(m.Name, m.Value.Text)}, m.Value.Kind == jsontree.String
	case "delay":
		amount, _ := m.Value.Get("value")
		pause, ok := duration(amount, m.Value)
		return []Call{call("delay", pause)}, ok
	case "body":
		return body(m.Value)
	default:
		return named(m)
	}
}

// named are calls that add the names of headers, parameters or cookies.
func named(m jsontree.Member) ([]Call, bool) {
	verb, lists := collections[m.Name]
	if m.Value.Kind != jsontree.Object || !lists && m.Name != "cookies" {
		return nil, false
	}
	var calls []Call
	for _, entry := range m.Value.Members {
		values := []jsontree.Value{entry.Value}
		if lists {
			values = entry.Value.Items
		}
		args := []any{entry.Name}
		for _, value := range values {
			if value.Kind != jsontree.String {
				return nil, false
			}
			args = append(args, value.Text)
		}
		if len(args) == 1 {
			return nil, false
		}
		if !lists {
			verb = "cookie"
		}
		calls = append(calls, Call{Verb: verb, Args: args})
	}
	return calls, true
}

func whole(v jsontree.Value) (int, bool) {
	n, err := strconv.Atoi(v.Text)
	return n, err == nil && v.Kind == jsontree.Number
}

// units are what durations are counted in. Smaller ones than milliseconds
// stay plain: not every client counts in them.
var units = map[string]time.Duration{
	"MILLISECONDS": time.Millisecond, "SECONDS": time.Second, "MINUTES": time.Minute, "HOURS": time.Hour, "DAYS": 24 * time.Hour,
}

// duration is amount in the unit that v names.
func duration(amount, v jsontree.Value) (time.Duration, bool) {
	unit, _ := v.Get("timeUnit")
	n, ok := whole(amount)
	size, known := units[unit.Text]
	length := time.Duration(n) * size
	return length, ok && known && len(v.Members) == 2 && (n == 0 || length/size == time.Duration(n))
}

// body is the call for a body that a builder has a verb for.
func body(v jsontree.Value) ([]Call, bool) {
	kind, typed := v.Get("type")
	switch {
	case v.Kind == jsontree.String:
		return []Call{call("text", v.Text)}, true
	case v.Kind == jsontree.Array, v.Kind == jsontree.Object && !typed:
		return []Call{call("json", Document{v})}, true
	case kind.Kind != jsontree.String:
		return nil, false
	}
	return typedBody(kind.Text, v)
}

// bodyKind says how a builder spells a kind of body.
type bodyKind struct {
	verb    string
	member  string   // that holds the content
	options []string // other members that the verb takes
	content func(jsontree.Value) (arg any, sayable bool)
}

var bodyKinds = map[string]bodyKind{
	"STRING":     {"text", "string", []string{"contentType", "subString"}, textContent},
	"JSON":       {"json", "json", []string{"contentType", "matchType"}, documentContent},
	"BINARY":     {"binary", "base64Bytes", []string{"contentType"}, binaryContent},
	"REGEX":      {"regex", "regex", nil, textContent},
	"PARAMETERS": {"form", "parameters", nil, formContent},
}

func typedBody(name string, v jsontree.Value) ([]Call, bool) {
	kind, known := bodyKinds[name]
	content, given := v.Get(kind.member)
	if !known || !given {
		return nil, false
	}
	arg, sayable := kind.content(content)
	var options Options
	for _, m := range v.Members {
		switch {
		case m.Name == "type", m.Name == "rawBytes", m.Name == kind.member:
		case slices.Contains(kind.options, m.Name):
			options = append(options, option(m))
		default:
			return nil, false
		}
	}
	if options == nil {
		return []Call{call(kind.verb, arg)}, sayable
	}
	return []Call{call(kind.verb, arg, options)}, sayable
}

func option(m jsontree.Member) Option {
	if m.Value.Kind == jsontree.Bool {
		return Option{m.Name, m.Value.Text == "true"}
	}
	return Option{m.Name, m.Value.Text}
}

func textContent(v jsontree.Value) (any, bool) { return v.Text, v.Kind == jsontree.String }

func documentContent(v jsontree.Value) (any, bool) {
	return Document{v}, v.Kind == jsontree.Object || v.Kind == jsontree.Array
}

func binaryContent(v jsontree.Value) (any, bool) {
	content, err := base64.StdEncoding.DecodeString(v.Text)
	return content, err == nil
}

func formContent(v jsontree.Value) (any, bool) {
	_, lists := named(jsontree.Member{Name: "headers", Value: v})
	return Form{v}, lists
}
