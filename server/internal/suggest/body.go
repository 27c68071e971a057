package suggest

import (
	"encoding/base64"
	"slices"
	"strconv"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// bodies are the mends of a body: without its negation, with what differs
// inside it mended, or in whole what was received.
func (t *trial) bodies() [][]Operation {
	var list [][]Operation
	given, _ := t.matcher.Get("body")
	if not, ok := given.Get("not"); ok && not.Kind == jsontree.Bool {
		list = append(list, []Operation{{Op: "remove", Path: t.pointer("body", "not")}})
	}
	if operations := t.insideBody(given); len(operations) > 0 {
		list = append(list, operations)
	}
	for _, whole := range receivedBodies(t.request.Model(), t.request.Content().Type) {
		list = append(list, []Operation{{"replace", t.pointer("body"), whole}})
	}
	return list
}

// insideBody mends parts of the body; nil where it has none, or where they are
// more to read than the whole.
func (t *trial) insideBody(given jsontree.Value) []Operation {
	matcher, err := wire.ParseRequestMatcher(t.matcher.AppendCompact(nil))
	if err != nil {
		return nil
	}
	switch matcher.Body.Type {
	case "JSON":
		return t.insideJSON(given)
	case "PARAMETERS":
		if !t.request.Content().IsForm() {
			return nil
		}
		var fields []model.Field
		for _, pair := range t.request.Content().Form(!t.options.AmpersandOnly) {
			fields = append(fields, model.Field{Name: pair.Name, Value: pair.Value})
		}
		return t.entries(fields, "body", "parameters")
	}
	return nil
}

func (t *trial) insideJSON(given jsontree.Value) []Operation {
	at, want, strict := []string{"body"}, given, false
	if inner, typed := given.Get("json"); typed {
		matchType, _ := given.Get("matchType")
		at, want, strict = []string{"body", "json"}, inner, matchType.Text == "STRICT"
	}
	got, err := t.request.Content().Data(!t.options.AmpersandOnly)
	if err != nil || want.Kind != got.Kind || want.Kind != jsontree.Object && want.Kind != jsontree.Array {
		return nil
	}
	d := &difference{trial: t, strict: strict}
	d.compare(at, want, got)
	if len(d.operations) > maxParts || sizeOf(d.operations) > len(got.AppendCompact(nil)) {
		return nil
	}
	return d.operations
}

// maxParts bounds how many parts of a body are mended one by one.
const maxParts = 16

func sizeOf(operations []Operation) int {
	n := 0
	for _, o := range operations {
		n += len(o.Value.AppendCompact(nil))
	}
	return n
}

// receivedBodies are ways to write down the body that was received, the
// plainest first.
func receivedBodies(request *model.Request, contentType string) []jsontree.Value {
	if len(request.Body) == 0 {
		return nil
	}
	plain := &model.Request{Body: []byte(charset.Decode(contentType, request.Body))}
	asJSON := &model.Request{Body: plain.Body, Headers: []model.Field{{Name: "content-type", Value: "application/json; charset=utf-8"}}}
	var list []jsontree.Value
	for _, r := range [...]*model.Request{asJSON, plain, request} {
		written, _ := wire.RecordedRequestValue(r, wire.ExchangeForm).Get("body")
		if kind, _ := written.Get("type"); r != asJSON || kind.Text != "STRING" {
			list = append(list, written)
		}
	}
	return append(list, jsontree.ObjectOf(
		jsontree.Member{Name: "type", Value: jsontree.StringOf("BINARY")},
		jsontree.Member{Name: "base64Bytes", Value: jsontree.StringOf(base64.StdEncoding.EncodeToString(request.Body))}))
}

// difference collects what turns one JSON document into one that accepts
// another.
type difference struct {
	*trial
	strict     bool // no member and item may be left over
	operations []Operation
}

func (d *difference) add(op string, at []string, v jsontree.Value) {
	d.operations = append(d.operations, Operation{op, d.pointer(at...), v})
}

func (d *difference) compare(at []string, want, got jsontree.Value) {
	switch {
	case want.Equal(got):
	case want.Kind == jsontree.Object && got.Kind == jsontree.Object:
		d.members(at, want, got)
	case want.Kind == jsontree.Array && got.Kind == jsontree.Array:
		d.items(at, want.Items, got.Items)
	default:
		d.add("replace", at, got)
	}
}

func (d *difference) members(at []string, want, got jsontree.Value) {
	for _, m := range want.Members {
		if found, ok := got.Get(m.Name); ok {
			d.compare(below(at, m.Name), m.Value, found)
		} else {
			d.add("remove", below(at, m.Name), jsontree.Value{})
		}
	}
	for _, m := range got.Members {
		if _, ok := want.Get(m.Name); d.strict && !ok {
			d.add("add", below(at, m.Name), m.Value)
		}
	}
}

// items compares arrays; where order does not count, items that are there
// somewhere need nothing.
func (d *difference) items(at []string, want, got []jsontree.Value) {
	var left []int // indexes of want
	got = slices.Clone(got)
	for i, item := range want {
		same := slices.IndexFunc(got, item.Equal)
		if d.strict || same < 0 {
			left = append(left, i)
		} else {
			got = slices.Delete(got, same, same+1)
		}
	}
	for n, i := range left[:min(len(left), len(got))] {
		d.compare(below(at, strconv.Itoa(i)), want[i], got[n])
	}
	for n := len(left) - 1; n >= len(got); n-- {
		d.add("remove", below(at, strconv.Itoa(left[n])), jsontree.Value{})
	}
	for n := len(left); d.strict && n < len(got); n++ {
		d.add("add", below(at, "-"), got[n])
	}
}

func below(at []string, name string) []string { return append(at[:len(at):len(at)], name) }
