// Package jsontree is JSON as a tree that keeps what maps lose: member order
// and the spelling of numbers. Bodies pass through it unchanged, which clients
// can observe.
//
// Parse reads strict JSON, ParseLenient what MockServer's control plane has
// always accepted; AppendPretty and AppendCompact write a tree back.
package jsontree

import "strconv"

// Kind is a JSON type (RFC 8259).
type Kind uint8

const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// Value is one JSON value. The zero Value is null. Values are not modified
// after parsing and may be shared between goroutines.
type Value struct {
	Kind    Kind
	Text    string // String: the decoded text. Number: the literal as written. Bool: "true" or "false".
	Items   []Value
	Members []Member
}

// Member is one name/value pair of an object, in document order.
type Member struct {
	Name  string
	Value Value
}

// Get returns the member called name of an object, and whether there is one.
func (v Value) Get(name string) (Value, bool) {
	for i := range v.Members {
		if v.Members[i].Name == name {
			return v.Members[i].Value, true
		}
	}
	return Value{}, false
}

// Equal reports whether two trees are the same: kinds, texts, number
// spellings, items and members in order.
func (v Value) Equal(w Value) bool {
	if v.Kind != w.Kind || v.Text != w.Text || len(v.Items) != len(w.Items) || len(v.Members) != len(w.Members) {
		return false
	}
	for i := range v.Items {
		if !v.Items[i].Equal(w.Items[i]) {
			return false
		}
	}
	for i := range v.Members {
		if v.Members[i].Name != w.Members[i].Name || !v.Members[i].Value.Equal(w.Members[i].Value) {
			return false
		}
	}
	return true
}

// StringOf is the JSON string s.
func StringOf(s string) Value { return Value{Kind: String, Text: s} }

// IntOf is the JSON number n.
func IntOf(n int64) Value { return Value{Kind: Number, Text: strconv.FormatInt(n, 10)} }

// BoolOf is true or false.
func BoolOf(b bool) Value { return Value{Kind: Bool, Text: strconv.FormatBool(b)} }

// ArrayOf is the array of items, which it keeps.
func ArrayOf(items ...Value) Value { return Value{Kind: Array, Items: items} }

// ObjectOf is the object of members in the order given, which it keeps.
// Names must differ.
func ObjectOf(members ...Member) Value { return Value{Kind: Object, Members: members} }
