package run

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

var reference = regexp.MustCompile(`\$\(([a-zA-Z]+)\)`)

// expand replaces every "$(name)" in the strings of a step.
func expand(step *pb.Step, variables map[string]string) (*pb.Step, error) {
	text, err := protojson.Marshal(step)
	if err != nil {
		return nil, err
	}
	var unknown error
	text = reference.ReplaceAllFunc(text, func(found []byte) []byte {
		name := string(found[2 : len(found)-1])
		value, ok := variables[name]
		if !ok {
			unknown = fmt.Errorf("$(%s) was not saved by an earlier step", name)
		}
		quoted, _ := json.Marshal(value)
		return quoted[1 : len(quoted)-1]
	})
	if unknown != nil {
		return nil, unknown
	}
	expanded := &pb.Step{}
	return expanded, protojson.Unmarshal(text, expanded)
}

// save keeps parts of a value under names.
func save(paths map[string]string, value any, variables map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(paths)) {
		found, err := lookUp(value, paths[name])
		if err != nil {
			return fmt.Errorf("save %s: %w", name, err)
		}
		variables[name] = found
	}
	return nil
}

// lookUp follows a path such as "0.ports.1" to a scalar. Negative indexes count
// from the end.
func lookUp(value any, path string) (string, error) {
	for part := range strings.SplitSeq(path, ".") {
		next, ok := member(value, part)
		if !ok {
			return "", fmt.Errorf("no %q of %s in the result", part, path)
		}
		value = next
	}
	switch scalar := value.(type) {
	case string:
		return scalar, nil
	case float64:
		return strconv.FormatFloat(scalar, 'f', -1, 64), nil
	default:
		return "", fmt.Errorf("%s is neither a string nor a number", path)
	}
}

func member(value any, name string) (any, bool) {
	switch container := value.(type) {
	case map[string]any:
		found, ok := container[name]
		return found, ok
	case []any:
		index, err := strconv.Atoi(name)
		if index < 0 {
			index += len(container)
		}
		if err != nil || index < 0 || index >= len(container) {
			return nil, false
		}
		return container[index], true
	default:
		return nil, false
	}
}
