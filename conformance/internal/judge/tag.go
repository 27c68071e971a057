package judge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// tagOf takes a tag apart: an object with one member, named with a "$".
func tagOf(value any) (name string, argument any, ok bool) {
	object, isObject := value.(map[string]any)
	if !isObject || len(object) != 1 {
		return "", nil, false
	}
	for name, argument = range object {
		ok = strings.HasPrefix(name, "$")
	}
	return name, argument, ok
}

func matchTag(path, name string, argument, actual any) []Difference {
	switch name {
	case "$equals":
		return equal(path, argument, actual)
	case "$contains":
		return contains(path, argument, actual)
	case "$unordered":
		return unordered(path, argument, actual)
	case "$length":
		return expect(lengthOf(actual) == argument, path, fmt.Sprintf("length %v", argument), actual)
	case "$not":
		return expect(len(match(path, argument, actual)) > 0, path, "anything but "+Show(argument), actual)
	case "$present":
		return expect(actual != nil, path, "a value", actual)
	case "$absent":
		return expect(actual == nil, path, "nothing", actual)
	default:
		return matchText(path, name, argument, actual)
	}
}

// matchText holds the tags for strings.
func matchText(path, name string, argument, actual any) []Difference {
	pattern, _ := argument.(string)
	text, isText := actual.(string)
	switch name {
	case "$prefix":
		return expect(isText && strings.HasPrefix(text, pattern), path, "a string starting "+Show(pattern), actual)
	case "$regex":
		whole, err := wholePattern(pattern)
		if err != nil {
			return []Difference{{path, "a valid pattern", err.Error()}}
		}
		return expect(isText && whole.MatchString(text), path, "a string matching "+Show(pattern), actual)
	default:
		return []Difference{{path, "a known tag", name}}
	}
}

func wholePattern(pattern string) (*regexp.Regexp, error) {
	return regexp.Compile(`(?s)\A(?:` + pattern + `)\z`)
}

func expect(ok bool, path, want string, actual any) []Difference {
	if ok {
		return nil
	}
	return []Difference{{path, want, Show(actual)}}
}

func contains(path string, argument, actual any) []Difference {
	if items, isArray := actual.([]any); isArray {
		found := slices.ContainsFunc(items, func(item any) bool { return len(match(path, argument, item)) == 0 })
		return expect(found, path, "an item matching "+Show(argument), actual)
	}
	part, _ := argument.(string)
	text, isText := actual.(string)
	return expect(isText && strings.Contains(text, part), path, "a string containing "+Show(argument), actual)
}

// unordered gives each expected item the first observed one that is free and
// matches it.
func unordered(path string, argument, actual any) []Difference {
	want, _ := argument.([]any)
	got, isArray := actual.([]any)
	if !isArray || len(got) != len(want) {
		return []Difference{{path, fmt.Sprintf("an array of %d items", len(want)), Show(actual)}}
	}
	free := slices.Clone(got)
	for _, item := range want {
		at := slices.IndexFunc(free, func(candidate any) bool { return len(match(path, item, candidate)) == 0 })
		if at < 0 {
			return []Difference{{path, "an item matching " + Show(item), Show(actual)}}
		}
		free = slices.Delete(free, at, at+1)
	}
	return nil
}

// lengthOf is a float64, as numbers in decoded JSON are.
func lengthOf(value any) any {
	switch v := value.(type) {
	case []any:
		return float64(len(v))
	case map[string]any:
		return float64(len(v))
	case string:
		return float64(len(v))
	default:
		return nil
	}
}
