package suggest

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

var (
	escaping   = strings.NewReplacer("~", "~0", "/", "~1")
	unescaping = strings.NewReplacer("~1", "/", "~0", "~")
)

// pointer joins names to a JSON Pointer (RFC 6901).
func pointer(names ...string) string {
	var b strings.Builder
	b.WriteString(root)
	for _, name := range names {
		b.WriteString("/" + escaping.Replace(name))
	}
	return b.String()
}

// Apply carries out one operation on objects (RFC 6902); a path through
// anything else changes nothing. v itself is left as it is.
func Apply(v jsontree.Value, o Operation) jsontree.Value {
	name, rest, deeper := strings.Cut(strings.TrimPrefix(o.Path, "/"), "/")
	name = unescaping.Replace(name)
	if v.Kind != jsontree.Object {
		return v
	}
	if deeper {
		inner, ok := v.Get(name)
		if !ok {
			return v
		}
		return with(v, name, Apply(inner, Operation{o.Op, "/" + rest, o.Value}))
	}
	if o.Op == "remove" {
		return without(v, name)
	}
	return with(v, name, o.Value)
}

func with(v jsontree.Value, name string, value jsontree.Value) jsontree.Value {
	out := jsontree.ObjectOf(append([]jsontree.Member(nil), v.Members...)...)
	for i := range out.Members {
		if out.Members[i].Name == name {
			out.Members[i].Value = value
			return out
		}
	}
	out.Members = append(out.Members, jsontree.Member{Name: name, Value: value})
	return out
}

func without(v jsontree.Value, name string) jsontree.Value {
	out := jsontree.ObjectOf()
	for _, m := range v.Members {
		if m.Name != name {
			out.Members = append(out.Members, m)
		}
	}
	return out
}
