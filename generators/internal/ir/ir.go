// Package ir is what every emitter reads: the control plane as nouns, free of
// OpenAPI and of any language's casing. Package parse builds it, Validate
// checks it, and from then on it is read-only: emitters make views of their
// own and may run in parallel.
package ir

import "slices"

// API is a whole control plane.
type API struct {
	Title   string
	Version string
	Doc     string

	Tags       []*Tag       // in contract order
	Types      []*Type      // sorted by wire name
	Operations []*Operation // sorted by name
}

// Tag is a group of operations.
type Tag struct {
	Name Name
	ID   string // as operations name it
	Doc  string
}

// Kind says what a Type is.
type Kind int

const (
	Object Kind = iota // named fields, perhaps open to others
	Enum               // one of a list of strings
	Union              // one of several types
)

// Type is a named schema.
type Type struct {
	Name     Name   // "http request"
	WireName string // "HttpRequest", as in the contract
	Doc      string
	Kind     Kind
	Origin   string // file of the contract
	Example  string // as indented JSON, or ""

	Fields []*Field // Object: in contract order
	Open   *Ref     // Object: type of the members that are not fields; nil when closed
	Values []string // Enum: as on the wire

	Variants      []Ref  // Union: in contract order
	Discriminator string // Union: the member whose constant tells object variants apart, or ""
	Plain         bool   // Union: bare strings, arrays and objects are legal beside the variants

	StringMatcher bool // a string with "!" and "?" prefixes, or a schema object

	Builder    *Builder   // the root of a fluent builder, or nil
	Factories  []*Factory // ways to make one
	Positional []*Field   // usual arguments, in order
	Verb       Name       // of a union's variant: the builder method that sets it
	Word       Name       // a shorter name for builder methods and options, or nil
	Duration   *Duration  // the two fields that make up a duration, or nil
	Content    bool       // of a union's variant: it can be sent, and is no mere condition
	Action     *Action    // set on the schemas that an expectation does
}

// Field is one member of an object.
type Field struct {
	Name     Name
	WireName string
	Doc      string
	Type     Ref
	Required bool
	ReadOnly bool   // found in what the server returns, never sent
	Const    string // the only legal value, or ""
	Default  string // as JSON, or ""
	Minimum  string // of a number, as JSON; "" for none
	Maximum  string // of a number, as JSON; "" for none
	Append   Name   // builder method that adds one entry to this map or list, or nil
	Word     Name   // a shorter name for builder methods and options, or nil
	Verb     Name   // the verb that sets it and sends the whole, or nil
	Unit     string // "milliseconds" when the number is a duration, else ""
	Content  bool   // it is sent: of a union, only variants that are content make sense
}

// RefKind says what a Ref refers to.
type RefKind int

const (
	Any RefKind = iota
	String
	Integer
	Number
	Boolean
	Bytes // base64 text on the wire
	List
	Map
	Named
)

// Ref is the use of a type.
type Ref struct {
	Kind RefKind
	Bits int   // Integer: 32 or 64
	Elem *Ref  // List, Map: of its elements
	Type *Type // Named
}

// Builder says that fluent code starts here.
type Builder struct{ Name Name }

// Factory is one way to make a builder or a value: a function called Name
// whose arguments fill fields, and whose Set are fixed.
type Factory struct {
	Name Name
	Args []*Argument
	Set  []Fixed // in contract order
}

// Argument is one argument of a factory; it fills every one of Fields.
type Argument struct {
	Name   Name
	Fields []*Field
}

// Fixed is a field that a factory sets itself.
type Fixed struct {
	Field *Field
	Value string // as JSON
}

// Duration names the fields of a duration: an enum of units and a number.
type Duration struct{ Unit, Value *Field }

// Action says which member of an expectation holds the schema, and the fluent
// verb that sets it and talks to the server.
type Action struct {
	Property string
	Verb     Name
}

// Operation is one call of the control plane.
type Operation struct {
	Name    Name
	ID      string // operationId
	Method  string
	Path    string
	Tag     string
	Summary string
	Doc     string

	InPath []*Parameter // texts in the path, in contract order
	Query  []*Parameter // in contract order
	Body   *Ref         // nil without one
	Need   bool         // the body is required
	Status int          // of success
	Result *Ref         // nil when success has no body
	Stream bool         // success answers with any number of results, each when there is one
	Views  []*View      // the operation under narrower names, or none
	Also   []int        // other statuses that answer the result too, ascending
	Fails  []int        // statuses of documented failures, ascending

	Answers []*Answer // every documented status, ascending
}

// Answer says what a status means.
type Answer struct {
	Status int
	Doc    string
}

// Parameter is one parameter of the path or the query.
type Parameter struct {
	Name     Name
	WireName string
	Doc      string
	Type     Ref
}

// View is an operation with some parameters fixed and a definite result.
type View struct {
	Name     Name
	ID       string
	Summary  string
	Query    []Pair       // fixed parameters, in contract order
	Args     []*Parameter // parameters that are its first arguments
	Result   Ref          // a list; nothing of a document
	Document bool         // answers bytes with their content type
}

// Pair is a fixed query parameter.
type Pair struct{ Name, Value string }

// Find returns the type with this wire name, or nil.
func (a *API) Find(wireName string) *Type {
	for _, t := range a.Types {
		if t.WireName == wireName {
			return t
		}
	}
	return nil
}

// Field returns the field with this wire name, or nil.
func (t *Type) Field(wireName string) *Field {
	for _, f := range t.Fields {
		if f.WireName == wireName {
			return f
		}
	}
	return nil
}

// Options are the fields that a caller may set beside the usual arguments.
func (t *Type) Options() []*Field {
	var options []*Field
	for _, f := range t.Fields {
		if f.Const == "" && !f.ReadOnly && !slices.Contains(t.Positional, f) {
			options = append(options, f)
		}
	}
	return options
}

// Options are the parameters that a view leaves to its caller: neither fixed
// nor taken as an argument by any view of the operation.
func (op *Operation) Options() []*Parameter {
	spoken := map[string]bool{}
	for _, v := range op.Views {
		for _, q := range v.Query {
			spoken[q.Name] = true
		}
		for _, a := range v.Args {
			spoken[a.WireName] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(op.Query), func(p *Parameter) bool { return spoken[p.WireName] })
}

// Viewed reports whether a view bears the operation's own name and so stands
// in its place.
func (op *Operation) Viewed() bool {
	return slices.ContainsFunc(op.Views, func(v *View) bool { return v.ID == op.ID })
}

// Parameter returns the query parameter with this wire name, or nil.
func (op *Operation) Parameter(wireName string) *Parameter {
	for _, p := range op.Query {
		if p.WireName == wireName {
			return p
		}
	}
	return nil
}

// Ending is the verb that ends a statement with this field: its own, or that
// of the action it holds; nil without one.
func (f *Field) Ending() Name {
	if f.Verb == nil && f.Type.Kind == Named && f.Type.Type.Action != nil {
		return f.Type.Type.Action.Verb
	}
	return f.Verb
}

// Spoken is the field's name in fluent code: its own short name, the verb it
// ends a statement with, its type's short name, else its name.
func (f *Field) Spoken() Name {
	switch {
	case f.Word != nil:
		return f.Word
	case f.Ending() != nil:
		return f.Ending()
	case f.Type.Kind == Named && f.Type.Type.Word != nil:
		return f.Type.Type.Word
	}
	return f.Name
}

// Simplest is the first variant of a union that cannot hold the union itself,
// so that examples come to an end; the first one if there is none.
func (t *Type) Simplest() Ref {
	for _, v := range t.Variants {
		if !v.holds(t, map[*Type]bool{}) {
			return v
		}
	}
	return t.Variants[0]
}

// holds tells whether a value of r may have a value of type t in it.
func (r Ref) holds(t *Type, seen map[*Type]bool) bool {
	switch {
	case r.Elem != nil:
		return r.Elem.holds(t, seen)
	case r.Type == nil || seen[r.Type]:
		return false
	case r.Type == t:
		return true
	}
	seen[r.Type] = true
	parts := append([]Ref{}, r.Type.Variants...)
	for _, f := range r.Type.Fields {
		parts = append(parts, f.Type)
	}
	if r.Type.Open != nil {
		parts = append(parts, *r.Type.Open)
	}
	return slices.ContainsFunc(parts, func(part Ref) bool { return part.holds(t, seen) })
}

// Kinds are the variants of the field's union that a builder offers.
func (f *Field) Kinds() []Ref {
	if f.Type.Kind != Named {
		return nil
	}
	var kinds []Ref
	for _, v := range f.Type.Type.Variants {
		if !f.Content || v.Kind == Named && v.Type.Content {
			kinds = append(kinds, v)
		}
	}
	return kinds
}
