// Package judge compares what a case expects with what was observed. Both are
// decoded JSON: nil, bool, float64, string, []any and map[string]any.
//
// An expected value is a matcher. A scalar must be equal. An array must have as
// many items, each matching in its place. An object must have the members
// named, each matching; it may have more. An object whose only member starts
// with "$" is a tag instead, listed at Match.
package judge

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Difference is one place where the observed differs from the expected.
type Difference struct {
	// Path leads to the place, such as "$[0].httpRequest.path".
	Path string
	// Want says what was expected there.
	Want string
	// Got is what was there.
	Got string
}

// String renders the difference on one line.
func (d Difference) String() string {
	return fmt.Sprintf("%s: want %s, got %s", d.Path, d.Want, d.Got)
}

// Match returns every difference between a matcher and an observed value,
// members in order of name. The tags are:
//
//	{"$equals": v}     exactly v: no further members
//	{"$regex": s}      a string that the pattern (Go syntax) matches whole
//	{"$prefix": s}     a string that starts so
//	{"$contains": v}   a string with this part, or an array with an item that matches
//	{"$unordered": []} an array whose items match in some order
//	{"$length": n}     an array, object or string (in bytes) of this length
//	{"$not": m}        a value that m does not match
//	{"$present": true} any value but null
//	{"$absent": true}  a member that is not there
func Match(expected, actual any) []Difference {
	return match("$", expected, actual)
}

func match(path string, expected, actual any) []Difference {
	if name, argument, ok := tagOf(expected); ok {
		return matchTag(path, name, argument, actual)
	}
	switch want := expected.(type) {
	case map[string]any:
		return matchObject(path, want, actual)
	case []any:
		return matchArray(path, want, actual)
	default:
		return equal(path, expected, actual)
	}
}

func matchObject(path string, want map[string]any, actual any) []Difference {
	got, ok := actual.(map[string]any)
	if !ok {
		return []Difference{{path, "an object", Show(actual)}}
	}
	var differences []Difference
	for _, name := range slices.Sorted(maps.Keys(want)) {
		member, present := got[name]
		differences = append(differences, matchMember(path+"."+name, want[name], member, present)...)
	}
	return differences
}

func matchMember(path string, want, got any, present bool) []Difference {
	if tag, _, ok := tagOf(want); ok && tag == "$absent" {
		if present {
			return []Difference{{path, "nothing", Show(got)}}
		}
		return nil
	}
	if !present {
		return []Difference{{path, Show(want), "nothing"}}
	}
	return match(path, want, got)
}

func matchArray(path string, want []any, actual any) []Difference {
	got, ok := actual.([]any)
	if !ok {
		return []Difference{{path, "an array", Show(actual)}}
	}
	if len(got) != len(want) {
		return []Difference{{path, fmt.Sprintf("%d items", len(want)), fmt.Sprintf("%d items: %s", len(got), Show(actual))}}
	}
	var differences []Difference
	for i := range want {
		differences = append(differences, match(fmt.Sprintf("%s[%d]", path, i), want[i], got[i])...)
	}
	return differences
}

func equal(path string, want, got any) []Difference {
	if reflect.DeepEqual(want, got) {
		return nil
	}
	return []Difference{{path, Show(want), Show(got)}}
}

// Show renders a JSON value for people, cut to a length that fits a report.
func Show(value any) string {
	const maxShownBytes = 4000
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Sprint(value)
	}
	shown := strings.TrimSuffix(text.String(), "\n")
	if len(shown) > maxShownBytes {
		return strings.ToValidUTF8(shown[:maxShownBytes], "") + "…"
	}
	return shown
}
