package suggest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

var (
	escaping   = strings.NewReplacer("~", "~0", "/", "~1")
	unescaping = strings.NewReplacer("~1", "/", "~0", "~")
)

// pointer joins names below the matcher to a JSON Pointer (RFC 6901).
func (t *trial) pointer(names ...string) string {
	var b strings.Builder
	b.WriteString(t.at)
	for _, name := range names {
		b.WriteString("/" + escaping.Replace(name))
	}
	return b.String()
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

// Apply carries out one operation (RFC 6902); one whose path leads nowhere
// changes nothing. v itself is left as it is.
func Apply(v jsontree.Value, o Operation) jsontree.Value {
	name, rest, deeper := strings.Cut(strings.TrimPrefix(o.Path, "/"), "/")
	name = unescaping.Replace(name)
	switch {
	case o.Path == "":
		return o.Value
	case v.Kind == jsontree.Array:
		return applyToItem(v, o, name, rest, deeper)
	case v.Kind != jsontree.Object:
		return v
	case deeper:
		inner, ok := v.Get(name)
		if !ok {
			return v
		}
		return with(v, name, Apply(inner, Operation{o.Op, "/" + rest, o.Value}))
	case o.Op == "remove":
		return without(v, name)
	}
	return with(v, name, o.Value)
}

func applyToItem(v jsontree.Value, o Operation, name, rest string, deeper bool) jsontree.Value {
	items := slices.Clone(v.Items)
	if o.Op == "add" && name == "-" && !deeper {
		return jsontree.ArrayOf(append(items, o.Value)...)
	}
	i, err := strconv.Atoi(name)
	switch {
	case err != nil || i < 0 || i >= len(items):
		return v
	case deeper:
		items[i] = Apply(items[i], Operation{o.Op, "/" + rest, o.Value})
	case o.Op == "remove":
		items = slices.Delete(items, i, i+1)
	case o.Op == "add":
		items = slices.Insert(items, i, o.Value)
	default:
		items[i] = o.Value
	}
	return jsontree.ArrayOf(items...)
}

func with(v jsontree.Value, name string, value jsontree.Value) jsontree.Value {
	out := jsontree.ObjectOf(slices.Clone(v.Members)...)
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
