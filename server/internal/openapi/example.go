package openapi

import "github.com/mockserver/mockserver/server/internal/jsontree"

// example is what stands for the values of a header or media type: the example
// called name, the only one, the first of several, or one made up from the
// schema; false when there is nothing to go by.
func (n *node) example(name string) (jsontree.Value, bool, error) {
	examples, err := n.members("examples")
	if err != nil {
		return jsontree.Value{}, false, err
	}
	for _, e := range examples {
		if v, ok := e.value.Get("value"); ok && e.name == name {
			return e.expanded(v), true, nil
		}
	}
	if v, ok := n.value.Get("example"); ok {
		return n.expanded(v), true, nil
	}
	for _, e := range examples {
		if v, ok := e.value.Get("value"); ok {
			return e.expanded(v), true, nil
		}
	}
	schema, err := schemaOf(n)
	if err != nil || schema == nil {
		return jsontree.Value{}, false, err
	}
	s := &sampler{nesting: make(map[string]int)}
	v, ok := s.sample(schema)
	return v, ok, s.err
}

// expanded is an example with the references in it followed, null where one
// leads nowhere.
func (n *node) expanded(example jsontree.Value) jsontree.Value {
	e := &expansion{left: maxSampled}
	return e.value(n, example, 0)
}

// expansion follows references until it has seen too many values behind them.
type expansion struct{ left int }

func (e *expansion) value(n *node, v jsontree.Value, hops int) jsontree.Value {
	if hops > 0 {
		e.left--
	}
	if reference, ok := v.Get("$ref"); ok && reference.Kind == jsontree.String {
		target, err := n.follow(reference.Text)
		if err != nil || hops >= maxHops || e.left < 0 {
			return jsontree.Value{}
		}
		return e.value(target, target.value, hops+1)
	}
	switch v.Kind {
	case jsontree.Array:
		items := make([]jsontree.Value, len(v.Items))
		for i, item := range v.Items {
			items[i] = e.value(n, item, hops)
		}
		return jsontree.ArrayOf(items...)
	case jsontree.Object:
		members := make([]jsontree.Member, len(v.Members))
		for i, m := range v.Members {
			members[i] = jsontree.Member{Name: m.Name, Value: e.value(n, m.Value, hops)}
		}
		return jsontree.ObjectOf(members...)
	}
	return v
}
