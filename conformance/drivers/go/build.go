package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
)

// build plays a chain: a factory, then methods on what came before.
func build(chain value) (any, error) {
	calls, err := list(chain)
	if err != nil || len(calls) == 0 {
		return nil, fmt.Errorf("%s is no chain", chain)
	}
	name, arguments, err := call(calls[0])
	if err != nil {
		return nil, err
	}
	factory, ok := factories()[name]
	if !ok {
		return nil, fmt.Errorf("no factory is called %q", name)
	}
	made, err := invoke(name, reflect.ValueOf(factory), arguments)
	if err != nil {
		return nil, err
	}
	return play(made, calls[1:])
}

// play calls methods one on the other's result.
func play(on any, calls []value) (any, error) {
	for _, c := range calls {
		name, arguments, err := call(c)
		if err != nil {
			return nil, err
		}
		name, arguments = named(name, arguments)
		method, ok := methodOf(on, name)
		if !ok {
			return nil, fmt.Errorf("%T has no method %q", on, name)
		}
		if on, err = invoke(name, method, arguments); err != nil {
			return nil, err
		}
	}
	return on, nil
}

// named is a call as this client has it: values that a schema describes have
// methods of their own.
func named(name string, arguments []value) (string, []value) {
	last := len(arguments) - 1
	if last < 0 {
		return name, arguments
	}
	if schema := schemaOf(arguments[last]); schema != nil {
		return name + "MatchingSchema", append(arguments[:last:last], schema)
	}
	return name, arguments
}

// schemaOf is the schema of {"$build": [["schema", …]]}, nil for anything else.
func schemaOf(v value) value {
	if kind, chain := tag(v); kind == "$build" {
		if calls, err := list(chain); err == nil && len(calls) == 1 {
			if factory, arguments, err := call(calls[0]); err == nil && factory == "schema" && len(arguments) == 1 {
				return arguments[0]
			}
		}
	}
	return nil
}

// call takes a call apart.
func call(v value) (string, []value, error) {
	parts, err := list(v)
	if err != nil || len(parts) == 0 {
		return "", nil, fmt.Errorf("%s is no call", v)
	}
	name, err := text(parts[0])
	return name, parts[1:], err
}

// methodOf finds a method by its name in the contract: "pathParameter", "id".
func methodOf(on any, name string) (reflect.Value, bool) {
	v := reflect.ValueOf(on)
	for i := range v.NumMethod() {
		if strings.EqualFold(v.Type().Method(i).Name, name) {
			return v.Method(i), true
		}
	}
	return reflect.Value{}, false
}

// invoke calls a function of one result with arguments in the types it takes.
func invoke(name string, function reflect.Value, arguments []value) (any, error) {
	signature := function.Type()
	least := signature.NumIn()
	if signature.IsVariadic() {
		least--
		arguments = spread(arguments, least, signature.In(least).Elem())
	}
	if signature.NumOut() != 1 || len(arguments) < least || len(arguments) > least && !signature.IsVariadic() {
		return nil, fmt.Errorf("%s: %d arguments for %s", name, len(arguments), signature)
	}
	var in []reflect.Value
	for i, a := range arguments {
		wanted := signature.In(min(i, signature.NumIn()-1))
		if i >= least {
			wanted = wanted.Elem()
		}
		converted, err := argument(a, wanted)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		in = append(in, converted...)
	}
	return function.Call(in)[0].Interface(), nil
}

// spread takes a list of plain values for several arguments, where those are
// what a function takes any number of.
func spread(arguments []value, least int, wanted reflect.Type) []value {
	if len(arguments) != least+1 || wanted.Kind() == reflect.Interface || wanted.Kind() == reflect.Slice {
		return arguments
	}
	if items, err := list(arguments[least]); err == nil {
		return append(arguments[:least:least], items...)
	}
	return arguments
}

// argument is a value in the type that a function takes; $options become as
// many arguments as there are members.
func argument(v value, wanted reflect.Type) ([]reflect.Value, error) {
	name, content := tag(v)
	var converted any
	var err error
	switch name {
	case "$options":
		return optionsOf(content, wanted)
	case "$ms":
		converted, err = duration(content)
	case "$base64":
		converted, err = decoded(content)
	default:
		if wanted.Kind() != reflect.Interface {
			target := reflect.New(wanted)
			return []reflect.Value{target.Elem()}, json.Unmarshal(v, target.Interface())
		}
		converted, err = resolved(v)
	}
	if err == nil && !reflect.TypeOf(converted).AssignableTo(wanted) {
		err = fmt.Errorf("%s is no %s", v, wanted)
	}
	return []reflect.Value{reflect.ValueOf(converted)}, err
}

// optionsOf makes one option per member.
func optionsOf(members value, wanted reflect.Type) ([]reflect.Value, error) {
	var object map[string]value
	if err := json.Unmarshal(members, &object); err != nil {
		return nil, err
	}
	var options []reflect.Value
	for name, member := range object {
		option, err := optionOf(name, member, wanted)
		if err != nil {
			return nil, err
		}
		options = append(options, reflect.ValueOf(option))
	}
	return options, nil
}

// optionOf makes an option by the first maker of its name whose options are
// wanted.
func optionOf(name string, content value, wanted reflect.Type) (any, error) {
	for _, maker := range makers()[name] {
		function := reflect.ValueOf(maker)
		if !function.Type().Out(0).AssignableTo(wanted) {
			continue
		}
		arguments := []value{content}
		if function.Type().IsVariadic() {
			var err error
			if arguments, err = list(content); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
		return invoke(name, function, arguments)
	}
	return nil, fmt.Errorf("%s is no option here", name)
}

// when plays a fluent statement, which ends by storing an expectation.
func (d *driver) when(ctx context.Context, m map[string]value) (any, error) {
	request, err := form[mock.HTTPRequestForm](m["request"])
	if err != nil {
		return nil, err
	}
	calls, err := list(m["calls"])
	if err != nil {
		return nil, err
	}
	played, err := play(d.client.When(request), calls)
	if err != nil {
		return nil, err
	}
	stub, ok := played.(mock.Stub)
	if !ok {
		return nil, errors.New("the calls ended the statement")
	}
	stored, err := respond(ctx, stub, m)
	return []*mock.Expectation{stored}, err
}

// respond ends the statement.
func respond(ctx context.Context, stub mock.Stub, m map[string]value) (*mock.Expectation, error) {
	if m["respondOneOf"] != nil {
		replies, err := forms[mock.HTTPResponseForm](m["respondOneOf"])
		if err != nil {
			return nil, err
		}
		return stub.RespondOneOf(ctx, replies...)
	}
	reply, err := form[mock.HTTPResponseForm](m["respond"])
	if err != nil {
		return nil, err
	}
	return stub.Respond(ctx, reply)
}

// wait is a number of milliseconds, 0 for none.
func wait(v value) (time.Duration, error) {
	ms, err := number(v)
	return time.Duration(ms) * time.Millisecond, err
}
