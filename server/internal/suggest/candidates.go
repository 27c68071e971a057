package suggest

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// members maps the properties of an Explanation to members of a matcher; the
// others are called alike.
var members = map[string]string{
	"queryParameters": "queryStringParameters", "keep-alive": "keepAlive", "operation": "operationId",
}

// candidates are the mends of one property, smallest first: what the request
// has in its place, and at last no such member at all.
func (t *trial) candidates(property string) [][]Operation {
	member := property
	if other, ok := members[property]; ok {
		member = other
	}
	if _, ok := t.matcher.Get(member); !ok {
		return t.openAPICandidates()
	}
	var list [][]Operation
	request := t.request.Model()
	replace := func(v jsontree.Value) {
		list = append(list, []Operation{{"replace", t.pointer(member), v}})
	}
	switch member {
	case "method":
		replace(literal(request.Method))
	case "path":
		replace(jsontree.StringOf(t.templateFor(request.Path)))
		replace(literal(request.Path))
	case "protocol":
		replace(jsontree.StringOf(string(request.Protocol)))
	case "secure":
		replace(jsontree.BoolOf(request.Secure))
	case "keepAlive":
		replace(jsontree.BoolOf(request.KeepAlive))
	case "headers":
		list = append(list, t.entries(request.Headers, member))
	case "queryStringParameters":
		list = append(list, t.entries(request.Query, member))
	case "cookies":
		list = append(list, t.entries(request.Cookies, member))
	case "pathParameters":
		list = append(list, t.entries(t.pathParameters(request.Path), member))
	case "jwt":
		list = append(list, t.leaves(member, "claims"))
	case "clientCertificate":
		list = append(list, t.certificate())
	case "body":
		list = append(list, t.bodies()...)
	}
	return append(list, []Operation{{Op: "remove", Path: t.pointer(member)}})
}

// openAPICandidates make an OpenAPI definition mean every operation instead of
// one.
func (t *trial) openAPICandidates() [][]Operation {
	if _, named := t.matcher.Get("operationId"); !named {
		return nil
	}
	return [][]Operation{{{Op: "remove", Path: t.pointer("operationId")}}}
}

// literal is text that no prefix of a string matcher begins.
func literal(text string) jsontree.Value {
	if strings.HasPrefix(text, "!") || strings.HasPrefix(text, "?") {
		return jsontree.StringOf(".*")
	}
	return jsontree.StringOf(text)
}

// entries mends a map entry by entry: each takes the values received, or goes
// when nothing of its name was.
func (t *trial) entries(received []model.Field, at ...string) []Operation {
	var operations []Operation
	given, _ := get(t.matcher, at...)
	for _, entry := range given.Members {
		if entry.Name == "keyMatchStyle" {
			continue
		}
		place := t.pointer(append(at[:len(at):len(at)], entry.Name)...)
		values := valuesOf(received, strings.TrimLeft(entry.Name, "?!"))
		switch {
		case len(values) == 0 || strings.Contains(entry.Name, "!"):
			operations = append(operations, Operation{Op: "remove", Path: place})
		case entry.Value.Kind == jsontree.Array:
			operations = append(operations, Operation{"replace", place, jsontree.ArrayOf(values...)})
		default:
			operations = append(operations, Operation{"replace", place, values[0]})
		}
	}
	return operations
}

func valuesOf(fields []model.Field, name string) []jsontree.Value {
	var values []jsontree.Value
	for _, f := range fields {
		if strings.EqualFold(f.Name, name) {
			values = append(values, literal(f.Value))
		}
	}
	return values
}

// leaves removes all that an object of the matcher asks for, and of its inner
// object each member on its own.
func (t *trial) leaves(member, inner string) []Operation {
	var operations []Operation
	given, _ := t.matcher.Get(member)
	for _, m := range given.Members {
		if m.Name != inner {
			operations = append(operations, Operation{Op: "remove", Path: t.pointer(member, m.Name)})
			continue
		}
		for _, leaf := range m.Value.Members {
			operations = append(operations, Operation{Op: "remove", Path: t.pointer(member, inner, leaf.Name)})
		}
	}
	return operations
}

// certificate asks for what the client's certificate says.
func (t *trial) certificate() []Operation {
	var operations []Operation
	chain := t.request.Model().ClientCertificate
	if len(chain) == 0 {
		return nil
	}
	given, _ := t.matcher.Get("clientCertificate")
	for name, text := range map[string]string{
		"subject": chain[0].Subject, "issuer": chain[0].Issuer, "fingerprintSha256": chain[0].FingerprintSHA256,
	} {
		if _, ok := given.Get(name); ok {
			operations = append(operations, Operation{"replace", t.pointer("clientCertificate", name), literal(text)})
		}
	}
	return operations
}
