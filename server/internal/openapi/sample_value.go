package openapi

import (
	"math"
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// formats are the texts that stand for a format.
var formats = map[string]string{
	"email":     "some_email@mockserver.com",
	"uuid":      "3fa85f64-5717-4562-b3fc-2c963f66afa6",
	"date":      "2018-11-13",
	"date-time": "2018-11-13T20:20:39+00:00",
	"time":      "20:20:39+00:00",
	"byte":      "c29tZV9ieXRlX3ZhbHVl",
}

const anyText = "some_string_value"

// maxText bounds the length of a made-up text, in bytes.
const maxText = 10_000

// sampleText is a text of the schema's format, pattern and length.
func sampleText(schema jsontree.Value) string {
	format, _ := schema.Get("format")
	if text, ok := formats[format.Text]; ok {
		return text
	}
	if pattern, ok := schema.Get("pattern"); ok {
		if text, ok := textMatching(pattern.Text); ok {
			return text
		}
	}
	text := anyText
	if least, ok := numberOf(schema, "minLength"); ok && int(least) > len(text) {
		least = min(least, maxText)
		text = strings.Repeat(text, int(least)/len(text)+1)[:int(least)]
	}
	if most, ok := numberOf(schema, "maxLength"); ok && most >= 0 && int(most) < len(text) {
		text = text[:int(most)]
	}
	return text
}

// textMatching writes the simplest text that the pattern accepts; false when
// that cannot be told.
func textMatching(pattern string) (string, bool) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "", false
	}
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	writeMatching(&b, tree)
	return b.String(), b.Len() <= maxText && compiled.MatchString(b.String())
}

func writeMatching(b *strings.Builder, re *syntax.Regexp) {
	if b.Len() > maxText {
		return
	}
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		b.WriteRune(printable(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte('a')
	case syntax.OpCapture, syntax.OpPlus, syntax.OpAlternate:
		writeMatching(b, re.Sub[0])
	case syntax.OpRepeat:
		for range re.Min {
			writeMatching(b, re.Sub[0])
		}
	case syntax.OpConcat:
		for _, part := range re.Sub {
			writeMatching(b, part)
		}
	}
}

// printable is a character of the class, given as ranges: a letter or digit if
// there is one.
func printable(ranges []rune) rune {
	for _, wanted := range [...][2]rune{{'a', 'z'}, {'A', 'Z'}, {'0', '9'}, {' ', '~'}} {
		for i := 0; i+1 < len(ranges); i += 2 {
			if low, high := max(ranges[i], wanted[0]), min(ranges[i+1], wanted[1]); low <= high {
				return low
			}
		}
	}
	if len(ranges) == 0 {
		return 'a'
	}
	return ranges[0]
}

// numberOf is a keyword that is a number.
func numberOf(schema jsontree.Value, name string) (float64, bool) {
	v, _ := schema.Get(name)
	f, err := strconv.ParseFloat(v.Text, 64)
	return f, v.Kind == jsontree.Number && err == nil
}

// bounds are what a number has to lie between; step is the least distance from
// a bound that is exclusive.
func bounds(schema jsontree.Value, step float64) (low, high float64) {
	low, high = math.Inf(-1), math.Inf(1)
	if f, ok := numberOf(schema, "minimum"); ok {
		low = f
		if isTrue(schema, "exclusiveMinimum") {
			low += step
		}
	}
	if f, ok := numberOf(schema, "maximum"); ok {
		high = f
		if isTrue(schema, "exclusiveMaximum") {
			high -= step
		}
	}
	if f, ok := numberOf(schema, "exclusiveMinimum"); ok {
		low = max(low, f+step)
	}
	if f, ok := numberOf(schema, "exclusiveMaximum"); ok {
		high = min(high, f-step)
	}
	return low, high
}

func sampleInteger(schema jsontree.Value) jsontree.Value {
	low, high := bounds(schema, 1)
	value := max(0, math.Ceil(low))
	if value > high {
		value = math.Floor(high)
	}
	if step, ok := numberOf(schema, "multipleOf"); ok && step > 0 {
		value = multiple(value, step, high)
	}
	return jsontree.Value{Kind: jsontree.Number, Text: strconv.FormatFloat(value, 'f', 0, 64)}
}

func sampleNumber(schema jsontree.Value) jsontree.Value {
	format, _ := schema.Get("format")
	value := 1.5
	if format.Text == "float" || format.Text == "double" {
		value = 1.1
	}
	low, high := bounds(schema, math.SmallestNonzeroFloat32)
	if low > value && !math.IsInf(low, 0) {
		value = low
	}
	if high < value && !math.IsInf(high, 0) {
		value = high
	}
	if step, ok := numberOf(schema, "multipleOf"); ok && step > 0 {
		value = multiple(value, step, high)
	}
	return jsontree.Value{Kind: jsontree.Number, Text: strconv.FormatFloat(value, 'f', -1, 64)}
}

// multiple is the nearest multiple of step from value on, or below when that
// is too high.
func multiple(value, step, high float64) float64 {
	up := math.Ceil(value/step) * step
	if up > high {
		return math.Floor(high/step) * step
	}
	return up
}
