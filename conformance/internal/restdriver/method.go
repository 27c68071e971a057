package restdriver

import (
	"errors"
	"fmt"
	"maps"
)

// applyAll plays methods of a builder.
func applyAll(built document, calls []any) error {
	for _, call := range calls {
		name, arguments, err := callOf(call)
		if err != nil {
			return err
		}
		if len(arguments) == 0 {
			return fmt.Errorf("%s: no argument", name)
		}
		if err := apply(built, name, arguments); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func apply(built document, method string, arguments []any) error {
	switch method {
	case "header", "query", "pathParameter":
		if len(arguments) == 1 {
			built[method] = arguments[0] // the header that carries a token
			return nil
		}
		return appendValues(built, plural(method), arguments)
	case "cookie", "claim":
		return setEntry(built, method+"s", arguments)
	case "times":
		built["times"] = document{"remainingTimes": arguments[0]}
	case "ttl":
		return setLifetime(built, arguments[0])
	default:
		if kind, ok := bodyKinds()[method]; ok {
			built["body"] = kind.body(arguments)
			return nil
		}
		built[method] = arguments[0]
	}
	return nil
}

func plural(method string) string {
	return map[string]string{
		"header": "headers", "query": "queryStringParameters", "pathParameter": "pathParameters",
	}[method]
}

// appendValues adds values under a name to a multi-value map.
func appendValues(built document, property string, arguments []any) error {
	name, ok := arguments[0].(string)
	if !ok {
		return errors.New("the name is not a string")
	}
	values := memberObject(built, property)
	earlier, _ := values[name].([]any)
	values[name] = append(earlier, arguments[1:]...)
	return nil
}

func setEntry(built document, property string, arguments []any) error {
	name, ok := arguments[0].(string)
	if !ok || len(arguments) != 2 {
		return errors.New("takes a name and a value")
	}
	memberObject(built, property)[name] = arguments[1]
	return nil
}

func memberObject(built document, property string) document {
	object, ok := built[property].(document)
	if !ok {
		object = document{}
		built[property] = object
	}
	return object
}

// bodyKind is a type of body, and the member that its method's argument sets.
type bodyKind struct{ typ, member string }

// bodyKinds are the kinds of body by the methods that set them.
func bodyKinds() map[string]bodyKind {
	return map[string]bodyKind{
		"json": {"JSON", "json"}, "text": {"STRING", "string"}, "regex": {"REGEX", "regex"},
		"binary": {"BINARY", "base64Bytes"}, "form": {"PARAMETERS", "parameters"},
		"jsonSchema": {"JSON_SCHEMA", "jsonSchema"}, "jsonPath": {"JSON_PATH", "jsonPath"},
		"xml": {"XML", "xml"}, "xmlSchema": {"XML_SCHEMA", "xmlSchema"}, "xpath": {"XPATH", "xpath"},
		"multipart": {"MULTIPART", "fields"}, "jsonRpc": {"JSON_RPC", "method"}, "graphql": {"GRAPHQL", "query"},
		"fuzzy": {"FUZZY", "fuzzy"}, "file": {"FILE", "filePath"}, "allOf": {"ALL_OF", "bodyAllOf"},
	}
}

// body is a typed body; the last argument may hold its rarer members.
func (k bodyKind) body(arguments []any) document {
	typed := document{"type": k.typ, k.member: arguments[0]}
	if tagged, ok := argument(arguments, 1).(document); ok {
		options, _ := tagged["$options"].(document)
		maps.Copy(typed, options)
	}
	return typed
}

// setLifetime turns a duration, which resolve made a delay, into a time to
// live.
func setLifetime(built document, duration any) error {
	length, ok := duration.(document)
	if !ok {
		return errors.New("takes a duration")
	}
	built["timeToLive"] = document{"timeUnit": length["timeUnit"], "timeToLive": length["value"]}
	return nil
}
