// Package ruby writes expectations as a Ruby script for our client.
package ruby

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/format/code"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ContentType is that of Ruby source.
const ContentType = "text/x-ruby; charset=utf-8"

// Write returns a script that stores expectations in the server at baseURL.
func Write(expectations []*model.Expectation, baseURL string) []byte {
	statements, d := code.Statements(expectations), dialect()
	var out strings.Builder
	fmt.Fprintf(&out, "# frozen_string_literal: true\n\nrequire \"mockserver\"\n\nMockServer.attach(%s) do |ms|\n", quote(baseURL))
	for i := range statements {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(spell(d, &statements[i]))
	}
	out.WriteString("end\n")
	return []byte(out.String())
}

func spell(d *code.Dialect, s *code.Statement) string {
	if s.Whole != nil {
		return "  ms.upsert(" + d.Of(*s.Whole, 1) + ")\n"
	}
	return "  ms.when(\n    " + d.Chain(&s.Request, 2) + "\n  )" + d.Settings(s.Settings, 1) +
		".respond(\n    " + d.Chain(&s.Reply, 2) + "\n  )\n"
}

func dialect() *code.Dialect {
	d := &code.Dialect{
		Literals: code.Literals{
			Indent: "  ", Arrow: " => ", Null: "nil", True: "true", False: "false", Quote: quote, EmptyObject: "{}",
		},
		Verb:   code.Snake,
		Nested: 1,
	}
	d.Argument = func(arg any, depth int) string { return argument(d, arg, depth) }
	return d
}

// quote is text in double quotes, where a number sign would begin code.
func quote(text string) string { return strings.ReplaceAll(code.Quote(text), "#", `\#`) }

func argument(d *code.Dialect, arg any, depth int) string {
	switch a := arg.(type) {
	case string:
		return quote(a)
	case []byte:
		return bytes(a)
	case time.Duration:
		return strconv.FormatFloat(a.Seconds(), 'f', -1, 64)
	case code.Data:
		return d.Of(a.Value, depth)
	case *code.Part:
		return d.Inline(a, depth)
	case code.Options:
		return a.Spell(code.Snake, ": ", func(value any) string { return argument(d, value, depth) })
	default:
		return fmt.Sprint(a)
	}
}

func bytes(content []byte) string {
	var out strings.Builder
	for _, c := range content {
		fmt.Fprintf(&out, `\x%02x`, c)
	}
	return `"` + out.String() + `".b`
}
