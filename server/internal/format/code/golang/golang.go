// Package golang writes expectations as a Go program for our client.
package golang

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/format/code"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ContentType is that of Go source.
const ContentType = "text/x-go; charset=utf-8"

// Write returns a program that stores expectations in the server at baseURL.
func Write(expectations []*model.Expectation, baseURL string) []byte {
	if len(expectations) == 0 {
		return []byte("package main\n\nfunc main() {}\n")
	}
	var body strings.Builder
	for _, statement := range code.Statements(expectations) {
		writeStatement(&body, &statement)
	}
	var out strings.Builder
	out.WriteString("package main\n\nimport (\n")
	for _, name := range imports(body.String()) {
		out.WriteString("\t" + strconv.Quote(name) + "\n")
	}
	out.WriteString("\n\tmock \"github.com/mockserver/mockserver/clients/go\"\n)\n\nfunc main() {\n")
	fmt.Fprintf(&out, "\tms, err := mock.New(%s)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n", strconv.Quote(baseURL))
	out.WriteString("\t_, err = ms.Upsert(context.Background(),\n" + body.String() + "\t)\n")
	out.WriteString("\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\n")
	return []byte(out.String())
}

func imports(body string) []string {
	names := []string{"context", "log"}
	if strings.Contains(body, "*time.") {
		names = append(names, "time")
	}
	sort.Strings(names)
	return names
}

func writeStatement(out *strings.Builder, s *code.Statement) {
	if s.Whole != nil {
		out.WriteString("\t\t" + argument(code.Document{Value: *s.Whole}, 2) + ",\n")
		return
	}
	d := dialect()
	out.WriteString("\t\tmock.When(\n\t\t\t" + d.Chain(&s.Request, 3) + ",\n\t\t)")
	out.WriteString(d.Settings(s.Settings, 2))
	out.WriteString(".Respond(\n\t\t\t" + d.Chain(&s.Reply, 3) + ",\n\t\t),\n")
}

func dialect() *code.Dialect {
	verb := code.Renamed(map[string]string{"id": "ID", "ttl": "TTL", "json": "JSON"}, exported)
	return &code.Dialect{
		Literals: code.Literals{Indent: "\t"},
		Verb:     verb,
		Factory:  func(name string) string { return "mock." + exported(name) },
		Argument: argument,
		Trailing: true,
		Nested:   1,
	}
}

func exported(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

func argument(arg any, _ int) string {
	switch a := arg.(type) {
	case string:
		return strconv.Quote(a)
	case []byte:
		return fmt.Sprintf("[]byte(%q)", a)
	case time.Duration:
		return duration(a)
	case code.Document:
		return "mock.Raw(" + raw(string(a.AppendCompact(nil))) + ")"
	case code.Form:
		return form(a)
	case code.Options:
		return options(a)
	default:
		return fmt.Sprint(a)
	}
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

func form(f code.Form) string {
	fields := make([]string, len(f.Members))
	for i, m := range f.Members {
		values := make([]string, len(m.Value.Items))
		for j, value := range m.Value.Items {
			values[j] = strconv.Quote(value.Text)
		}
		fields[i] = strconv.Quote(m.Name) + ": {" + strings.Join(values, ", ") + "}"
	}
	return "map[string][]string{" + strings.Join(fields, ", ") + "}"
}

func options(list code.Options) string {
	spelled := make([]string, len(list))
	for i, option := range list {
		if option.Name == "matchType" { // an enumeration, whose values are options
			spelled[i] = fmt.Sprintf("mock.JSONBodyMatchType(%q)", option.Value)
			continue
		}
		spelled[i] = fmt.Sprintf("mock.With%s(%#v)", exported(option.Name), option.Value)
	}
	return strings.Join(spelled, ", ")
}
