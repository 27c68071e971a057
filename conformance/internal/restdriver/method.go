package restdriver

import (
	"errors"
	"fmt"
	"maps"

	"github.com/mockserver/mockserver/conformance/internal/gen/vocabulary"
)

// chain is a document that calls put together, as those of a client's builder
// would. The contract's vocabulary says what a call means.
type chain struct {
	model vocabulary.Model
	built document
}

// begin makes what a factory makes.
func begin(factory string, arguments []any) (*chain, error) {
	for _, model := range vocabulary.Models() {
		for _, f := range model.Factories {
			if f.Name == factory {
				return &chain{model, created(f, arguments)}, nil
			}
		}
	}
	return nil, fmt.Errorf("unknown factory %q", factory)
}

func created(f vocabulary.Factory, arguments []any) document {
	built := document{}
	maps.Copy(built, f.Set)
	for i, value := range arguments[:min(len(arguments), len(f.Args))] {
		for _, member := range f.Args[i] {
			built[member] = value
		}
	}
	return built
}

// playAll plays calls one after the other.
func (c *chain) playAll(calls []any) error {
	for _, call := range calls {
		name, arguments, err := callOf(call)
		if err != nil {
			return err
		}
		if len(arguments) == 0 {
			return fmt.Errorf("%s: no argument", name)
		}
		if err := c.play(name, arguments); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (c *chain) play(method string, arguments []any) error {
	for _, m := range c.model.Members {
		switch method {
		case m.Method:
			return set(c.built, m, arguments[0])
		case m.Adds:
			return add(c.built, m, arguments)
		}
	}
	return c.setBody(method, arguments)
}

// set gives a member what its method takes.
func set(built document, m vocabulary.Member, value any) error {
	object, isObject := value.(document)
	switch {
	case m.Shape != vocabulary.Duration:
		if m.Usual != nil && !isObject {
			value = document{m.Usual.Name: value}
		}
	case !isObject:
		return errors.New("takes a duration")
	default:
		value = document{m.Unit: object["timeUnit"], m.Amount: object["value"]}
	}
	built[m.Name] = value
	return nil
}

// add adds an entry to a member that holds entries by name.
func add(built document, m vocabulary.Member, arguments []any) error {
	name, ok := arguments[0].(string)
	entries := memberObject(built, m.Name)
	switch {
	case !ok:
		return errors.New("the name is not a string")
	case m.Shape == vocabulary.MultiMap:
		earlier, _ := entries[name].([]any)
		entries[name] = append(earlier, arguments[1:]...)
	case len(arguments) != 2:
		return errors.New("takes a name and a value")
	default:
		entries[name] = arguments[1]
	}
	return nil
}

func memberObject(built document, member string) document {
	object, ok := built[member].(document)
	if !ok {
		object = document{}
		built[member] = object
	}
	return object
}

// setBody plays a method that is named as a kind of body.
func (c *chain) setBody(method string, arguments []any) error {
	for _, m := range c.model.Members {
		if m.Shape != vocabulary.Body {
			continue
		}
		for _, kind := range vocabulary.Kinds() {
			if kind.Method == method {
				c.built[m.Name] = bodyOf(kind, arguments)
				return nil
			}
		}
	}
	return fmt.Errorf("%s has no such method", c.model.Name)
}

// bodyOf is a typed body; the last argument may hold its rarer members.
func bodyOf(kind vocabulary.Kind, arguments []any) document {
	typed := document{"type": kind.Name, kind.Usual.Name: arguments[0]}
	if tagged, ok := argument(arguments, 1).(document); ok {
		options, _ := tagged["$options"].(document)
		maps.Copy(typed, options)
	}
	return typed
}
