// Package jsontree is JSON as a tree that keeps what maps lose: member order
// and the spelling of numbers. Bodies pass through it unchanged, which clients
// can observe.
package jsontree

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
