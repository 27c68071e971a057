// Package object builds JSON objects member by member.
package object

import "github.com/mockserver/mockserver/server/internal/jsontree"

// Object is one being built. The zero Object is {}.
type Object struct{ members []jsontree.Member }

// Add appends a member. Names must differ.
func (o *Object) Add(name string, value jsontree.Value) *Object {
	o.members = append(o.members, jsontree.Member{Name: name, Value: value})
	return o
}

// Text appends a string.
func (o *Object) Text(name, value string) *Object { return o.Add(name, jsontree.StringOf(value)) }

// Given appends a string unless it is empty.
func (o *Object) Given(name, value string) *Object {
	if value == "" {
		return o
	}
	return o.Text(name, value)
}

// Int appends a whole number.
func (o *Object) Int(name string, value int) *Object {
	return o.Add(name, jsontree.IntOf(int64(value)))
}

// Flag appends a boolean.
func (o *Object) Flag(name string, value bool) *Object { return o.Add(name, jsontree.BoolOf(value)) }

// Value is the object as built so far.
func (o *Object) Value() jsontree.Value { return jsontree.ObjectOf(o.members...) }

// Pairs is an array of objects that each hold one of fields under the names
// that name and value give.
func Pairs[F ~struct{ Name, Value string }](fields []F, name, value string) jsontree.Value {
	items := make([]jsontree.Value, len(fields))
	for i, field := range fields {
		f := struct{ Name, Value string }(field)
		items[i] = new(Object).Text(name, f.Name).Text(value, f.Value).Value()
	}
	return jsontree.ArrayOf(items...)
}
