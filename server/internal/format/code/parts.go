package code

import (
	"slices"

	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// unmatched are members of recorded requests that the contract leaves out.
var unmatched = []string{"clientCertificateChain"}

// speaker finds the calls for JSON in the contract's vocabulary.
type speaker struct {
	models map[string]vocabulary.Model
	kinds  map[string]vocabulary.Kind
}

func newSpeaker() *speaker {
	s := &speaker{map[string]vocabulary.Model{}, map[string]vocabulary.Kind{}}
	for _, model := range vocabulary.Models() {
		s.models[model.Name] = model
	}
	for _, kind := range vocabulary.Kinds() {
		s.kinds[kind.Name] = kind
	}
	return s
}

// part says an object of a model, or leaves it plain.
func (s *speaker) part(model string, v jsontree.Value) Part {
	factory, begun := s.begin(model, v)
	if factory.Verb == "" {
		return Part{Plain: &v}
	}
	part := Part{Factory: factory}
	for _, m := range v.Members {
		if begun[m.Name] || slices.Contains(unmatched, m.Name) {
			continue
		}
		calls, sayable := s.calls(model, m)
		if !sayable {
			return Part{Plain: &v}
		}
		part.Calls = append(part.Calls, calls...)
	}
	return part
}

// begin is the factory that says most of v, with the members that it says.
func (s *speaker) begin(model string, v jsontree.Value) (best Call, said map[string]bool) {
	for _, f := range s.models[model].Factories {
		if c, members := s.factory(model, f, v); c.Verb != "" && (best.Verb == "" || len(members) > len(said)) {
			best, said = c, members
		}
	}
	return best, said
}

// factory is the call of f, none where it would say other than v does.
func (s *speaker) factory(model string, f vocabulary.Factory, v jsontree.Value) (Call, map[string]bool) {
	members := map[string]bool{}
	for name, fixed := range f.Set {
		if given, ok := v.Get(name); !ok || given.Text != fixed {
			return Call{}, nil
		}
		members[name] = true
	}
	c := call(f.Name)
	for _, names := range f.Args {
		given, ok := v.Get(names[0])
		if !ok {
			return Call{}, nil
		}
		member, _ := s.member(model, names[0])
		arg, sayable := s.argument(&member, given)
		if !sayable {
			return Call{}, nil
		}
		members[names[0]] = true
		c.Args = append(c.Args, arg)
	}
	return c, members
}

func (s *speaker) member(model, name string) (vocabulary.Member, bool) {
	members := s.models[model].Members
	i := slices.IndexFunc(members, func(m vocabulary.Member) bool { return m.Name == name })
	if i < 0 {
		return vocabulary.Member{}, false
	}
	return members[i], true
}

// calls say one member of a model.
func (s *speaker) calls(model string, m jsontree.Member) ([]Call, bool) {
	member, known := s.member(model, m.Name)
	switch {
	case !known:
		return nil, false
	case member.ReadOnly:
		return nil, true
	case member.Shape == vocabulary.Body:
		return []Call{s.body(&member, m.Value)}, true
	case member.Adds != "":
		return entries(&member, m.Value)
	}
	arg, sayable := s.argument(&member, m.Value)
	return []Call{call(member.Method, arg)}, sayable
}

// entries are the calls that add the entries of a map, one by one.
func entries(member *vocabulary.Member, v jsontree.Value) ([]Call, bool) {
	if v.Kind != jsontree.Object {
		return nil, false
	}
	var calls []Call
	for _, entry := range v.Members {
		values := []jsontree.Value{entry.Value}
		if member.Shape == vocabulary.MultiMap {
			values = entry.Value.Items
		}
		if len(values) == 0 || !areTexts(values) {
			return nil, false
		}
		c := call(member.Adds, entry.Name)
		for _, value := range values {
			c.Args = append(c.Args, value.Text)
		}
		calls = append(calls, c)
	}
	return calls, true
}

func areTexts(values []jsontree.Value) bool {
	return !slices.ContainsFunc(values, func(v jsontree.Value) bool { return v.Kind != jsontree.String })
}

// body is the call for a body: of its kind, or where that cannot say it, of
// the method that takes any.
func (s *speaker) body(member *vocabulary.Member, v jsontree.Value) Call {
	kind, typed := v.Get("type")
	switch {
	case v.Kind == jsontree.String:
		return call(s.kinds["STRING"].Method, v.Text)
	case v.Kind == jsontree.Array, v.Kind == jsontree.Object && !typed:
		return call(s.kinds["JSON"].Method, Data{v, vocabulary.Any})
	}
	if c, sayable := s.typedBody(s.kinds[kind.Text], v); sayable && (s.kinds[kind.Text].Content || !member.Sent) {
		return c
	}
	return call(member.Method, Data{v, vocabulary.Body})
}

func (s *speaker) typedBody(kind vocabulary.Kind, v jsontree.Value) (Call, bool) {
	content, given := v.Get(kind.Usual.Name)
	arg, sayable := s.argument(&kind.Usual, content)
	options := Options{Kind: kind.Name}
	for _, m := range v.Members {
		if m.Name == "type" || m.Name == "rawBytes" || m.Name == kind.Usual.Name {
			continue
		}
		i := slices.IndexFunc(kind.Options, func(o vocabulary.Member) bool { return o.Name == m.Name })
		if i < 0 {
			return Call{}, false
		}
		value, ok := s.argument(&kind.Options[i], m.Value)
		sayable = sayable && ok
		options.Named = append(options.Named, Option{kind.Options[i].Method, value})
	}
	c := call(kind.Method, arg)
	if options.Named != nil {
		c.Args = append(c.Args, options)
	}
	return c, given && sayable
}
