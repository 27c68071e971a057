package jsonpath

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// function is a call at the end of a path, such as ".length()".
type function struct {
	apply func(jsontree.Value, []jsontree.Value) (jsontree.Value, bool)
	args  []operand
}

func (function) definite(bool) bool { return true }

func (f function) visit(e *evaluation, v jsontree.Value, after []segment) {
	if out, ok := f.on(e.scope, v); ok {
		e.walk(out, after)
	}
}

func (f function) on(s scope, v jsontree.Value) (jsontree.Value, bool) {
	if !s.spend(len(v.Items) + len(v.Members)) {
		return jsontree.Value{}, false
	}
	var args []jsontree.Value
	for _, a := range f.args {
		if r := a.value(s.at(v)); r.ok {
			args = append(args, r.Value)
		}
	}
	return f.apply(v, args)
}

var functions = map[string]func(jsontree.Value, []jsontree.Value) (jsontree.Value, bool){
	"length": lengthOf,
	"size":   lengthOf,
	"keys":   keysOf,
	"concat": concat,
	"min":    aggregate(func(n []float64) float64 { return reduce(n, math.Min) }),
	"max":    aggregate(func(n []float64) float64 { return reduce(n, math.Max) }),
	"sum":    aggregate(sum),
	"avg":    aggregate(mean),
	"stddev": aggregate(deviation),
	"first":  at(0),
	"last":   at(-1),
	"index":  indexOf,
}

func (p *parser) call(name string) segment {
	apply, ok := functions[name]
	if !ok {
		p.fail("function %s() is not known", name)
		return function{}
	}
	f := function{apply: apply}
	p.expect("(")
	for p.err == nil && !p.accept(")") {
		f.args = append(f.args, p.operand())
		p.accept(",")
	}
	return f
}

func lengthOf(v jsontree.Value, _ []jsontree.Value) (jsontree.Value, bool) {
	container := v.Kind == jsontree.Array || v.Kind == jsontree.Object
	return jsontree.IntOf(int64(len(v.Items) + len(v.Members))), container
}

func keysOf(v jsontree.Value, _ []jsontree.Value) (jsontree.Value, bool) {
	out := jsontree.Value{Kind: jsontree.Array}
	for _, m := range v.Members {
		out.Items = append(out.Items, jsontree.StringOf(m.Name))
	}
	return out, v.Kind == jsontree.Object
}

func concat(v jsontree.Value, args []jsontree.Value) (jsontree.Value, bool) {
	var b strings.Builder
	for _, item := range slices.Concat(v.Items, args) {
		if item.Kind == jsontree.String {
			b.WriteString(item.Text)
		}
	}
	return jsontree.StringOf(b.String()), true
}

func at(i int) func(jsontree.Value, []jsontree.Value) (jsontree.Value, bool) {
	return func(v jsontree.Value, _ []jsontree.Value) (jsontree.Value, bool) { return item(v, i) }
}

func indexOf(v jsontree.Value, args []jsontree.Value) (jsontree.Value, bool) {
	if len(args) != 1 {
		return jsontree.Value{}, false
	}
	i, err := strconv.Atoi(args[0].Text)
	if err != nil {
		return jsontree.Value{}, false
	}
	return item(v, i)
}

func item(v jsontree.Value, i int) (jsontree.Value, bool) {
	if i < 0 {
		i += len(v.Items)
	}
	if i < 0 || i >= len(v.Items) {
		return jsontree.Value{}, false
	}
	return v.Items[i], true
}

// aggregate makes a function of the numbers in an array and in the arguments.
// Without any number there is no result.
func aggregate(f func([]float64) float64) func(jsontree.Value, []jsontree.Value) (jsontree.Value, bool) {
	return func(v jsontree.Value, args []jsontree.Value) (jsontree.Value, bool) {
		var numbers []float64
		for _, item := range slices.Concat(v.Items, args) {
			if n, err := strconv.ParseFloat(item.Text, 64); err == nil && item.Kind == jsontree.Number {
				numbers = append(numbers, n)
			}
		}
		if len(numbers) == 0 {
			return jsontree.Value{}, false
		}
		text := strconv.FormatFloat(f(numbers), 'f', -1, 64)
		return jsontree.Value{Kind: jsontree.Number, Text: text}, true
	}
}

func reduce(numbers []float64, f func(a, b float64) float64) float64 {
	out := numbers[0]
	for _, n := range numbers[1:] {
		out = f(out, n)
	}
	return out
}

func sum(numbers []float64) float64 {
	return reduce(numbers, func(a, b float64) float64 { return a + b })
}

func mean(numbers []float64) float64 { return sum(numbers) / float64(len(numbers)) }

// deviation is the standard deviation of a whole population.
func deviation(numbers []float64) float64 {
	m, squares := mean(numbers), 0.0
	for _, n := range numbers {
		squares += (n - m) * (n - m)
	}
	return math.Sqrt(squares / float64(len(numbers)))
}
