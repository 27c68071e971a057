package wire

import (
	"strings"
	"unicode"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

var parameterStyles = enumShape{
	"SIMPLE", "SIMPLE_EXPLODED", "LABEL", "LABEL_EXPLODED", "MATRIX", "MATRIX_EXPLODED", "FORM_EXPLODED", "FORM",
	"SPACE_DELIMITED_EXPLODED", "SPACE_DELIMITED", "PIPE_DELIMITED_EXPLODED", "PIPE_DELIMITED", "DEEP_OBJECT",
}

// stringMatcherShape is a string, or an object when prefixes do not do.
var stringMatcherShape = oneOfShape{
	stringShape,
	&objectShape{fields: map[string]shape{
		"not":            booleanShape,
		"optional":       booleanShape,
		"value":          stringShape,
		"schema":         anyOfTypes{"object", "boolean"},
		"parameterStyle": parameterStyles,
	}},
}

// multiShape is the shape of headers, query, path and form parameters, called
// "header" or "parameter" in messages; isKey says which names keys can have.
func multiShape(noun string, isKey func(string) bool) shape {
	values := &arrayShape{items: stringMatcherShape, sealed: true}
	list := &arrayShape{sealed: true, hint: formatHint(noun, `{"name": ["value", "!not this", "^some +regex$", {"schema": {"type": "number"}}]}`), items: &objectShape{fields: map[string]shape{
		"name":   stringMatcherShape,
		"values": values,
	}}}
	return oneOfShape{list, &objectShape{
		fields: map[string]shape{keyMatchStyle: enumShape{"MATCHING_KEY", "SUB_SET"}},
		names:  isKey,
		others: oneOfShape{stringShape, values, &objectShape{fields: map[string]shape{
			"parameterStyle": parameterStyles,
			"values":         values,
		}}},
	}}
}

// formatHint is the line for an object that holds something it may not.
func formatHint(noun, example string) string {
	return "invalid " + noun + " format, the following are valid examples: \n     " + example
}

// cookiesShape is the shape of cookies.
var cookiesShape = oneOfShape{
	&arrayShape{sealed: true, hint: formatHint("cookie", `{"name": "value", "other": "!not this"}`), items: &objectShape{fields: map[string]shape{
		"name":  stringMatcherShape,
		"value": stringMatcherShape,
	}}},
	&objectShape{names: isBareName, others: stringMatcherShape},
}

var (
	headersShape        = multiShape("header", isMultiKey)
	parametersShape     = multiShape("parameter", isMultiKey)
	formParametersShape = multiShape("parameter", isFormKey)
)

// isBareName reports whether name may be the key of an object of names.
func isBareName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, unicode.IsSpace)
}

// bodyShape accepts every value that can be a body. What is wrong inside a
// typed body is found when it is read.
type bodyShape struct{}

func (bodyShape) check(c *checker, at *place, v jsontree.Value) {
	switch v.Kind {
	case jsontree.String, jsontree.Array, jsontree.Object:
	default:
		c.failf(at, "should match one of its valid types: string, array, object or typed body, but %s found", typeName(v))
	}
}
