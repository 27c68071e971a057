package body

import (
	"cmp"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// Keyed is a Matcher that can name values its contents must have. They serve
// to find it among many without asking each.
type Keyed interface {
	Matcher
	// Keys lists conditions that every matching content meets, none if there
	// is nothing simple to say.
	Keys() []Key
}

// Key is one condition: the content has Scalar at Place.
type Key struct {
	Place  Place
	Scalar Scalar
}

// Place is somewhere a content has one simple value. It is comparable.
type Place struct {
	data      bool   // in the content's Data, not its text
	semicolon bool   // how Data is read
	path      string // names of members, each ended by a zero byte
}

// WholeText is the place of the text of a body.
func WholeText() Place { return Place{} }

// Member is the place of a member of Data(semicolon), by the names that lead
// there.
func Member(names []string, semicolon bool) Place {
	p := Place{data: true, semicolon: semicolon}
	for _, name := range names {
		p.path += name + "\x00"
	}
	return p
}

// Scalar is a simple value as it is spelled.
type Scalar struct {
	kind jsontree.Kind
	text string
}

// ScalarOf returns v as a Scalar; false for arrays and objects.
func ScalarOf(v jsontree.Value) (Scalar, bool) {
	if v.Kind == jsontree.Array || v.Kind == jsontree.Object {
		return Scalar{}, false
	}
	return Scalar{v.Kind, v.Text}, true
}

// TextScalar returns text as a Scalar.
func TextScalar(text string) Scalar { return Scalar{jsontree.String, text} }

// Reader returns a function that reads the scalar at the place.
func (p Place) Reader() func(*Content) (Scalar, bool) {
	if !p.data {
		return func(c *Content) (Scalar, bool) { return TextScalar(c.Text()), true }
	}
	names := strings.SplitAfter(p.path, "\x00")
	names = names[:len(names)-1]
	for i := range names {
		names[i] = strings.TrimSuffix(names[i], "\x00")
	}
	return func(c *Content) (Scalar, bool) { return c.scalar(names, p.semicolon) }
}

func (c *Content) scalar(names []string, semicolon bool) (Scalar, bool) {
	v, err := c.Data(semicolon)
	if err != nil {
		return Scalar{}, false
	}
	for _, name := range names {
		var found bool
		if v, found = v.Get(name); !found {
			return Scalar{}, false
		}
	}
	return ScalarOf(v)
}

// Compare orders places.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.path, q.path), compareBool(p.data, q.data), compareBool(p.semicolon, q.semicolon))
}

// compareBool orders false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
