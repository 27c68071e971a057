package code

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
)

// Dialect is how a language spells statements. Chains of calls break before
// each call, or behind the dot where Trailing says so.
type Dialect struct {
	Literals
	Verb     func(string) string             // a method's name
	Factory  func(string) string             // nil means Verb
	Argument func(arg any, depth int) string // one argument
	Trailing bool
	Nested   int // levels that a chain is indented below its beginning
}

// Chain spells a part that begins on a line of the given depth, or its plain
// form.
func (d *Dialect) Chain(part *Part, depth int) string {
	if part.Plain != nil {
		return d.Argument(Data{*part.Plain, vocabulary.Object}, depth)
	}
	var out strings.Builder
	out.WriteString(d.beginning(part, depth))
	for _, c := range part.Calls {
		line := "\n" + strings.Repeat(d.Indent, depth+d.Nested)
		if d.Trailing {
			out.WriteString("." + line)
		} else {
			out.WriteString(line + ".")
		}
		out.WriteString(d.spell(d.Verb(c.Verb), c.Args, depth+d.Nested))
	}
	return out.String()
}

// Inline spells a part on one line, as an argument.
func (d *Dialect) Inline(part *Part, depth int) string {
	if part.Plain != nil {
		return d.Chain(part, depth)
	}
	return d.beginning(part, depth) + d.Settings(part.Calls, depth)
}

func (d *Dialect) beginning(part *Part, depth int) string {
	factory := d.Factory
	if factory == nil {
		factory = d.Verb
	}
	return d.spell(factory(part.Factory.Verb), part.Factory.Args, depth)
}

// Settings spells calls in a row, such as those between request and reply.
func (d *Dialect) Settings(calls []Call, depth int) string {
	var out strings.Builder
	for _, c := range calls {
		out.WriteString("." + d.spell(d.Verb(c.Verb), c.Args, depth))
	}
	return out.String()
}

func (d *Dialect) spell(name string, args []any, depth int) string {
	spelled := make([]string, len(args))
	for i, arg := range args {
		spelled[i] = d.Argument(arg, depth)
	}
	return name + "(" + strings.Join(spelled, ", ") + ")"
}

// Snake is a name of the contract with words joined by underscores.
func Snake(name string) string {
	var out strings.Builder
	for _, c := range name {
		if unicode.IsUpper(c) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(c))
	}
	return out.String()
}

// Renamed is a function that gives names another spelling where one is listed.
func Renamed(names map[string]string, otherwise func(string) string) func(string) string {
	return func(name string) string { return cmp.Or(names[name], otherwise(name)) }
}

// Spell spells options as pairs of a name and a value.
func (o *Options) Spell(name func(string) string, arrow string, value func(any) string) string {
	pairs := make([]string, len(o.Named))
	for i, option := range o.Named {
		pairs[i] = name(option.Name) + arrow + value(option.Value)
	}
	return strings.Join(pairs, ", ")
}

// Same leaves a name as it is.
func Same(name string) string { return name }
