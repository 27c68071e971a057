package golang

import (
	"fmt"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// valueMap is an object open to string matchers: one value to a name, or
// several.
type valueMap struct {
	Name    string
	Elem    string // Go type of an entry
	Matcher string // Go type of one value
	Several bool
}

// newValueMap is the view of such an object; false for any other type.
func newValueMap(t *ir.Type) (valueMap, bool, error) {
	elem := opensTo(ir.Ref{Kind: ir.Named, Type: t})
	if elem == nil {
		return valueMap{}, false, nil
	}
	m := valueMap{Name: typeName(t), Elem: typeName(elem), Matcher: typeName(elem)}
	if list := listVariant(elem); list != nil {
		m.Several, m.Matcher = true, goType(*list.Elem)
	}
	if m.Several == isMapType(t) {
		return m, false, fmt.Errorf("%s: want fields beside entries of several values, and none beside entries of one", t.Origin)
	}
	return m, true, nil
}

// duration is a model of a unit and a number.
type duration struct{ Name, Unit, Value string }

func newDuration(t *ir.Type) duration {
	return duration{
		Name: typeName(t), Unit: exported(t.Duration.Unit.Name), Value: exported(t.Duration.Value.Name),
	}
}

// form is the interface of a model's forms.
type form struct {
	Form, Method, Model string
	Builder             string // or ""
}

func newForm(t *ir.Type) form {
	f := form{Form: formName(t), Method: formMethod(t), Model: typeName(t)}
	if t.Builder != nil {
		f.Builder = builderName(t)
	}
	return f
}
