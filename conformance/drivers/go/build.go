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

// factories are the functions that chains start with.
func factories() map[string]any {
	return map[string]any{
		"request": mock.Request, "get": mock.Get, "post": mock.Post, "put": mock.Put, "patch": mock.Patch,
		"delete": mock.Delete, "head": mock.Head, "options": mock.Options,
		"reply": mock.Reply, "connectionOptions": mock.NewConnectionOptions, "response": mock.Response,
		"token": mock.Token, "certificate": mock.Certificate,
		"exactly": mock.Exactly, "atLeast": mock.AtLeast, "atMost": mock.AtMost, "between": mock.Between,
		"once": mock.Once, "never": mock.Never,
	}
}

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
		make, ok := optionMakers()[name]
		if !ok {
			return nil, fmt.Errorf("no option is called %q", name)
		}
		option, err := make(member)
		if err != nil {
			return nil, err
		}
		if !reflect.TypeOf(option).AssignableTo(wanted) {
			return nil, fmt.Errorf("%s is no option here", name)
		}
		options = append(options, reflect.ValueOf(option))
	}
	return options, nil
}

func optionMakers() map[string]func(value) (any, error) {
	return map[string]func(value) (any, error){
		"matchType":             option(func(s string) any { return mock.JSONBodyMatchType(s) }),
		"parameterStyle":        option(func(s string) any { return mock.ParameterStyle(s) }),
		"matchNumbersAsStrings": option(func(b bool) any { return mock.WithMatchNumbersAsStrings(b) }),
		"subString":             option(func(b bool) any { return mock.WithSubString(b) }),
		"not":                   option(func(b bool) any { return mock.WithNot(b) }),
		"optional":              option(func(b bool) any { return mock.WithOptional(b) }),
		"contentType":           option(func(s string) any { return mock.WithContentType(s) }),
		"parameterStyles":       option(func(m mock.ParameterStyles) any { return m }),
		"namespacePrefixes":     option(func(m mock.NamespacePrefixes) any { return m }),
		"filenames":             option(func(m mock.MultiValueMap) any { return mock.WithFilenames(m) }),
		"partContentTypes":      option(func(m mock.MultiValueMap) any { return mock.WithPartContentTypes(m) }),
		"paramsSchema":          option(func(v any) any { return mock.WithParamsSchema(v) }),
		"variablesSchema":       option(func(v any) any { return mock.WithVariablesSchema(v) }),
		"operationName":         option(func(s string) any { return mock.WithOperationName(s) }),
		"selectionSetMatchType": option(func(s string) any { return mock.GraphqlBodySelectionSetMatchType(s) }),
		"fields":                option(func(s []string) any { return mock.WithFields(s...) }),
		"schema":                option(func(s string) any { return mock.WithSchema(s) }),
		"threshold":             option(func(n float64) any { return mock.WithThreshold(n) }),
		"ignoreCase":            option(func(b bool) any { return mock.WithIgnoreCase(b) }),
	}
}

// option decodes an option's value.
func option[T any](make func(T) any) func(value) (any, error) {
	return func(v value) (any, error) {
		var decoded T
		err := json.Unmarshal(v, &decoded)
		return make(decoded), err
	}
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
	reply, err := form[mock.HTTPResponseForm](m["respond"])
	if err != nil {
		return nil, err
	}
	stored, err := stub.Respond(ctx, reply)
	return []*mock.Expectation{stored}, err
}

// wait is a number of milliseconds, 0 for none.
func wait(v value) (time.Duration, error) {
	ms, err := number(v)
	return time.Duration(ms) * time.Millisecond, err
}
