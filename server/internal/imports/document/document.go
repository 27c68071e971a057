// Package document reads members of JSON documents that other tools wrote, and
// says where one of them is not what it should be.
package document

import (
	"fmt"
	"strconv"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// maxViolations is how many mistakes are told at most.
const maxViolations = 20

// Document is one being read. It belongs to one goroutine.
type Document struct{ violations []wire.Violation }

// Err says what was found to be wrong, as a *wire.ValidationError; nil when
// nothing was.
func (d *Document) Err() error {
	if len(d.violations) == 0 {
		return nil
	}
	return &wire.ValidationError{Violations: d.violations}
}

// Root is the whole of a document.
func (d *Document) Root(tree jsontree.Value) Node { return Node{document: d, Value: tree} }

// Node is a value in a document. What is absent is null.
type Node struct {
	Value    jsontree.Value
	document *Document
	parent   *Node
	name     string // of a member; "" for an item
	index    int
}

// Path is where the node is, such as "$.log.entries[3].request.url".
func (n Node) Path() string {
	switch {
	case n.parent == nil:
		return "$"
	case n.name == "":
		return n.parent.Path() + "[" + strconv.Itoa(n.index) + "]"
	default:
		return n.parent.Path() + "." + n.name
	}
}

// Refusef notes what is wrong with the node.
func (n Node) Refusef(format string, args ...any) {
	if len(n.document.violations) < maxViolations {
		n.document.violations = append(n.document.violations, wire.Violation{Path: n.Path(), Reason: fmt.Sprintf(format, args...)})
	}
}

// Member is the member called name.
func (n Node) Member(name string) Node {
	value, _ := n.Value.Get(name)
	return Node{document: n.document, parent: &n, name: name, Value: value}
}

// Given says whether there is more than null.
func (n Node) Given() bool { return n.Value.Kind != jsontree.Null }

// IsObject says whether the node is an object; anything else, null too, is
// refused.
func (n Node) IsObject() bool {
	if n.Value.Kind != jsontree.Object {
		n.Refusef("is not an object")
	}
	return n.Value.Kind == jsontree.Object
}

// List are the items of an array; what is neither that nor null is refused.
func (n Node) List() []Node {
	if n.Given() && n.Value.Kind != jsontree.Array {
		n.Refusef("is not an array")
		return nil
	}
	items := make([]Node, len(n.Value.Items))
	for i, item := range n.Value.Items {
		items[i] = Node{document: n.document, parent: &n, index: i, Value: item}
	}
	return items
}

// Text is a string, or the text of a number or boolean; "" for null. An object
// or array is refused.
func (n Node) Text() string {
	if n.Value.Kind == jsontree.Object || n.Value.Kind == jsontree.Array {
		n.Refusef("is not a string")
		return ""
	}
	return n.Value.Text
}

// Int is a whole number, as a number or a string; 0 for null. Anything else is
// refused.
func (n Node) Int() int {
	if !n.Given() {
		return 0
	}
	number, err := strconv.Atoi(n.Value.Text)
	if err != nil || n.Value.Kind != jsontree.Number && n.Value.Kind != jsontree.String {
		n.Refusef("is not a whole number")
		return 0
	}
	return number
}

// Flag is a boolean; false for null. Anything else is refused.
func (n Node) Flag() bool {
	if n.Given() && n.Value.Kind != jsontree.Bool {
		n.Refusef("is not a boolean")
	}
	return n.Value.Kind == jsontree.Bool && n.Value.Text == "true"
}
