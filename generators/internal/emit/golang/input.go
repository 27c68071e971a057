package golang

import "github.com/mockserver/mockserver/generators/internal/ir"

// input is how fluent code takes a value: the type of its parameter, and how
// the parameter becomes what the model holds. The template "value" writes the
// latter, one way per How.
type input struct {
	Type     string // of the parameter; of each when Variadic
	Variadic bool
	How      string
	Model    string      // How "constructor", "each", "literal": what comes out
	Form     string      // How "form", "forms": the interface's method
	Field    *assignment // How "literal": the field that is set
	Inner    *input      // How "each": of the element
	Pointer  bool        // what comes out is a pointer already
	Fails    bool        // it may fail, and notes its error

	// Set by from.
	From string // the parameter, as an expression
	Err  string // where errors are noted: an expression of type *error
}

// assignment gives a field of a model its value.
type assignment struct {
	Name    string
	Pointer bool // the field is a pointer
	Value   input
}

// from is the input with its parameter, and the place for its errors.
func (in input) from(parameter, err string) input {
	in.From, in.Err = parameter, err
	if in.Field != nil {
		field := *in.Field
		field.Value = field.Value.from(parameter, err)
		in.Field = &field
	}
	return in
}

func assign(f *ir.Field, in input) assignment {
	return assignment{Name: exported(f.Name), Pointer: isPointer(f), Value: in}
}

// scheme knows which types come in several forms.
type scheme struct{ forms map[*ir.Type]bool }

// newScheme gives forms to whatever has a builder, is an action, or is sent
// whole as the body of an operation that also answers with it.
func newScheme(api *ir.API) scheme {
	s := scheme{forms: map[*ir.Type]bool{}}
	for _, t := range api.Types {
		s.forms[t] = t.Kind == ir.Object && (t.Builder != nil || t.Action != nil)
	}
	for _, op := range api.Operations {
		if op.Body != nil && op.Result != nil && op.Body.Kind == ir.Named && *op.Body == *op.Result {
			s.forms[op.Body.Type] = true
		}
	}
	return s
}

// input is how a value of the reference is taken.
func (s scheme) input(r ir.Ref, unit string) input {
	if unit == "milliseconds" {
		return input{Type: "time.Duration", How: "milliseconds"}
	}
	switch r.Kind {
	case ir.Any:
		return input{Type: "any", How: "json", Fails: true}
	case ir.List:
		return s.list(*r.Elem)
	case ir.Named:
		return s.named(r.Type)
	}
	return input{Type: goType(r), How: "same"}
}

func (s scheme) list(elem ir.Ref) input {
	in := s.input(elem, "")
	switch in.How {
	case "same":
		return input{Type: in.Type, Variadic: true, How: "same"}
	case "form":
		return input{Type: in.Type, Variadic: true, How: "forms", Form: in.Form, Fails: true}
	}
	inner := in.from("value", "")
	return input{Type: in.Type, Variadic: true, How: "each", Model: goType(elem), Inner: &inner}
}

func (s scheme) named(t *ir.Type) input {
	name := typeName(t)
	switch {
	case t.StringMatcher:
		return input{Type: "string", How: "constructor", Model: name}
	case t.Duration != nil:
		return input{Type: "time.Duration", How: "constructor", Model: name}
	case s.forms[t]:
		return input{Type: formName(t), How: "form", Form: formName(t) + "." + formMethod(t), Pointer: true, Fails: true}
	case t.Kind == ir.Object && len(t.Positional) == 1:
		return s.literal(t)
	}
	return input{Type: name, How: "same"}
}

// literal takes the one usual argument of an object.
func (s scheme) literal(t *ir.Type) input {
	inner := s.positional(t.Positional[0])
	field := assign(t.Positional[0], inner)
	return input{
		Type: inner.Type, Variadic: inner.Variadic, Fails: inner.Fails,
		How: "literal", Model: typeName(t), Field: &field,
	}
}

// positional takes a field as a usual argument: a map of several values comes
// as Go's own, an object of any members as whatever has such JSON.
func (s scheme) positional(f *ir.Field) input {
	if f.Type.Kind == ir.Named && isMapType(f.Type.Type) && f.Type.Type.Open.Kind == ir.Any {
		return input{Type: "any", How: "object", Model: goType(f.Type), Fails: true}
	}
	if to := opensTo(f.Type); to != nil && listVariant(to) != nil {
		return input{Type: "map[string][]string", How: "constructor", Model: goType(f.Type)}
	}
	return s.input(f.Type, f.Unit)
}

// argument is positional where further arguments follow: a list comes as a
// slice.
func (s scheme) argument(f *ir.Field) input {
	in := s.positional(f)
	if in.Variadic {
		in.Type, in.Variadic = "[]"+in.Type, false
	}
	return in
}

func formName(t *ir.Type) string   { return typeName(t) + "Form" }
func formMethod(t *ir.Type) string { return unexported(t.Name) }
