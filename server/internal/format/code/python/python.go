// Package python writes expectations as a Python script for our client.
package python

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/format/code"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ContentType is that of Python source.
const ContentType = "text/x-python; charset=utf-8"

// Write returns a script that stores expectations in the server at baseURL.
func Write(expectations []*model.Expectation, baseURL string) []byte {
	statements, d := code.Statements(expectations), dialect()
	var out strings.Builder
	fmt.Fprintf(&out, "from mockserver import %s\n\n", d.Imports("MockServerClient", statements))
	fmt.Fprintf(&out, "with MockServerClient(%s) as ms:\n", code.Quote(baseURL))
	if len(statements) == 0 {
		out.WriteString("    pass\n")
	}
	for i := range statements {
		if i > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(d.Statement(&statements[i], "ms", 1))
	}
	return []byte(out.String())
}

func dialect() *code.Dialect {
	return &code.Dialect{
		Literals: code.Literals{
			Indent: "    ", Arrow: ": ", Null: "None", True: "True", False: "False", Quote: code.Quote, EmptyObject: "{}",
		},
		Verb:     name,
		Bytes:    func(content []byte) string { return "b" + code.Escaped(content) },
		Duration: code.Seconds,
		Named:    func(option string) string { return name(option) + "=" },
	}
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
