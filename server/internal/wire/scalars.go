package wire

import (
	"strconv"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

func text(v jsontree.Value, member string) string {
	m, _ := v.Get(member)
	return m.Text
}

func flag(v jsontree.Value, member string) bool {
	m, _ := v.Get(member)
	return m.Kind == jsontree.Bool && m.Text == "true"
}

func optionalFlag(v jsontree.Value, member string) *bool {
	m, ok := v.Get(member)
	if !ok {
		return nil
	}
	b := m.Text == "true"
	return &b
}

// integer reads a whole number that fits an int64; others are refused.
func (r *reader) integer(at *place, v jsontree.Value) int64 {
	n, err := strconv.ParseInt(v.Text, 10, 64)
	if err != nil {
		r.refusef(at, "%s is not an integer of 64 bits", v.Text)
	}
	return n
}

func (r *reader) integerMember(at *place, v jsontree.Value, member string) int64 {
	m, ok := v.Get(member)
	if !ok {
		return 0
	}
	return r.integer(at.member(member), m)
}

// object builds an object member by member and leaves out what is absent.
type object struct{ members []jsontree.Member }

func (o *object) add(name string, v jsontree.Value) {
	o.members = append(o.members, jsontree.Member{Name: name, Value: v})
}

func (o *object) addText(name, s string) {
	if s != "" {
		o.add(name, jsontree.StringOf(s))
	}
}

func (o *object) addTrue(name string, b bool) {
	if b {
		o.add(name, jsontree.BoolOf(true))
	}
}

func (o *object) addFlag(name string, b *bool) {
	if b != nil {
		o.add(name, jsontree.BoolOf(*b))
	}
}

// addMembers adds v unless it is an object or array without content.
func (o *object) addMembers(name string, v jsontree.Value) {
	if len(v.Members) > 0 || len(v.Items) > 0 {
		o.add(name, v)
	}
}

func (o *object) value() jsontree.Value { return jsontree.ObjectOf(o.members...) }
