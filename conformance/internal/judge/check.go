package judge

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Check reports every mistake in a matcher: unknown tags, and arguments of the
// wrong type.
func Check(expected any) error {
	return check("$", expected)
}

func check(path string, expected any) error {
	if name, argument, ok := tagOf(expected); ok {
		return checkTag(path, name, argument)
	}
	var problems []error
	switch value := expected.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if strings.HasPrefix(name, "$") {
				problems = append(problems, fmt.Errorf("%s: %s has other members beside it", path, name))
			}
			problems = append(problems, check(path+"."+name, value[name]))
		}
	case []any:
		for i, item := range value {
			problems = append(problems, check(fmt.Sprintf("%s[%d]", path, i), item))
		}
	}
	return errors.Join(problems...)
}

func checkTag(path, name string, argument any) error {
	switch name {
	case "$equals":
		return nil
	case "$contains", "$not":
		return check(path+"."+name, argument)
	case "$unordered":
		if err := need[[]any](path, name, argument); err != nil {
			return err
		}
		return check(path+"."+name, argument)
	case "$length":
		return need[float64](path, name, argument)
	case "$present", "$absent":
		if argument != true {
			return fmt.Errorf("%s: %s takes true", path, name)
		}
		return nil
	case "$prefix":
		return need[string](path, name, argument)
	case "$regex":
		return checkPattern(path, argument)
	default:
		return fmt.Errorf("%s: unknown tag %s", path, name)
	}
}

func checkPattern(path string, argument any) error {
	pattern, ok := argument.(string)
	if !ok {
		return need[string](path, "$regex", argument)
	}
	if _, err := wholePattern(pattern); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func need[T any](path, name string, argument any) error {
	if _, ok := argument.(T); !ok {
		return fmt.Errorf("%s: %s does not take %s", path, name, Show(argument))
	}
	return nil
}
