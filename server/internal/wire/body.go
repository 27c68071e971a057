package wire

import (
	"encoding/base64"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// body reads a body in any of its forms.
func (r *reader) body(at *place, v jsontree.Value) *model.Body {
	switch v.Kind {
	case jsontree.Object:
		kind, content, ok := bodyKind(v)
		if !ok {
			return inlineJSON(v)
		}
		return r.typedBody(at, kind, content, v)
	case jsontree.Array:
		return inlineJSON(v)
	default:
		return stringBody(v.Text)
	}
}

func stringBody(s string) *model.Body {
	if strings.TrimSpace(s) == "" {
		s = ""
	}
	b := &model.Body{Type: "STRING", Text: s, Bytes: []byte(s)}
	b.Object = bodyObject(b, jsontree.Member{Name: "string", Value: jsontree.StringOf(s)})
	return b
}

func inlineJSON(v jsontree.Value) *model.Body {
	b := &model.Body{Type: "JSON", Text: pretty(v)}
	b.Object = bodyObject(b, jsontree.Member{Name: "json", Value: v})
	return b
}

// bodyObject is the typed canonical object of b with the members of its kind.
func bodyObject(b *model.Body, members ...jsontree.Member) jsontree.Value {
	var o object
	o.addTrue("not", b.Not)
	o.addTrue("optional", b.Optional)
	o.addText("type", b.Type)
	o.members = append(o.members, members...)
	o.addText("contentType", b.ContentType)
	return o.value()
}

// contentMembers names the member that holds the content of a kind.
var contentMembers = map[string]string{
	"string": "STRING", "regex": "REGEX", "json": "JSON", "base64Bytes": "BINARY", "parameters": "PARAMETERS",
}

func bodyKind(v jsontree.Value) (kind string, content jsontree.Value, ok bool) {
	for _, m := range v.Members {
		k, known := contentMembers[m.Name]
		if !known || m.Name == "parameters" && text(v, "type") != "PARAMETERS" {
			continue
		}
		kind, content, ok = k, m.Value, true
	}
	return kind, content, ok
}

func (r *reader) typedBody(at *place, kind string, content, v jsontree.Value) *model.Body {
	b := &model.Body{Type: kind, Not: flag(v, "not"), Optional: flag(v, "optional"), ContentType: text(v, "contentType"), Text: content.Text}
	switch kind {
	case "JSON":
		if content.Kind == jsontree.String {
			tree, err := jsontree.ParseLenient([]byte(content.Text))
			if err != nil {
				r.refusef(at.member("json"), "is not JSON: %v", err)
			}
			content = tree
		} else {
			b.Text = pretty(content)
		}
	case "BINARY":
		b.Bytes, _ = base64.StdEncoding.DecodeString(content.Text)
	case "PARAMETERS":
		content = multiValue(r.multi(at.member("parameters"), content))
	}
	members := []jsontree.Member{{Name: memberOf(kind), Value: content}}
	for _, name := range []string{"subString", "matchType", "matchNumbersAsStrings"} {
		if m, ok := v.Get(name); ok && m.Text != "false" && m.Text != "ONLY_MATCHING_FIELDS" {
			members = append(members, jsontree.Member{Name: name, Value: m})
		}
	}
	b.Object = bodyObject(b, members...)
	return b
}

func memberOf(kind string) string {
	for member, k := range contentMembers {
		if k == kind {
			return member
		}
	}
	return ""
}

// bodyValue writes a body in canonical form.
func bodyValue(b *model.Body) jsontree.Value {
	plain := len(b.Object.Members) == 2 // type and content
	switch {
	case b.Type == "STRING" && plain:
		return jsontree.StringOf(b.Text)
	case b.Type == "JSON" && plain:
		return b.Object.Members[1].Value
	default:
		return b.Object
	}
}
