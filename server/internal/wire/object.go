package wire

import (
	"cmp"
	"slices"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// object builds an object member by member and leaves out what is absent.
type object struct{ members []jsontree.Member }

// newObject makes room for the members most objects of any size have.
func newObject() object { return object{members: make([]jsontree.Member, 0, 8)} }

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

func (o *object) addMatcher(name string, m *model.StringMatcher) {
	if m != nil {
		o.add(name, stringMatcherValue(*m))
	}
}

// addMembers adds v unless it is an object or array without content.
func (o *object) addMembers(name string, v jsontree.Value) {
	if len(v.Members) > 0 || len(v.Items) > 0 {
		o.add(name, v)
	}
}

func (o *object) value() jsontree.Value { return jsontree.ObjectOf(o.members...) }

// sorted is the object with its members in alphabetical order.
func (o *object) sorted() jsontree.Value {
	slices.SortStableFunc(o.members, func(a, b jsontree.Member) int { return cmp.Compare(a.Name, b.Name) })
	return o.value()
}
