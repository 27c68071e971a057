package bruno

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/model"
)

// maxDocBytes is how much of an answer's text stands in a file.
const maxDocBytes = 2000

// script is a request in Bruno's markup.
func script(exchange *example.Exchange, place int) string {
	r := &exchange.Request
	kind := bodyKind(r.Body)
	var out strings.Builder
	block(&out, "meta", "name: "+line(r.Method+" "+r.Path), "type: http", fmt.Sprintf("seq: %d", place))
	block(&out, verb(r.Method), verbLines(r, kind)...)
	block(&out, "params:query", pairs(r.Query)...)
	block(&out, "params:path", pathParameters(r)...)
	block(&out, "headers", pairs(r.OwnHeaders())...)
	if kind != "none" {
		block(&out, "body:"+kind, strings.Split(r.Body.Text, "\n")...)
	}
	block(&out, "docs", docs(exchange)...)
	return out.String()
}

// block writes a named block of lines, unless there are none.
func block(out *strings.Builder, name string, lines ...string) {
	if len(lines) == 0 {
		return
	}
	if out.Len() > 0 {
		out.WriteByte('\n')
	}
	out.WriteString(name + " {\n")
	for _, line := range lines {
		out.WriteString("  " + strings.TrimSuffix(line, "\r") + "\n")
	}
	out.WriteString("}\n")
}

// verb is the block that a method has, or that of any other method.
func verb(method string) string {
	switch method {
	case "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "CONNECT", "TRACE":
		return strings.ToLower(method)
	default:
		return "http"
	}
}

func verbLines(r *example.Request, kind string) []string {
	var lines []string
	if verb(r.Method) == "http" {
		lines = append(lines, "method: "+line(r.Method))
	}
	address := "{{baseUrl}}" + pathWithNames(r.Path)
	if r.RawQuery != "" {
		address += "?" + r.RawQuery
	}
	return append(lines, "url: "+line(address), "body: "+kind, "auth: none")
}

// pathWithNames spells variable segments as Bruno does, :name.
func pathWithNames(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if name, ok := example.Variable(segment); ok {
			segments[i] = ":" + name
		}
	}
	return strings.Join(segments, "/")
}

func pathParameters(r *example.Request) []string {
	var lines []string
	for segment := range strings.SplitSeq(r.Path, "/") {
		if name, ok := example.Variable(segment); ok {
			value, _ := example.Value(r.PathParameters, name)
			lines = append(lines, pair(model.Field{Name: name, Value: value}))
		}
	}
	return lines
}

// bodyKind is the block that a body's text goes into. Bytes that are no text
// have none.
func bodyKind(b *example.Body) string {
	switch {
	case b == nil || !b.IsText:
		return "none"
	case charset.IsJSON(b.MediaType()):
		return "json"
	case charset.IsXML(b.MediaType()):
		return "xml"
	default:
		return "text"
	}
}

func pairs(fields []model.Field) []string {
	lines := make([]string, len(fields))
	for i, field := range fields {
		lines[i] = pair(field)
	}
	return lines
}

// pair is a line of a block; names that the markup would misread are quoted.
func pair(f model.Field) string {
	name := line(f.Name)
	if name == "" || strings.ContainsAny(name, `:"{} `) || strings.HasPrefix(name, "~") {
		name = `"` + strings.ReplaceAll(name, `"`, `\"`) + `"`
	}
	return name + ": " + line(f.Value)
}

// line is text on one line.
func line(text string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(text) }

func docs(exchange *example.Exchange) []string {
	if exchange.Response == nil {
		return nil
	}
	lines := []string{fmt.Sprintf("Expected response: %d", exchange.Response.Status)}
	if body := exchange.Response.Body; body != nil && body.IsText {
		text := body.Text
		if len(text) > maxDocBytes {
			text = strings.ToValidUTF8(text[:maxDocBytes], "") + "…"
		}
		lines = append(lines, "Body: "+line(text))
	}
	return lines
}
