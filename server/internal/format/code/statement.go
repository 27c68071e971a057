// Package code says expectations as the fluent clients do, in no language yet:
// which factory begins a request or a reply and which calls follow. What
// builders cannot say stays plain JSON, which every client takes too. The
// languages are packages of their own below.
package code

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Statement is one expectation.
type Statement struct {
	Whole    *jsontree.Value // everything, when only plain JSON says it; else nil
	Request  Part
	Settings []Call // between the request and the reply
	Reply    Part
}

// Part is a request or a reply.
type Part struct {
	Plain   *jsontree.Value // the whole part, when only plain JSON says it; else nil
	Factory Call
	Calls   []Call
}

// Call is a factory or a builder's method, named as in the contract. An
// argument is a string, int, bool, []byte, time.Duration, Document, Form or
// Options.
type Call struct {
	Verb string
	Args []any
}

// Document is any JSON value as an argument.
type Document struct{ jsontree.Value }

// Form is an object of lists of strings.
type Form struct{ jsontree.Value }

// Options are named arguments behind the others.
type Options []Option

// Option is one of them; its value is a string or a bool.
type Option struct {
	Name  string
	Value any
}

// Statements says expectations, in order.
func Statements(expectations []*model.Expectation) []Statement {
	statements := make([]Statement, len(expectations))
	for i, expectation := range expectations {
		statements[i] = statement(wire.ExpectationValue(expectation))
	}
	return statements
}

func statement(v jsontree.Value) Statement {
	var s Statement
	s.Request.Factory = call("request")
	for _, m := range v.Members {
		switch m.Name {
		case "httpRequest":
			s.Request = request(m.Value)
		case "httpResponse":
			s.Reply = reply(m.Value)
		default:
			c, sayable := setting(m)
			if !sayable {
				return Statement{Whole: &v}
			}
			s.Settings = append(s.Settings, c...)
		}
	}
	if _, replies := v.Get("httpResponse"); !replies {
		return Statement{Whole: &v}
	}
	return s
}

func call(verb string, args ...any) Call { return Call{Verb: verb, Args: args} }

// setting is the call for a member of an expectation beside request and reply,
// none for a default.
func setting(m jsontree.Member) (calls []Call, sayable bool) {
	switch m.Name {
	case "id", "namespace":
		return []Call{call(m.Name, m.Value.Text)}, true
	case "priority", "percentage":
		n, ok := whole(m.Value)
		if m.Name == "priority" && n == 0 {
			return nil, ok
		}
		return []Call{call(m.Name, n)}, ok
	case "times", "timeToLive":
		return bound(m)
	default:
		return nil, false
	}
}

// bound is the call for times or a time to live, none when unlimited.
func bound(m jsontree.Member) (calls []Call, sayable bool) {
	if unlimited, _ := m.Value.Get("unlimited"); unlimited.Text == "true" {
		return nil, true
	}
	if m.Name == "times" {
		remaining, _ := m.Value.Get("remainingTimes")
		n, ok := whole(remaining)
		return []Call{call("times", n)}, ok
	}
	amount, _ := m.Value.Get("timeToLive")
	life, ok := duration(amount, m.Value)
	return []Call{call("ttl", life)}, ok
}

// Names are the factories that statements begin with.
func Names(statements []Statement) map[string]bool {
	names := map[string]bool{}
	for i := range statements {
		if s := &statements[i]; s.Whole == nil {
			for _, part := range []*Part{&s.Request, &s.Reply} {
				if part.Plain == nil {
					names[part.Factory.Verb] = true
				}
			}
		}
	}
	return names
}
