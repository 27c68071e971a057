// Package code says expectations as the fluent clients do, in no language yet:
// which function begins a request or a reply and which calls follow, as the
// contract's vocabulary has them. What builders cannot say stays plain JSON,
// which every client takes too. The languages are packages of their own below.
package code

import (
	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Statement is one expectation.
type Statement struct {
	Whole    *jsontree.Value // everything, when only plain JSON says it; else nil
	Request  Part
	Settings []Call // between the request and the verb
	Verb     string // ends it, and takes the replies
	Replies  []Part

	ends []string // the members that would end it; one does
}

// Part is a request, a reply, or something in one of them.
type Part struct {
	Plain   *jsontree.Value // the whole part, when only plain JSON says it; else nil
	Factory Call
	Calls   []Call
}

// Call is a factory or a builder's method, named as in the contract. An
// argument is a string, int, bool, []byte, time.Duration, Number, Data, *Part
// or, behind the others, Options.
type Call struct {
	Verb string
	Args []any
}

// Number is a JSON number as an argument.
type Number string

// Data is JSON as an argument; the shape says what a typed language makes of
// it.
type Data struct {
	jsontree.Value
	Shape vocabulary.Shape
}

// Options are the named arguments of a kind of body.
type Options struct {
	Kind  string
	Named []Option
}

// Option is one of them; its value is as that of another argument.
type Option struct {
	Name  string
	Value any
}

// Statements says expectations, in order.
func Statements(expectations []*model.Expectation) []Statement {
	s := newSpeaker()
	statements := make([]Statement, len(expectations))
	for i, expectation := range expectations {
		statements[i] = s.statement(wire.ExpectationValue(expectation))
	}
	return statements
}

func (s *speaker) statement(v jsontree.Value) Statement {
	said := Statement{Request: Part{Factory: call("request")}}
	sayable := true
	for _, m := range v.Members {
		switch m.Name {
		case "httpRequest":
			said.Request = s.part("HttpRequest", m.Value)
		case "httpResponse":
			said.end(m.Name, s.reply(m.Value))
		case "httpResponses":
			said.end(m.Name, s.replies(m.Value)...)
		default:
			calls, ok := s.setting(m)
			sayable = sayable && ok
			said.Settings = append(said.Settings, calls...)
		}
	}
	if !sayable || len(said.ends) != 1 {
		return Statement{Whole: &v}
	}
	ending, _ := s.member("Expectation", said.ends[0])
	said.Verb = ending.Method
	return said
}

// end adds what the member that ends the statement holds.
func (s *Statement) end(member string, replies ...Part) {
	s.ends, s.Replies = append(s.ends, member), replies
}

func (s *speaker) reply(v jsontree.Value) Part { return s.part("HttpResponse", withStatus(v)) }

func (s *speaker) replies(v jsontree.Value) []Part {
	parts := make([]Part, len(v.Items))
	for i, item := range v.Items {
		parts[i] = s.reply(item)
	}
	return parts
}

// setting is the call for a member of an expectation beside request and reply,
// none for a default.
func (s *speaker) setting(m jsontree.Member) ([]Call, bool) {
	unlimited, _ := m.Value.Get("unlimited")
	if unlimited.Text == "true" || m.Name == "priority" && m.Value.Text == "0" {
		return nil, true
	}
	return s.calls("Expectation", m)
}

// withStatus is a reply with its status, which the function that begins it
// takes.
func withStatus(reply jsontree.Value) jsontree.Value {
	if _, given := reply.Get("statusCode"); given || reply.Kind != jsontree.Object {
		return reply
	}
	status := jsontree.Member{Name: "statusCode", Value: jsontree.Value{Kind: jsontree.Number, Text: "200"}}
	return jsontree.ObjectOf(append([]jsontree.Member{status}, reply.Members...)...)
}

func call(verb string, args ...any) Call { return Call{Verb: verb, Args: args} }

// factories are the names of those that statements use.
func factories(statements []Statement) map[string]bool {
	names := map[string]bool{}
	for i := range statements {
		if s := &statements[i]; s.Whole == nil {
			s.Request.addNames(names)
			for j := range s.Replies {
				s.Replies[j].addNames(names)
			}
		}
	}
	return names
}

func (p *Part) addNames(names map[string]bool) {
	if p.Plain != nil {
		return
	}
	names[p.Factory.Verb] = true
	for _, c := range append([]Call{p.Factory}, p.Calls...) {
		for _, arg := range c.Args {
			if inner, ok := arg.(*Part); ok {
				inner.addNames(names)
			}
		}
	}
}
