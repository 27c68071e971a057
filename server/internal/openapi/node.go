package openapi

import (
	"fmt"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// node is a value with its place, which errors name and relative references
// start from.
type node struct {
	value  jsontree.Value
	file   *file
	parent *node
	step   string // from the parent: ".name" or "[0]"
}

func (n *node) place() string {
	path := n.path()
	if n.file.location == "" {
		return path
	}
	return n.file.location + ": " + path
}

func (n *node) path() string {
	if n.parent == nil {
		return "$" + n.step
	}
	return n.parent.path() + n.step
}

func (n *node) fail(format string, args ...any) error {
	return &Error{n.place(), fmt.Sprintf(format, args...)}
}

func (n *node) child(step string, v jsontree.Value) *node {
	return &node{value: v, file: n.file, parent: n, step: step}
}

// get returns the member called name with its reference followed; nil when
// there is none.
func (n *node) get(name string) (*node, error) {
	v, ok := n.value.Get(name)
	if !ok {
		return nil, nil
	}
	return n.child("."+name, v).resolved()
}

// object is get for a member that has to be an object.
func (n *node) object(name string) (*node, error) {
	member, err := n.get(name)
	if err == nil && member != nil && member.value.Kind != jsontree.Object {
		return nil, member.fail("%s found, object expected", kindName(member.value))
	}
	return member, err
}

// named is a member of an object.
type named struct {
	name string
	*node
}

// members returns the members of the object called name, in order, with their
// references followed. Each has to be an object too.
func (n *node) members(name string) ([]named, error) {
	object, err := n.object(name)
	if err != nil || object == nil {
		return nil, err
	}
	var list []named
	for _, m := range object.value.Members {
		if extensible(name) && isExtension(m.Name) {
			continue
		}
		member, err := object.object(m.Name)
		if err != nil {
			return nil, err
		}
		list = append(list, named{m.Name, member})
	}
	return list, nil
}

// items returns the items of the array called name with their references
// followed. Each has to be an object.
func (n *node) items(name string) ([]*node, error) {
	array, err := n.get(name)
	if err != nil || array == nil {
		return nil, err
	}
	if array.value.Kind != jsontree.Array {
		return nil, array.fail("%s found, array expected", kindName(array.value))
	}
	list := make([]*node, len(array.value.Items))
	for i, v := range array.value.Items {
		item, err := array.child(fmt.Sprintf("[%d]", i), v).resolved()
		if err != nil {
			return nil, err
		}
		if item.value.Kind != jsontree.Object {
			return nil, item.fail("%s found, object expected", kindName(item.value))
		}
		list[i] = item
	}
	return list, nil
}

func (n *node) text(name string) string {
	v, _ := n.value.Get(name)
	if v.Kind != jsontree.String {
		return ""
	}
	return v.Text
}

// flag is a boolean member, otherwise when there is none.
func (n *node) flag(name string, otherwise bool) bool {
	v, _ := n.value.Get(name)
	if v.Kind != jsontree.Bool {
		return otherwise
	}
	return v.Text == "true"
}

// extensible reports whether extensions may stand among the members of the
// object called name. In other maps, like that of headers, "x-next" is a name
// like any other (OpenAPI 3.1, section 4.9).
func extensible(name string) bool { return name == "paths" || name == "responses" }

func isExtension(name string) bool { return len(name) > 2 && name[:2] == "x-" }

func kindName(v jsontree.Value) string {
	return [...]string{"null", "boolean", "number", "string", "array", "object"}[v.Kind]
}
