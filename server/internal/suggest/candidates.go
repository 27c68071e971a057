package suggest

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// candidates are the mends of one member, smallest first: the request's own
// value, the entries of a map that differ, and at last no member at all.
func (t *trial) candidates(member string) [][]Operation {
	var list [][]Operation
	request := t.request.Model()
	replace := func(v jsontree.Value) {
		list = append(list, []Operation{{"replace", pointer(member), v}})
	}
	switch member {
	case "method":
		replace(literal(request.Method))
	case "path":
		replace(literal(request.Path))
	case "protocol":
		replace(jsontree.StringOf(string(request.Protocol)))
	case "secure":
		replace(jsontree.BoolOf(request.Secure))
	case "keepAlive":
		replace(jsontree.BoolOf(request.KeepAlive))
	case "body":
		recorded := wire.RecordedRequestValue(request, wire.ExchangeForm)
		if body, ok := recorded.Get("body"); ok {
			replace(body)
		}
	case "headers":
		list = append(list, t.entries(member, request.Headers))
	case "queryStringParameters":
		list = append(list, t.entries(member, request.Query))
	case "cookies":
		list = append(list, t.entries(member, request.Cookies))
	}
	return append(list, []Operation{{Op: "remove", Path: pointer(member)}})
}

// literal is text that no prefix of a string matcher begins.
func literal(text string) jsontree.Value {
	if strings.HasPrefix(text, "!") || strings.HasPrefix(text, "?") {
		return jsontree.StringOf(".*")
	}
	return jsontree.StringOf(text)
}

// entries mends a map entry by entry: one that does not fit alone takes the
// request's own values, or goes when the request has none of its name.
func (t *trial) entries(member string, received []model.Field) []Operation {
	var operations []Operation
	entries, _ := t.matcher.Get(member)
	for _, entry := range entries.Members {
		if entry.Name == "keyMatchStyle" || t.fitsAlone(member, entry) {
			continue
		}
		values := valuesOf(received, strings.TrimLeft(entry.Name, "?!"))
		if len(values) == 0 || strings.Contains(entry.Name, "!") {
			operations = append(operations, Operation{Op: "remove", Path: pointer(member, entry.Name)})
			continue
		}
		operations = append(operations, Operation{"replace", pointer(member, entry.Name), valueFor(member, values)})
	}
	return operations
}

// fitsAlone tells whether the member holds with this entry as its only one.
func (t *trial) fitsAlone(member string, entry jsontree.Member) bool {
	only := jsontree.ObjectOf(entry)
	if style, ok := get(t.matcher, member, "keyMatchStyle"); ok {
		only.Members = append(only.Members, jsontree.Member{Name: "keyMatchStyle", Value: style})
	}
	explanation, ok := t.explain(jsontree.ObjectOf(jsontree.Member{Name: member, Value: only}))
	return ok && explanation.Matched
}

func get(v jsontree.Value, names ...string) (jsontree.Value, bool) {
	for _, name := range names {
		inner, ok := v.Get(name)
		if !ok {
			return inner, false
		}
		v = inner
	}
	return v, true
}

func valuesOf(fields []model.Field, name string) []jsontree.Value {
	var values []jsontree.Value
	for _, f := range fields {
		if strings.EqualFold(f.Name, name) {
			values = append(values, literal(f.Value))
		}
	}
	return values
}

// valueFor is one value for a cookie, several for other maps.
func valueFor(member string, values []jsontree.Value) jsontree.Value {
	if member == "cookies" {
		return values[0]
	}
	return jsontree.ArrayOf(values...)
}
