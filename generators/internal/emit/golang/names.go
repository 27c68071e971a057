package golang

import (
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// initialisms are written in capitals. The list is oapi-codegen's with what
// models.yaml.tmpl adds to it, so that both generators give one field one name.
var initialisms = set(
	"acl", "api", "ascii", "cpu", "css", "dns", "eof", "guid", "html", "http", "https", "id", "ip", "json",
	"qps", "ram", "rpc", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp", "ui", "gid", "uid", "uuid",
	"uri", "url", "utf8", "vm", "xml", "xmpp", "xsrf", "xss", "sip", "rtp", "amqp", "db", "ts",
	"jwt",
)

// reserved words, predeclared names and names that the templates use cannot, or
// should not, name a parameter.
var reserved = set(
	"break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go",
	"goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type",
	"var", "any", "bool", "byte", "error", "int", "string", "len", "new", "nil", "true", "false", "json", "time",
	"b", "body", "c", "call", "ctx", "err", "options", "send",
)

func set(words ...string) map[string]bool {
	s := map[string]bool{}
	for _, w := range words {
		s[w] = true
	}
	return s
}

// exported is the name in capitals and small letters: "HTTPRequest".
func exported(n ir.Name) string {
	var b strings.Builder
	for _, w := range n {
		switch {
		case initialisms[w]:
			b.WriteString(strings.ToUpper(w))
		case w == "ids": // told to oapi-codegen in models.yaml.tmpl
			b.WriteString("IDs")
		default:
			b.WriteString(ir.Name{w}.Pascal())
		}
	}
	return b.String()
}

// unexported is the name starting small: "httpRequest".
func unexported(n ir.Name) string {
	if len(n) == 0 {
		return ""
	}
	return n[0] + exported(n[1:])
}

// parameter is the name of a function's parameter.
func parameter(n ir.Name) string {
	name := unexported(n)
	if reserved[name] {
		return "value"
	}
	return name
}

func typeName(t *ir.Type) string { return exported(t.Name) }

// constant is the name of one value of an enumeration, without its type's.
func constant(value string) string { return exported(ir.Words(value)) }
