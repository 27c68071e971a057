// Package javascript writes expectations as a JavaScript module for our client.
package javascript

import (
	"fmt"
	"maps"
	"slices"
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
	names := []string{"MockServerClient"}
	for name := range maps.Keys(code.Names(statements)) {
		names = append(names, d.Factory(name))
	}
	slices.Sort(names)
	var out strings.Builder
	fmt.Fprintf(&out, "import { %s } from \"@mockserver/client\";\n\n", strings.Join(names, ", "))
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
	out.WriteString("  .respond(\n    " + d.Chain(&s.Reply, 2) + ",\n  );\n")
	return out.String()
}

func dialect() *code.Dialect {
	d := &code.Dialect{
		Literals: code.Literals{
			Indent: "  ", Arrow: ": ", Null: "null", True: "true", False: "false", Quote: code.Quote, Key: key, EmptyObject: "{}",
		},
		Verb:    code.Same,
		Factory: code.Renamed(map[string]string{"delete": "delete_"}, code.Same),
		Nested:  1,
	}
	d.Argument = func(arg any, depth int) string { return argument(d, arg, depth) }
	return d
}

// key is a name in an object; __proto__ would otherwise set the prototype.
func key(name string) string {
	if name == "__proto__" {
		return `["__proto__"]`
	}
	return code.Quote(name)
}

func argument(d *code.Dialect, arg any, depth int) string {
	switch a := arg.(type) {
	case string:
		return code.Quote(a)
	case []byte:
		return bytes(a)
	case time.Duration:
		return fmt.Sprint(a.Milliseconds())
	case code.Data:
		return d.Of(a.Value, depth)
	case *code.Part:
		return d.Inline(a, depth)
	case code.Options:
		return "{ " + a.Spell(code.Same, ": ", func(value any) string { return argument(d, value, depth) }) + " }"
	default:
		return fmt.Sprint(a)
	}
}

func bytes(content []byte) string {
	items := make([]string, len(content))
	for i, c := range content {
		items[i] = fmt.Sprint(c)
	}
	return "Uint8Array.of(" + strings.Join(items, ", ") + ")"
}
