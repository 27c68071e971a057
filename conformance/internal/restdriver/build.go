package restdriver

import (
	"fmt"

	"google.golang.org/protobuf/types/known/structpb"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// resolveOptional resolves the tagged values in plain data; nil stays nil.
func resolveOptional(value *structpb.Value) (any, error) {
	if value == nil {
		return nil, nil
	}
	return resolve(value.AsInterface())
}

func resolveAll(values []*structpb.Value) ([]any, error) {
	resolved := make([]any, len(values))
	for i, value := range values {
		var err error
		if resolved[i], err = resolve(value.AsInterface()); err != nil {
			return nil, err
		}
	}
	return resolved, nil
}

func resolve(value any) (any, error) {
	switch value := value.(type) {
	case map[string]any:
		return resolveObject(value)
	case []any:
		return resolveItems(value)
	default:
		return value, nil
	}
}

func resolveObject(object map[string]any) (any, error) {
	if chain, ok := object["$build"]; ok {
		return build(chain)
	}
	if length, ok := object["$ms"]; ok {
		return document{"timeUnit": "MILLISECONDS", "value": length}, nil
	}
	if encoded, ok := object["$base64"]; ok {
		return encoded, nil
	}
	resolved := document{}
	for name, member := range object {
		var err error
		if resolved[name], err = resolve(member); err != nil {
			return nil, err
		}
	}
	return resolved, nil
}

func resolveItems(items []any) ([]any, error) {
	resolved := make([]any, len(items))
	for i, item := range items {
		var err error
		if resolved[i], err = resolve(item); err != nil {
			return nil, err
		}
	}
	return resolved, nil
}

// statement is the expectation that a fluent statement stands for.
func statement(when *pb.When) (document, error) {
	begun, err := begin("when", nil)
	if err != nil {
		return nil, err
	}
	err = setResolved(begun.built, map[string]*structpb.Value{
		"httpRequest": when.GetRequest(), "httpResponse": when.GetRespond(),
	})
	if err != nil {
		return nil, err
	}
	if replies := when.GetRespondOneOf(); len(replies) > 0 {
		if begun.built["httpResponses"], err = resolveAll(replies); err != nil {
			return nil, err
		}
	}
	return begun.built, begun.playAll(when.GetCalls().AsSlice())
}

// build plays a chain: a factory, then methods on what it made.
func build(value any) (document, error) {
	calls, _ := value.([]any)
	if len(calls) == 0 {
		return nil, fmt.Errorf("%v is not a chain", value)
	}
	name, arguments, err := callOf(calls[0])
	if err != nil {
		return nil, err
	}
	if name == "schema" {
		return document{"schema": argument(arguments, 0)}, nil
	}
	begun, err := begin(name, arguments)
	if err != nil {
		return nil, err
	}
	return begun.built, begun.playAll(calls[1:])
}

// callOf takes a call apart and resolves its arguments.
func callOf(call any) (string, []any, error) {
	parts, _ := call.([]any)
	if len(parts) == 0 {
		return "", nil, fmt.Errorf("%v is not a call", call)
	}
	name, _ := parts[0].(string)
	arguments, err := resolveItems(parts[1:])
	return name, arguments, err
}

func argument(arguments []any, index int) any {
	if index < len(arguments) {
		return arguments[index]
	}
	return nil
}
