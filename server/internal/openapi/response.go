package openapi

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// content is the headers and the body of a response.
func (r named) content(exampleName string) ([]jsontree.Member, error) {
	headers, err := r.headers()
	if err != nil {
		return nil, err
	}
	types, err := readContent(r.node)
	if err != nil {
		return nil, err
	}
	var out []jsontree.Member
	if len(types) > 0 {
		headers = append([]jsontree.Member{header("content-type", types[0].kind)}, headers...)
		body, ok, err := types[0].body(exampleName)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, jsontree.Member{Name: "body", Value: body})
		}
	}
	if len(headers) > 0 {
		out = append(out, jsontree.Member{Name: "headers", Value: jsontree.ObjectOf(headers...)})
	}
	return out, nil
}

func (r named) headers() ([]jsontree.Member, error) {
	given, err := r.members("headers")
	if err != nil {
		return nil, err
	}
	var list []jsontree.Member
	for _, h := range given {
		if strings.EqualFold(h.name, "content-type") {
			continue // that of the body counts
		}
		value, ok, err := h.example("")
		if err != nil {
			return nil, err
		}
		if ok {
			list = append(list, header(h.name, textOf(value)))
		}
	}
	return list, nil
}

func header(name, value string) jsontree.Member {
	return jsontree.Member{Name: name, Value: jsontree.ArrayOf(jsontree.StringOf(value))}
}

// textOf is a text as it is, and anything else as JSON.
func textOf(v jsontree.Value) string {
	if v.Kind == jsontree.String {
		return v.Text
	}
	return string(v.AppendPretty(nil))
}

// body is an example written as the media type wants it.
func (c media) body(exampleName string) (jsontree.Value, bool, error) {
	value, ok, err := c.example(exampleName)
	switch {
	case err != nil || !ok || value.Kind == jsontree.String:
		return value, ok, err
	case c.is("json"):
		return jsontree.ObjectOf(
			jsontree.Member{Name: "type", Value: jsontree.StringOf("JSON")},
			jsontree.Member{Name: "json", Value: value},
		), true, nil
	case c.is("xml"):
		return jsontree.StringOf(xmlText(c.schema, value)), true, nil
	}
	return jsontree.StringOf(textOf(value)), true, nil
}
