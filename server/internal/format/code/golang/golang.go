// Package golang writes expectations as a Go program for our client.
package golang

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/format/code"
	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ContentType is that of Go source.
const ContentType = "text/x-go; charset=utf-8"

// Write returns a program that stores expectations in the server at baseURL.
func Write(expectations []*model.Expectation, baseURL string) []byte {
	if len(expectations) == 0 {
		return []byte("package main\n\nfunc main() {}\n")
	}
	p := program{imports: map[string]bool{"context": true, "log": true}}
	for _, statement := range code.Statements(expectations) {
		p.write(&statement)
	}
	var out strings.Builder
	out.WriteString("package main\n\nimport (\n")
	for _, name := range slices.Sorted(maps.Keys(p.imports)) {
		out.WriteString("\t" + strconv.Quote(name) + "\n")
	}
	out.WriteString("\n\tmock \"github.com/mockserver/mockserver/clients/go\"\n)\n\nfunc main() {\n")
	fmt.Fprintf(&out, "\tms, err := mock.New(%s)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n", strconv.Quote(baseURL))
	out.WriteString("\t_, err = ms.Upsert(context.Background(),\n" + p.body.String() + "\t)\n")
	out.WriteString("\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\n")
	return []byte(out.String())
}

// program is what is written so far, and what it imports.
type program struct {
	body    strings.Builder
	imports map[string]bool
}

func (p *program) write(s *code.Statement) {
	d := p.dialect()
	if s.Whole != nil {
		p.body.WriteString("\t\t" + d.Argument(code.Data{Value: *s.Whole, Shape: vocabulary.Object}, 2) + ",\n")
		return
	}
	p.body.WriteString("\t\tmock.When(\n\t\t\t" + d.Chain(&s.Request, 3) + ",\n\t\t)")
	p.body.WriteString(d.Settings(s.Settings, 2))
	p.body.WriteString("." + d.Verb(s.Verb) + "(\n\t\t\t" + d.Chains(s.Replies, 3) + ",\n\t\t),\n")
}

func (p *program) dialect() *code.Dialect {
	d := &code.Dialect{
		Literals: code.Literals{Indent: "\t"},
		Verb:     func(name string) string { return methods[name] },
		Factory:  func(name string) string { return "mock." + functions[name] },
		Trailing: true,
		Nested:   1,
	}
	d.Argument = func(arg any, depth int) string { return p.argument(d, arg, depth) }
	return d
}

func (p *program) argument(d *code.Dialect, arg any, depth int) string {
	switch a := arg.(type) {
	case string:
		return strconv.Quote(a)
	case []byte:
		return fmt.Sprintf("[]byte(%q)", a)
	case time.Duration:
		p.imports["time"] = true
		return duration(a)
	case *code.Part:
		return d.Inline(a, depth)
	case code.Data:
		return p.data(a)
	case code.Options:
		return p.options(d, &a, depth)
	default:
		return fmt.Sprint(a)
	}
}

// data is JSON in the type that a usual argument has.
func (p *program) data(of code.Data) string {
	switch of.Shape {
	case vocabulary.MultiMap:
		return multiMap(of.Value)
	case vocabulary.Body:
		return p.anyBody(of.Value)
	case vocabulary.Bodies:
		bodies := make([]string, len(of.Items))
		for i, item := range of.Items {
			bodies[i] = p.anyBody(item)
		}
		return "[]mock.Body{" + strings.Join(bodies, ", ") + "}"
	}
	return "mock.Raw(" + raw(string(of.AppendCompact(nil))) + ")"
}

func (p *program) anyBody(v jsontree.Value) string {
	p.imports["encoding/json"] = true
	return "mock.NewBody(json.RawMessage(" + raw(string(v.AppendCompact(nil))) + "))"
}

// options are calls of functions, or literals of types, that make options.
func (p *program) options(d *code.Dialect, given *code.Options, depth int) string {
	spelled := make([]string, len(given.Named))
	for i, option := range given.Named {
		maker := "mock." + options[given.Kind][option.Name]
		data, isData := option.Value.(code.Data)
		switch {
		case isData && data.Shape == vocabulary.TextMap:
			spelled[i] = maker + "{" + textEntries(data.Value) + "}"
		case isData && data.Shape == vocabulary.Texts:
			spelled[i] = maker + "(" + texts(data.Items) + ")"
		case isData && data.Shape == vocabulary.MultiMap:
			spelled[i] = maker + "(mock.NewMultiValueMap(" + multiMap(data.Value) + "))"
		default:
			spelled[i] = maker + "(" + p.argument(d, option.Value, depth) + ")"
		}
	}
	return strings.Join(spelled, ", ")
}

// raw is text between back quotes where those can hold it.
func raw(text string) string {
	if strconv.CanBackquote(text) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}

func duration(d time.Duration) string {
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{time.Hour, "Hour"}, {time.Minute, "Minute"}, {time.Second, "Second"}} {
		if d%unit.size == 0 {
			return fmt.Sprintf("%d*time.%s", d/unit.size, unit.name)
		}
	}
	return fmt.Sprintf("%d*time.Millisecond", d.Milliseconds())
}

func multiMap(v jsontree.Value) string {
	entries := make([]string, len(v.Members))
	for i, m := range v.Members {
		entries[i] = strconv.Quote(m.Name) + ": {" + texts(m.Value.Items) + "}"
	}
	return "map[string][]string{" + strings.Join(entries, ", ") + "}"
}

func textEntries(v jsontree.Value) string {
	entries := make([]string, len(v.Members))
	for i, m := range v.Members {
		entries[i] = strconv.Quote(m.Name) + ": " + strconv.Quote(m.Value.Text)
	}
	return strings.Join(entries, ", ")
}

func texts(items []jsontree.Value) string {
	quoted := make([]string, len(items))
	for i, item := range items {
		quoted[i] = strconv.Quote(item.Text)
	}
	return strings.Join(quoted, ", ")
}
