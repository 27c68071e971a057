package java

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

const (
	callIndent = "\n                "
	itemIndent = "\n                        "
)

func requestCode(v jsontree.Value) (string, bool) {
	var out strings.Builder
	out.WriteString("request()")
	for _, m := range v.Members {
		call, sayable := requestCall(m)
		if !sayable {
			return "", false
		}
		if call != "" {
			out.WriteString(callIndent + call)
		}
	}
	return out.String(), true
}

func requestCall(m jsontree.Member) (string, bool) {
	switch m.Name {
	case "localAddress", "remoteAddress", "clientCertificateChain": // of a recorded request; nothing is matched on them
		return "", true
	case "method", "path":
		value, sayable := nottable(m.Value)
		return ".with" + capital(m.Name) + "(" + value + ")", sayable
	case "keepAlive", "secure":
		return ".with" + capital(m.Name) + "(" + m.Value.Text + ")", true
	case "protocol":
		return ".withProtocol(Protocol." + m.Value.Text + ")", true
	case "pathParameters", "queryStringParameters", "headers", "cookies":
		return collection(m)
	case "body":
		return body(m.Value)
	default:
		return "", false
	}
}

func replyCode(v jsontree.Value) (string, bool) {
	var out strings.Builder
	out.WriteString("response()")
	for _, m := range v.Members {
		call, sayable := replyCall(m)
		if !sayable {
			return "", false
		}
		out.WriteString(callIndent + call)
	}
	return out.String(), true
}

func replyCall(m jsontree.Member) (string, bool) {
	switch m.Name {
	case "statusCode":
		return ".withStatusCode(" + m.Value.Text + ")", true
	case "reasonPhrase":
		return ".withReasonPhrase(" + quote(m.Value.Text) + ")", true
	case "headers", "cookies":
		return collection(m)
	case "body":
		return body(m.Value)
	case "delay":
		return ".withDelay(" + delay(m.Value) + ")", true
	case "connectionOptions":
		return connection(m.Value), true
	default:
		return "", false
	}
}

// items are the classes that hold one name of a collection.
var items = map[string]string{
	"headers": "Header", "cookies": "Cookie", "queryStringParameters": "Parameter", "pathParameters": "Parameter",
}

// collection is the call that sets headers, parameters or cookies.
func collection(m jsontree.Member) (string, bool) {
	list, sayable := entries(m.Value, items[m.Name])
	return ".with" + capital(m.Name) + "(" + itemIndent + strings.Join(list, ","+itemIndent) + callIndent + ")", sayable
}

func entries(v jsontree.Value, class string) ([]string, bool) {
	if v.Kind != jsontree.Object {
		return nil, false
	}
	list := make([]string, len(v.Members))
	for i, m := range v.Members {
		values := m.Value.Items
		if class == "Cookie" {
			values = []jsontree.Value{m.Value}
		}
		entry, sayable := newEntry(class, m.Name, values)
		if !sayable {
			return nil, false
		}
		list[i] = entry
	}
	return list, true
}

// newEntry is a name with its values: all of them plain strings, or none.
func newEntry(class, name string, values []jsontree.Value) (string, bool) {
	args := []string{name}
	plain := !prefixed(name)
	for _, value := range values {
		if value.Kind != jsontree.String {
			return "", false
		}
		args = append(args, value.Text)
		plain = plain && !prefixed(value.Text)
	}
	for i, arg := range args {
		if plain {
			args[i] = quote(arg)
			continue
		}
		args[i] = wrapped(arg)
	}
	return "new " + class + "(" + strings.Join(args, ", ") + ")", len(values) > 0
}

func prefixed(text string) bool { return strings.HasPrefix(text, "!") || strings.HasPrefix(text, "?") }

// wrapped is a string with its prefixes as the client spells them.
func wrapped(text string) string {
	rest, optional := strings.CutPrefix(text, "?")
	value, not := strings.CutPrefix(rest, "!")
	switch {
	case optional && not:
		return "optional(" + quote(value) + ", true)"
	case optional:
		return "optional(" + quote(value) + ")"
	case not:
		return "not(" + quote(value) + ")"
	default:
		return "string(" + quote(text) + ")"
	}
}

func nottable(v jsontree.Value) (string, bool) {
	if v.Kind != jsontree.String {
		return "", false
	}
	if prefixed(v.Text) {
		return wrapped(v.Text), true
	}
	return quote(v.Text), true
}

func capital(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

func delay(v jsontree.Value) string {
	unit, _ := v.Get("timeUnit")
	amount, _ := v.Get("value")
	return "new Delay(TimeUnit." + unit.Text + ", " + amount.Text + ")"
}

func connection(v jsontree.Value) string {
	var out strings.Builder
	out.WriteString(".withConnectionOptions(" + itemIndent + "connectionOptions()")
	for _, m := range v.Members {
		value := m.Value.Text
		if m.Value.Kind == jsontree.Object {
			value = delay(m.Value)
		}
		out.WriteString(itemIndent + "        .with" + capital(m.Name) + "(" + value + ")")
	}
	out.WriteString(callIndent + ")")
	return out.String()
}
