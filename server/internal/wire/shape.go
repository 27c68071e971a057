package wire

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// shape is a set of accepted values. check says in which ways v is outside; the
// wording is MockServer's. Shapes are immutable.
type shape interface {
	check(c *checker, at *place, v jsontree.Value)
}

// typeName is what messages call the type of v.
func typeName(v jsontree.Value) string {
	switch v.Kind {
	case jsontree.Bool:
		return "boolean"
	case jsontree.String:
		return "string"
	case jsontree.Array:
		return "array"
	case jsontree.Object:
		return "object"
	case jsontree.Number:
		if isInteger(v.Text) {
			return "integer"
		}
		return "number"
	default:
		return "null"
	}
}

// isInteger reports whether a number literal has no fraction: 1, 1.0 and 1e2.
func isInteger(literal string) bool {
	if !strings.ContainsAny(literal, ".eE") {
		return true
	}
	f, err := strconv.ParseFloat(literal, 64)
	return err == nil && f == float64(int64(f))
}

// typeShape accepts every value of one type.
type typeShape string

const (
	stringShape  = typeShape("string")
	booleanShape = typeShape("boolean")
	integerShape = typeShape("integer")
)

func (s typeShape) check(c *checker, at *place, v jsontree.Value) {
	if found := typeName(v); found != string(s) {
		c.mismatch(at, found, string(s))
	}
}

// numberShape accepts numbers within bounds.
type numberShape struct {
	kind     string // "integer" or "number"
	min, max string // literals; "" means open
}

func (s numberShape) check(c *checker, at *place, v jsontree.Value) {
	found := typeName(v)
	if found != s.kind && (s.kind != "number" || found != "integer") {
		c.mismatch(at, found, s.kind)
		return
	}
	n, _ := strconv.ParseFloat(v.Text, 64)
	if bound, err := strconv.ParseFloat(s.min, 64); err == nil && n < bound {
		c.failf(at, "must have a minimum value of %s", s.min)
	}
	if bound, err := strconv.ParseFloat(s.max, 64); err == nil && n > bound {
		c.failf(at, "must have a maximum value of %s", s.max)
	}
}

// enumShape accepts the strings listed.
type enumShape []string

func (s enumShape) check(c *checker, at *place, v jsontree.Value) {
	if v.Kind == jsontree.String && slices.Contains(s, v.Text) {
		return
	}
	c.failf(at, `does not have a value in the enumeration ["%s"]`, strings.Join(s, `", "`))
}

// objectShape accepts objects with these members.
type objectShape struct {
	fields   map[string]shape
	required []string
	others   shape                  // what further members may be; nil means there must be none
	names    func(name string) bool // which further members there may be; nil means all
}

func (s *objectShape) check(c *checker, at *place, v jsontree.Value) {
	if v.Kind != jsontree.Object {
		c.mismatch(at, typeName(v), "object")
		return
	}
	for _, m := range v.Members {
		field, known := s.fields[m.Name]
		switch {
		case known:
			field.check(c, c.member(at, m.Name), m.Value)
		case s.others != nil && (s.names == nil || s.names(m.Name)):
			s.others.check(c, c.member(at, m.Name), m.Value)
		default:
			c.undefined(at, m.Name)
		}
	}
	c.required(at, v, s.required...)
}

// arrayShape accepts arrays of items of one shape.
type arrayShape struct {
	items   shape
	minimum int
	// sealed makes an object where the array should be fail for each of its
	// members too; hint then stands for the type's message unless empty.
	sealed bool
	hint   string
}

func (s *arrayShape) check(c *checker, at *place, v jsontree.Value) {
	if v.Kind != jsontree.Array {
		s.mismatch(c, at, v)
		return
	}
	if len(v.Items) < s.minimum {
		c.failf(at, "must have at least %d items but found %d", s.minimum, len(v.Items))
	}
	for i, item := range v.Items {
		s.items.check(c, c.item(at, i), item)
	}
}

func (s *arrayShape) mismatch(c *checker, at *place, v jsontree.Value) {
	if v.Kind == jsontree.Object && s.hint != "" {
		c.failf(at, "%s", s.hint)
	} else {
		c.mismatch(at, typeName(v), "array")
	}
	if s.sealed {
		for _, m := range v.Members {
			c.undefined(at, m.Name)
		}
	}
}

// oneOfShape accepts what exactly one alternative accepts.
type oneOfShape []shape

func (s oneOfShape) check(c *checker, at *place, v jsontree.Value) {
	valid := 0
	for _, alternative := range s {
		if c.accepts(alternative, v) {
			valid++
		}
	}
	if valid == 1 {
		return
	}
	for _, alternative := range s {
		if !s.silent(alternative, v) {
			alternative.check(c, at, v)
		}
	}
	c.failf(at, "should be valid to one and only one schema, but %d are valid", valid)
}

// silent reports whether nothing is said about v being no object, as where a
// string would do as well.
func (s oneOfShape) silent(alternative shape, v jsontree.Value) bool {
	_, isObject := alternative.(*objectShape)
	return isObject && v.Kind != jsontree.Object && slices.ContainsFunc(s, func(a shape) bool { return a == stringShape })
}

// anyOfTypes accepts every value of the types listed.
type anyOfTypes []string

func (s anyOfTypes) check(c *checker, at *place, v jsontree.Value) {
	if found := typeName(v); !slices.Contains(s, found) {
		c.failf(at, "%s found, [%s] expected", found, strings.Join(s, ", "))
	}
}

// anything accepts every value.
type anything struct{}

func (anything) check(*checker, *place, jsontree.Value) {}

// unsupported accepts nothing: a member that MockServer knows and this server
// does not serve.
type unsupported struct{}

func (unsupported) check(c *checker, at *place, _ jsontree.Value) {
	c.failf(at, "is not supported by this server")
}
