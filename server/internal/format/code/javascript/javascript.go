// Package javascript writes expectations as a JavaScript module for our client.
package javascript

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/format/code"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ContentType is that of a JavaScript module.
const ContentType = "application/javascript; charset=utf-8"

// Write returns a module that stores expectations in the server at baseURL.
func Write(expectations []*model.Expectation, baseURL string) []byte {
	statements, d := code.Statements(expectations), dialect()
	var out strings.Builder
	fmt.Fprintf(&out, "import { %s } from \"@mockserver/client\";\n\n", d.Imports("MockServerClient", statements))
	fmt.Fprintf(&out, "const client = new MockServerClient({ url: %s });\n", code.Quote(baseURL))
	for i := range statements {
		out.WriteString("\n" + spell(d, &statements[i]))
	}
	return []byte(out.String())
}

func spell(d *code.Dialect, s *code.Statement) string {
	if s.Whole != nil {
		return "await client.upsert(" + d.Of(*s.Whole, 0) + ");\n"
	}
	var out strings.Builder
	out.WriteString("await client\n  .when(\n    " + d.Chain(&s.Request, 2) + ",\n  )\n")
	if len(s.Settings) > 0 {
		out.WriteString("  " + d.Settings(s.Settings, 1) + "\n")
	}
	out.WriteString("  ." + d.Verb(s.Verb) + "(\n    " + d.Chains(s.Replies, 2) + ",\n  );\n")
	return out.String()
}

func dialect() *code.Dialect {
	return &code.Dialect{
		Literals: code.Literals{
			Indent: "  ", Arrow: ": ", Null: "null", True: "true", False: "false", Quote: code.Quote, Key: key, EmptyObject: "{}",
		},
		Verb:     code.Same,
		Factory:  code.Renamed(map[string]string{"delete": "delete_"}, code.Same),
		Nested:   1,
		Bytes:    bytes,
		Duration: func(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) },
		Named:    func(option string) string { return option + ": " },
		Options:  func(named []string) string { return "{ " + strings.Join(named, ", ") + " }" },
	}
}

// key is a name in an object; __proto__ would otherwise set the prototype.
func key(name string) string {
	if name == "__proto__" {
		return `["__proto__"]`
	}
	return code.Quote(name)
}

func bytes(content []byte) string {
	items := make([]string, len(content))
	for i, c := range content {
		items[i] = fmt.Sprint(c)
	}
	return "Uint8Array.of(" + strings.Join(items, ", ") + ")"
}
