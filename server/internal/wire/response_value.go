package wire

import (
	"cmp"
	"slices"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ResponseValue writes a response in canonical form. Nil is {}.
func ResponseValue(resp *model.Response) jsontree.Value { return responseValue(resp, servedBody) }

func responseValue(resp *model.Response, body func(*model.Body) jsontree.Value) jsontree.Value {
	if resp == nil {
		return jsontree.ObjectOf()
	}
	o := newObject()
	if resp.StatusCode != 0 {
		o.add("statusCode", jsontree.IntOf(int64(resp.StatusCode)))
	}
	o.addText("reasonPhrase", resp.ReasonPhrase)
	o.addMembers("headers", responseHeadersValue(resp.Headers))
	o.addMembers("cookies", pairsValue(resp.Cookies))
	if resp.Body != nil {
		o.add("body", body(resp.Body))
	}
	o.addDelay("delay", resp.Delay)
	if resp.Connection != nil {
		o.add("connectionOptions", connectionOptionsValue(resp.Connection))
	}
	return o.value()
}

// responseHeadersValue writes the object form, or the array form when a name
// would be read as something else.
func responseHeadersValue(headers []model.Field) jsontree.Value {
	keyed := fieldsValue(headers)
	if _, reserved := keyed.Get(keyMatchStyle); !reserved {
		return keyed
	}
	items := make([]jsontree.Value, len(keyed.Members))
	for i, m := range keyed.Members {
		items[i] = jsontree.ObjectOf(
			jsontree.Member{Name: "name", Value: jsontree.StringOf(m.Name)},
			jsontree.Member{Name: "values", Value: m.Value},
		)
	}
	return jsontree.ArrayOf(items...)
}

// pairsValue writes one value per name, of equal names the last.
func pairsValue(fields []model.Field) jsontree.Value {
	var o object
	var names places[string]
	for _, f := range fields {
		if i, seen := names.of(f.Name); seen {
			o.members[i].Value = jsontree.StringOf(f.Value)
			continue
		}
		o.add(f.Name, jsontree.StringOf(f.Value))
	}
	return o.value()
}

// fieldsValue groups fields by name, names in descending order.
func fieldsValue(fields []model.Field) jsontree.Value {
	var o object
	var names places[string]
	for _, f := range fields {
		i, seen := names.of(f.Name)
		if !seen {
			o.add(f.Name, jsontree.ArrayOf())
		}
		list := &o.members[i].Value
		list.Items = append(list.Items, jsontree.StringOf(f.Value))
	}
	slices.SortFunc(o.members, func(a, b jsontree.Member) int { return cmp.Compare(b.Name, a.Name) })
	return o.value()
}

func delayValue(d *model.Delay) jsontree.Value {
	var o object
	o.addText("timeUnit", d.Unit)
	o.add("value", jsontree.IntOf(d.Value))
	return o.value()
}

func (o *object) addDelay(name string, d *model.Delay) {
	if d != nil {
		o.add(name, delayValue(d))
	}
}

func connectionOptionsValue(c *model.ConnectionOptions) jsontree.Value {
	var o object
	o.addTrue("suppressContentLengthHeader", c.SuppressContentLengthHeader)
	if c.ContentLengthHeaderOverride != nil {
		o.add("contentLengthHeaderOverride", jsontree.IntOf(*c.ContentLengthHeaderOverride))
	}
	o.addTrue("suppressConnectionHeader", c.SuppressConnectionHeader)
	if c.ChunkSize != 0 {
		o.add("chunkSize", jsontree.IntOf(int64(c.ChunkSize)))
	}
	o.addDelay("chunkDelay", c.ChunkDelay)
	o.addFlag("keepAliveOverride", c.KeepAliveOverride)
	o.addFlag("closeSocket", c.CloseSocket)
	o.addDelay("closeSocketDelay", c.CloseSocketDelay)
	return o.sorted()
}
