package graphql

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// maxTokens bounds the queries parsed.
const maxTokens = 50_000

// operation is what the AST modes compare of a query.
type operation struct {
	kind   string // query, mutation or subscription
	name   string
	fields map[string]bool // at the top level: without alias, fragments expanded
}

// parse reads the operation called name, or the first; false when query is no
// GraphQL.
func parse(query, name string) (*operation, bool) {
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, maxTokens)
	if err != nil || len(document.Operations) == 0 {
		return nil, false
	}
	definition := document.Operations[0]
	if named := document.Operations.ForName(name); name != "" && named != nil {
		definition = named
	}
	op := &operation{kind: string(definition.Operation), name: definition.Name, fields: map[string]bool{}}
	op.collect(definition.SelectionSet, document.Fragments, map[string]bool{})
	return op, true
}

// parseEmpty reads a normalised query whose selection is empty, like "query{}".
// The language has none such, but in an expectation it stands for every
// operation of its kind.
func parseEmpty(normalised string) (*operation, bool) {
	head, empty := strings.CutSuffix(normalised, "{}")
	if !empty || strings.Contains(head, "{") {
		return nil, false
	}
	op, ok := parse(head+"{__typename}", "")
	if ok {
		clear(op.fields)
	}
	return op, ok
}

// collect adds the fields of a selection, with those of its fragments.
func (o *operation) collect(set ast.SelectionSet, fragments ast.FragmentDefinitionList, seen map[string]bool) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			o.fields[s.Name] = true
		case *ast.InlineFragment:
			o.collect(s.SelectionSet, fragments, seen)
		case *ast.FragmentSpread:
			fragment := fragments.ForName(s.Name)
			if fragment != nil && !seen[s.Name] {
				seen[s.Name] = true
				o.collect(fragment.SelectionSet, fragments, seen)
			}
		}
	}
}

// covers reports whether every field of wanted is among those of o.
func (o *operation) covers(wanted map[string]bool) bool {
	for field := range wanted {
		if !o.fields[field] {
			return false
		}
	}
	return true
}
