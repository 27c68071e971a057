// Package ruby writes expectations as a Ruby script for our client.
package ruby

import (
	"fmt"
	"strings"

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
		out.WriteString(d.Statement(&statements[i], "ms", 1))
	}
	out.WriteString("end\n")
	return []byte(out.String())
}

func dialect() *code.Dialect {
	return &code.Dialect{
		Literals: code.Literals{
			Indent: "  ", Arrow: " => ", Null: "nil", True: "true", False: "false", Quote: quote, EmptyObject: "{}",
		},
		Verb:     code.Snake,
		Nested:   1,
		Bytes:    func(content []byte) string { return code.Escaped(content) + ".b" },
		Duration: code.Seconds,
		Named:    func(option string) string { return code.Snake(option) + ": " },
	}
}

// quote is text in double quotes, where a number sign would begin code.
func quote(text string) string { return strings.ReplaceAll(code.Quote(text), "#", `\#`) }
