package code

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// Dialect is how a language spells statements. Chains of calls break before
// each call, or behind the dot where Trailing says so.
type Dialect struct {
	Literals
	Verb     func(string) string // a method's name
	Factory  func(string) string // nil means Verb
	Trailing bool
	Nested   int // levels that a chain is indented below its beginning

	// Argument spells one argument; without it arguments are JSON as Literals
	// spells it, and the next three spell what JSON has not.
	Argument func(arg any, depth int) string
	Bytes    func([]byte) string
	Duration func(time.Duration) string
	Options  func(named []string) string // joins what Named spelled
	Named    func(name string) string    // what stands in front of an option's value
}

// Chain spells a part that begins on a line of the given depth, or its plain
// form.
func (d *Dialect) Chain(part *Part, depth int) string {
	if part.Plain != nil {
		return d.argument(Data{*part.Plain, vocabulary.Object}, depth)
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

// Chains spells parts on lines of the given depth, with commas between.
func (d *Dialect) Chains(parts []Part, depth int) string {
	spelled := make([]string, len(parts))
	for i := range parts {
		spelled[i] = d.Chain(&parts[i], depth)
	}
	return strings.Join(spelled, ",\n"+strings.Repeat(d.Indent, depth))
}

// Inline spells a part on one line, as an argument.
func (d *Dialect) Inline(part *Part, depth int) string {
	if part.Plain != nil {
		return d.Chain(part, depth)
	}
	return d.beginning(part, depth) + d.Settings(part.Calls, depth)
}

func (d *Dialect) beginning(part *Part, depth int) string {
	return d.spell(d.function(part.Factory.Verb), part.Factory.Args, depth)
}

func (d *Dialect) function(factory string) string {
	if d.Factory != nil {
		return d.Factory(factory)
	}
	return d.Verb(factory)
}

// Imports are the client's class and the functions that statements use, sorted.
func (d *Dialect) Imports(client string, statements []Statement) string {
	names := []string{client}
	for factory := range factories(statements) {
		names = append(names, d.function(factory))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
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
		spelled[i] = d.argument(arg, depth)
	}
	return name + "(" + strings.Join(spelled, ", ") + ")"
}

func (d *Dialect) argument(arg any, depth int) string {
	if d.Argument != nil {
		return d.Argument(arg, depth)
	}
	switch a := arg.(type) {
	case string:
		return d.Quote(a)
	case bool:
		return d.Of(jsontree.BoolOf(a), depth)
	case []byte:
		return d.Bytes(a)
	case time.Duration:
		return d.Duration(a)
	case Data:
		return d.Of(a.Value, depth)
	case *Part:
		return d.Inline(a, depth)
	case Options:
		return d.options(&a, depth)
	default:
		return fmt.Sprint(a)
	}
}

func (d *Dialect) options(given *Options, depth int) string {
	named := make([]string, len(given.Named))
	for i, option := range given.Named {
		named[i] = d.Named(option.Name) + d.argument(option.Value, depth)
	}
	if d.Options == nil {
		return strings.Join(named, ", ")
	}
	return d.Options(named)
}

// Statement spells what a client is called for, on a line of the given depth.
func (d *Dialect) Statement(s *Statement, client string, depth int) string {
	indent, inner := strings.Repeat(d.Indent, depth), strings.Repeat(d.Indent, depth+1)
	if s.Whole != nil {
		return indent + client + ".upsert(" + d.Of(*s.Whole, depth) + ")\n"
	}
	return indent + client + ".when(\n" + inner + d.Chain(&s.Request, depth+1) + "\n" + indent + ")" + d.Settings(s.Settings, depth) +
		"." + d.Verb(s.Verb) + "(\n" + inner + d.Chains(s.Replies, depth+1) + "\n" + indent + ")\n"
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

// Seconds is a duration as a number of seconds.
func Seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) }

// Escaped is bytes as escapes between double quotes.
func Escaped(content []byte) string {
	var out strings.Builder
	for _, c := range content {
		fmt.Fprintf(&out, `\x%02x`, c)
	}
	return `"` + out.String() + `"`
}

// Same leaves a name as it is.
func Same(name string) string { return name }
