package golang

import (
	"sort"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// target is something that options fill in: a model, or the parameters of a
// call.
type target struct {
	Name   string // "Verification", "Clear": of the interface, without "Option"
	Struct string // what is filled in
	Doc    string
	Slots  []slot
	Maker  *maker // of a variant; nil when nothing makes it from arguments

	HasQuery, HasBody bool // of a call
}

// Collector is the function that collects options.
func (t target) Collector() string { return "new" + strings.ToUpper(t.Struct[:1]) + t.Struct[1:] }

// IsCall tells whether the options are those of a call, not of a model.
func (t target) IsCall() bool { return t.HasQuery || t.HasBody }

// slot is one thing that an option sets.
type slot struct {
	Spoken ir.Name
	Doc    string
	Input  input
	Assign assignment
	Kind   string   // "field", "list", "query", "body"
	Type   *ir.Type // of the value, when it is named
	Query  string   // Kind "query": the Go type of the parameter
}

// maker makes a variant from its usual arguments and options.
type maker struct {
	Func, Target string
	Params       []param
	Fixed        []assignment
}

// optionTargets lists what takes options: variants with usual arguments,
// bodies that are only ever sent, and calls with query parameters.
func (s scheme) optionTargets(api *ir.API) []target {
	var targets []target
	for _, t := range api.Types {
		for _, v := range t.Variants {
			if hasOptions(v) {
				targets = append(targets, s.variantTarget(v.Type))
			}
		}
	}
	for _, op := range api.Operations {
		switch {
		case takesModelOptions(op):
			body := s.modelTarget(op.Body.Type)
			body.Slots = without(body.Slots, required(op.Body.Type))
			targets = append(targets, body)
		case takesCallOptions(op):
			targets = append(targets, s.callTarget(op))
		}
	}
	sort.SliceStable(targets, func(i, j int) bool { return targets[i].Name < targets[j].Name })
	return targets
}

// takesModelOptions tells whether options make up the body: an object that is
// sent and never answered, unless its arguments are usual ones only.
func takesModelOptions(op *ir.Operation) bool {
	return op.Need && op.Body.Kind == ir.Named && op.Body.Type.Kind == ir.Object && op.Body.Type.Builder == nil &&
		!answersItsBody(op) && !takesArguments(op) && !takesCallOptions(op)
}

func answersItsBody(op *ir.Operation) bool { return op.Result != nil && *op.Body == *op.Result }

// takesArguments tells whether the body's usual arguments are all it has.
func takesArguments(op *ir.Operation) bool {
	if !op.Need || op.Body.Kind != ir.Named || op.Body.Type.Kind != ir.Object {
		return false
	}
	return len(op.Body.Type.Positional) == len(op.Body.Type.Fields)
}

// needsBody tells whether a call with options takes its body beside them.
func needsBody(op *ir.Operation) bool { return op.Need && op.Body.Kind == ir.Named }

// takesCallOptions tells whether options make up the query and an optional
// body.
func takesCallOptions(op *ir.Operation) bool {
	return len(op.Query) > 0 || op.Body != nil && !op.Need
}

func (s scheme) variantTarget(t *ir.Type) target {
	tg := s.modelTarget(t)
	m := &maker{Func: "make" + typeName(t), Target: typeName(t)}
	for _, f := range t.Positional {
		name := positionalName(t, f)
		m.Params = append(m.Params, param{name, s.argument(f).Type})
		m.Fixed = append(m.Fixed, assign(f, s.argument(f).from(name, "err")))
	}
	tg.Maker = m
	tg.Slots = without(tg.Slots, t.Positional)
	return tg
}

func without(slots []slot, fields []*ir.Field) []slot {
	var rest []slot
	for _, sl := range slots {
		positional := false
		for _, f := range fields {
			positional = positional || exported(f.Name) == sl.Assign.Name
		}
		if !positional {
			rest = append(rest, sl)
		}
	}
	return rest
}

func (s scheme) modelTarget(t *ir.Type) target {
	tg := target{Name: typeName(t), Struct: typeName(t), Doc: comment(typeName(t)+"Option", "sets a field of", article(typeName(t))+".")}
	for _, f := range t.Fields {
		if f.ReadOnly || f.Const != "" {
			continue
		}
		in := s.input(f.Type, f.Unit)
		sl := slot{Spoken: f.Spoken(), Doc: fieldDoc(f), Input: in, Kind: "field", Assign: assign(f, in.from("o.value", "&err"))}
		switch {
		case f.Type.Kind == ir.Named:
			sl.Type = f.Type.Type
		case f.Type.Kind == ir.List && f.Type.Elem.Kind == ir.Named:
			sl.Kind, sl.Type = "list", f.Type.Elem.Type
		}
		tg.Slots = append(tg.Slots, sl)
	}
	return tg
}

func (s scheme) callTarget(op *ir.Operation) target {
	name := exported(op.Name)
	tg := target{
		Name: name, Struct: unexported(op.Name) + "Call",
		Doc:      comment(name+"Option narrows what", name, "does."),
		HasQuery: len(op.Query) > 0, HasBody: op.Body != nil && !op.Need,
	}
	for _, p := range op.Options() {
		sl := slot{Spoken: p.Name, Doc: p.Doc, Kind: "query", Input: input{Type: goType(p.Type), How: "same"}, Query: goType(p.Type)}
		if p.Type.Kind == ir.Named {
			sl.Type = p.Type.Type
		}
		sl.Assign = assignment{Name: exported(p.Name), Pointer: true, Value: sl.Input.from("o.value", "&err")}
		tg.Slots = append(tg.Slots, sl)
	}
	if tg.HasBody {
		tg.Slots = append(tg.Slots, s.bodySlots(*op.Body)...)
	}
	return tg
}

// bodySlots are the ways to give an optional body: one per variant when it is
// a union.
func (s scheme) bodySlots(r ir.Ref) []slot {
	if r.Kind != ir.Named {
		return nil
	}
	if r.Type.Kind == ir.Union {
		var slots []slot
		for _, v := range r.Type.Variants {
			slots = append(slots, s.bodySlots(v)...)
		}
		return slots
	}
	in := s.input(r, "")
	name := r.Type.Name
	if r.Type.Builder != nil {
		name = r.Type.Builder.Name
	}
	return []slot{{Spoken: name, Doc: r.Type.Doc, Kind: "body", Input: in, Type: r.Type, Assign: assignment{Value: in.from("o.value", "&err")}}}
}
