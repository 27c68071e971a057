package openapi

import "github.com/mockserver/mockserver/server/internal/jsontree"

// translated writes the keywords in which a schema of OpenAPI 3.0 differs from
// JSON Schema draft 7: nullable, and bounds that are exclusive by a flag.
func translated(members []jsontree.Member) jsontree.Value {
	schema := jsontree.ObjectOf(members...)
	nullable := isTrue(schema, "nullable")
	out := make([]jsontree.Member, 0, len(members))
	for _, m := range members {
		switch {
		case m.Name == "exclusiveMinimum" && m.Value.Kind == jsontree.Bool,
			m.Name == "exclusiveMaximum" && m.Value.Kind == jsontree.Bool,
			m.Name == "required" && m.Value.Kind != jsontree.Array:
			continue
		case m.Name == "minimum" && isTrue(schema, "exclusiveMinimum"):
			m.Name = "exclusiveMinimum"
		case m.Name == "maximum" && isTrue(schema, "exclusiveMaximum"):
			m.Name = "exclusiveMaximum"
		case m.Name == "type" && nullable && m.Value.Kind == jsontree.String:
			m.Value = jsontree.ArrayOf(m.Value, jsontree.StringOf("null"))
		case m.Name == "enum" && nullable:
			m.Value = jsontree.ArrayOf(append(m.Value.Items[:len(m.Value.Items):len(m.Value.Items)], jsontree.Value{})...)
		}
		out = append(out, m)
	}
	return jsontree.ObjectOf(out...)
}

func isTrue(schema jsontree.Value, name string) bool {
	v, _ := schema.Get(name)
	return v.Kind == jsontree.Bool && v.Text == "true"
}

// parameterSchema is the schema of a parameter's value, which is text. How it
// reads depends on the types of the value, of its items and of its properties,
// so those stand in place instead of behind a reference, and a value that may
// be null is one that may be blank.
func (n *node) parameterSchema() (jsontree.Value, error) {
	at, err := n.resolved()
	if err != nil {
		return jsontree.Value{}, err
	}
	w := &writer{whole: n.file.whole}
	v, err := w.inPlace(at, 2)
	if err != nil {
		return v, err
	}
	return w.whole.closed(v, w.uses), nil
}

// inPlace writes a schema with the references in the upper levels followed.
func (w *writer) inPlace(n *node, levels int) (jsontree.Value, error) {
	at, err := n.resolved()
	if err != nil {
		return jsontree.Value{}, err
	}
	v, err := w.schema(at)
	if err != nil || levels == 0 || v.Kind != jsontree.Object {
		return v, err
	}
	out := make([]jsontree.Member, len(v.Members))
	for i, m := range v.Members {
		out[i] = m
		given, _ := at.value.Get(m.Name)
		inner := at.child("."+m.Name, given)
		switch {
		case m.Name == "type":
			out[i].Value = withoutNull(m.Value)
		case m.Name == "items" && given.Kind == jsontree.Object:
			out[i].Value, err = w.inPlace(inner, levels-1)
		case m.Name == "properties":
			out[i].Value, err = w.propertiesInPlace(inner, levels-1)
		}
		if err != nil {
			return v, err
		}
	}
	if t, _ := v.Get("type"); t.Kind == jsontree.Array && !isTrue(v, "nullable") && len(withoutNull(t).Text) > 0 {
		out = append(out, jsontree.Member{Name: "nullable", Value: jsontree.BoolOf(true)})
	}
	return jsontree.ObjectOf(out...), nil
}

func (w *writer) propertiesInPlace(n *node, levels int) (jsontree.Value, error) {
	members := make([]jsontree.Member, len(n.value.Members))
	for i, m := range n.value.Members {
		v, err := w.inPlace(n.child("."+m.Name, m.Value), levels)
		if err != nil {
			return v, err
		}
		members[i] = jsontree.Member{Name: m.Name, Value: v}
	}
	return jsontree.ObjectOf(members...), nil
}

// withoutNull is a type that is one or null as that one.
func withoutNull(t jsontree.Value) jsontree.Value {
	if t.Kind != jsontree.Array || len(t.Items) != 2 {
		return t
	}
	for i, item := range t.Items {
		if item.Text == "null" {
			return t.Items[1-i]
		}
	}
	return t
}
