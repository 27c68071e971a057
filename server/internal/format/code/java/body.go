package java

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// classes are those of bodies that hold one text, under the member named.
var classes = map[string]struct{ class, member string }{
	"REGEX":       {"RegexBody", "regex"},
	"JSON_SCHEMA": {"JsonSchemaBody", "jsonSchema"},
	"JSON_PATH":   {"JsonPathBody", "jsonPath"},
	"XML":         {"XmlBody", "xml"},
	"XML_SCHEMA":  {"XmlSchemaBody", "xmlSchema"},
	"XPATH":       {"XPathBody", "xpath"},
	"STRING":      {"StringBody", "string"},
}

// body is the call that sets a body, as matcher or as content.
func body(v jsontree.Value) (string, bool) {
	code, sayable := newBody(v)
	return ".withBody(" + code + ")", sayable
}

func newBody(v jsontree.Value) (string, bool) {
	kind, typed := v.Get("type")
	switch {
	case v.Kind == jsontree.String:
		return quote(v.Text), true
	case v.Kind == jsontree.Array, v.Kind == jsontree.Object && !typed:
		return newJSON(v, "", false)
	case kind.Text == "JSON":
		return typedJSON(v)
	case kind.Text == "PARAMETERS":
		parameters, _ := v.Get("parameters")
		list, sayable := entries(parameters, "Parameter")
		return "params(" + itemIndent + strings.Join(list, ","+itemIndent) + callIndent + ")", sayable && only(v, "type", "parameters")
	case kind.Text == "BINARY":
		content, _ := v.Get("base64Bytes")
		return "binary(Base64.getDecoder().decode(" + quote(content.Text) + "))", only(v, "type", "base64Bytes")
	default:
		return textBody(kind.Text, v)
	}
}

func textBody(kind string, v jsontree.Value) (string, bool) {
	known := classes[kind]
	content, given := v.Get(known.member)
	text := content.Text
	if content.Kind == jsontree.Object || content.Kind == jsontree.Array {
		text = string(content.AppendPretty(nil))
	}
	return "new " + known.class + "(" + quote(text) + ")", given && only(v, "type", known.member, "rawBytes")
}

func typedJSON(v jsontree.Value) (string, bool) {
	document, _ := v.Get("json")
	matchType, _ := v.Get("matchType")
	return newJSON(document, matchType.Text, !only(v, "type", "json", "matchType"))
}

func newJSON(document jsontree.Value, matchType string, more bool) (string, bool) {
	if more || document.Kind != jsontree.Object && document.Kind != jsontree.Array {
		return "", false
	}
	text := quote(string(document.AppendPretty(nil)))
	if matchType == "" {
		return "json(" + text + ")", true
	}
	return "json(" + text + ", MatchType." + matchType + ")", true
}

// only reports whether v has no members but those named.
func only(v jsontree.Value, names ...string) bool {
	for _, m := range v.Members {
		known := false
		for _, name := range names {
			known = known || m.Name == name
		}
		if !known {
			return false
		}
	}
	return true
}
