package wire

import (
	"encoding/base64"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// bodyValue writes a body in canonical form; served as content of a response.
func bodyValue(b *model.Body, served bool) jsontree.Value {
	plain := len(b.Object.Members) == 2 // type and content, nothing else
	switch {
	case b.Type == "STRING" && plain:
		return jsontree.StringOf(b.Text)
	case b.Type == "STRING", b.Type == "XML":
		return withRawBytes(b)
	case b.Type == "JSON":
		return jsonValue(b.Object, plain, served)
	default:
		return b.Object
	}
}

// withRawBytes adds the bytes of a text behind the text.
func withRawBytes(b *model.Body) jsontree.Value {
	raw := base64.StdEncoding.EncodeToString(charset.Encode(contentTypeOf(b), b.Text))
	var o object
	for _, m := range b.Object.Members {
		o.add(m.Name, m.Value)
		if m.Name == "string" || m.Name == "xml" {
			o.addText("rawBytes", raw)
		}
	}
	return o.value()
}

// jsonValue writes JSON as it stands where that can be read again, else typed.
// A string or null is then a JSON text.
func jsonValue(typed jsontree.Value, plain, served bool) jsontree.Value {
	tree, _ := typed.Get("json")
	switch {
	case plain && tree.Kind == jsontree.Array:
		return tree
	case plain && tree.Kind == jsontree.Object && bodyKindOf(tree, served) == nil:
		return tree
	case tree.Kind == jsontree.String || tree.Kind == jsontree.Null:
		return withJSON(typed, jsontree.StringOf(string(tree.AppendCompact(nil))))
	default:
		return typed
	}
}

func withJSON(typed, content jsontree.Value) jsontree.Value {
	var o object
	for _, m := range typed.Members {
		if m.Name == "json" {
			m.Value = content
		}
		o.members = append(o.members, m)
	}
	return o.value()
}

// servedBody writes the body of a response in canonical form.
func servedBody(b *model.Body) jsontree.Value { return bodyValue(b, true) }

// verbatimBody is servedBody but keeps the spelling of JSON given as a text.
func verbatimBody(b *model.Body) jsontree.Value {
	if b.Type == "JSON" && b.Verbatim {
		return withJSON(b.Object, jsontree.StringOf(b.Text))
	}
	return servedBody(b)
}
