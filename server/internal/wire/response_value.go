package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ResponseValue writes a response in canonical form. Nil is {}.
func ResponseValue(resp *model.Response) jsontree.Value {
	if resp == nil {
		return jsontree.ObjectOf()
	}
	var o object
	if resp.StatusCode != 0 {
		o.add("statusCode", jsontree.IntOf(int64(resp.StatusCode)))
	}
	o.addText("reasonPhrase", resp.ReasonPhrase)
	o.addMembers("headers", fieldsValue(resp.Headers))
	var cookies object
	for _, c := range resp.Cookies {
		cookies.add(c.Name, jsontree.StringOf(c.Value))
	}
	descending(cookies.members)
	o.addMembers("cookies", cookies.value())
	if resp.Body != nil && !(resp.Body.Type == "STRING" && resp.Body.Text == "") {
		o.add("body", bodyValue(resp.Body))
	}
	if resp.Delay != nil {
		o.add("delay", delayValue(resp.Delay))
	}
	if resp.Connection != nil {
		o.add("connectionOptions", connectionOptionsValue(resp.Connection))
	}
	return o.value()
}

// fieldsValue groups fields by name, names in descending order.
func fieldsValue(fields []model.Field) jsontree.Value {
	var o object
	places := map[string]int{}
	for _, f := range fields {
		i, seen := places[f.Name]
		if !seen {
			i = len(o.members)
			places[f.Name] = i
			o.add(f.Name, jsontree.ArrayOf())
		}
		list := &o.members[i].Value
		list.Items = append(list.Items, jsontree.StringOf(f.Value))
	}
	descending(o.members)
	return o.value()
}

func delayValue(d *model.Delay) jsontree.Value {
	var o object
	o.addText("timeUnit", d.Unit)
	o.add("value", jsontree.IntOf(d.Value))
	return o.value()
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
	if c.ChunkDelay != nil {
		o.add("chunkDelay", delayValue(c.ChunkDelay))
	}
	o.addFlag("keepAliveOverride", c.KeepAliveOverride)
	o.addFlag("closeSocket", c.CloseSocket)
	if c.CloseSocketDelay != nil {
		o.add("closeSocketDelay", delayValue(c.CloseSocketDelay))
	}
	return o.value()
}
