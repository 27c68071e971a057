// Package python writes expectations as a Python script for our client.
package python

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/format/code"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ContentType is that of Python source.
const ContentType = "text/x-python; charset=utf-8"

// Write returns a script that stores expectations in the server at baseURL.
func Write(expectations []*model.Expectation, baseURL string) []byte {
	statements, d := code.Statements(expectations), dialect()
	names := []string{"MockServerClient"}
	for name := range maps.Keys(code.Names(statements)) {
		names = append(names, d.Verb(name))
	}
	slices.Sort(names)
	var out strings.Builder
	fmt.Fprintf(&out, "from mockserver import %s\n\n", strings.Join(names, ", "))
	fmt.Fprintf(&out, "with MockServerClient(%s) as ms:\n", code.Quote(baseURL))
	if len(statements) == 0 {
		out.WriteString("    pass\n")
	}
	for i := range statements {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(spell(d, &statements[i]))
	}
	return []byte(out.String())
}

func spell(d *code.Dialect, s *code.Statement) string {
	if s.Whole != nil {
		return "    ms.upsert(" + d.Of(*s.Whole, 1) + ")\n"
	}
	return "    ms.when(\n        " + d.Chain(&s.Request, 2) + "\n    )" + d.Settings(s.Settings, 1) +
		".respond(\n        " + d.Chain(&s.Reply, 2) + "\n    )\n"
}

func dialect() *code.Dialect {
	d := &code.Dialect{
		Literals: code.Literals{
			Indent: "    ", Arrow: ": ", Null: "None", True: "True", False: "False", Quote: code.Quote, EmptyObject: "{}",
		},
		Verb: name,
	}
	d.Argument = func(arg any, depth int) string { return argument(d, arg, depth) }
	return d
}

// keywords are those of Python's that the contract has names like.
var keywords = []string{"and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
	"finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
	"while", "with", "yield"}

// name is a name of the contract as the client spells it.
func name(of string) string {
	snake := code.Snake(of)
	if slices.Contains(keywords, snake) {
		return snake + "_"
	}
	return snake
}

func argument(d *code.Dialect, arg any, depth int) string {
	switch a := arg.(type) {
	case string:
		return code.Quote(a)
	case bool:
		return map[bool]string{true: "True", false: "False"}[a]
	case []byte:
		return bytes(a)
	case time.Duration:
		return strconv.FormatFloat(a.Seconds(), 'f', -1, 64)
	case code.Data:
		return d.Of(a.Value, depth)
	case *code.Part:
		return d.Inline(a, depth)
	case code.Options:
		return a.Spell(name, "=", func(value any) string { return argument(d, value, depth) })
	default:
		return fmt.Sprint(a)
	}
}

func bytes(content []byte) string {
	var out strings.Builder
	for _, c := range content {
		fmt.Fprintf(&out, `\x%02x`, c)
	}
	return `b"` + out.String() + `"`
}
