package json

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// placeholder stands in an expected string for values of a sort.
type placeholder struct {
	kind    holderKind
	pattern *pattern.Pattern // matchesRegex
}

type holderKind uint8

const (
	ignore        holderKind = iota // any value
	ignoreElement                   // any value, or none
	anyString
	anyNumber
	anyBoolean
	anyArray
	matchesRegex
	unsupported // a matcher registered in Java code: matches nothing
)

// holderNames spell the placeholders between "${" or "#{" and "}".
var holderNames = map[string]holderKind{
	"json-unit.ignore":         ignore,
	"json-unit.ignore-element": ignoreElement,
	"json-unit.any-string":     anyString,
	"json-unit.any-number":     anyNumber,
	"json-unit.any-boolean":    anyBoolean,
	"json-unit.any-array":      anyArray,
}

// parsePlaceholder reads text; nil when it is an ordinary string.
func parsePlaceholder(text string, o pattern.Options) (*placeholder, error) {
	if text == model.Redacted {
		return &placeholder{kind: ignore}, nil
	}
	if !strings.HasPrefix(text, "${") && !strings.HasPrefix(text, "#{") {
		return nil, nil
	}
	name, rest, closed := strings.Cut(text[2:], "}")
	if !closed {
		return nil, nil
	}
	if kind, ok := holderNames[name]; ok && rest == "" {
		return &placeholder{kind: kind}, nil
	}
	if name == "json-unit.regex" {
		p, err := pattern.Compile(rest, o)
		return &placeholder{kind: matchesRegex, pattern: p}, err
	}
	if strings.HasPrefix(name, "json-unit.matches:") {
		return &placeholder{kind: unsupported}, nil
	}
	return nil, nil
}

func (p *placeholder) match(actual *jsontree.Value, b *pattern.Budget) bool {
	switch p.kind {
	case ignore, ignoreElement:
		return true
	case anyString:
		return actual.Kind == jsontree.String
	case anyNumber:
		return actual.Kind == jsontree.Number
	case anyBoolean:
		return actual.Kind == jsontree.Bool
	case anyArray:
		return actual.Kind == jsontree.Array
	case matchesRegex:
		return actual.Kind == jsontree.String && p.pattern.Match(actual.Text, b)
	}
	return false
}
