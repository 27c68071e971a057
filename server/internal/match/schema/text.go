package schema

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// valueOf reads raw text as a JSON value: what it spells, else a string. Where
// a string is asked for, only what spells a string is not taken as it is.
func valueOf(text string, wantString bool) jsontree.Value {
	v, err := jsontree.Parse([]byte(text))
	if err != nil || wantString && v.Kind != jsontree.String {
		return jsontree.StringOf(text)
	}
	return v
}

// WantsArray reports whether the schema is one of arrays.
func (s *Schema) WantsArray() bool { return asksFor(s.document, "array") }

// MatchList reports whether the list of values is valid, each read as the
// schema of the items says.
func (s *Schema) MatchList(values []string, b *pattern.Budget) bool {
	items, _ := s.document.Get("items")
	list := make([]jsontree.Value, len(values))
	for i, v := range values {
		list[i] = valueOf(v, asksFor(items, "string"))
	}
	return s.Match(jsontree.ArrayOf(list...), b)
}

// MatchObject reports whether the fields are valid as the members of an
// object, each read as the schema of its property says.
func (s *Schema) MatchObject(fields []model.Field, b *pattern.Budget) bool {
	properties, _ := s.document.Get("properties")
	members := make([]jsontree.Member, len(fields))
	for i, f := range fields {
		property, _ := properties.Get(f.Name)
		members[i] = jsontree.Member{Name: f.Name, Value: valueOf(f.Value, asksFor(property, "string"))}
	}
	return s.Match(jsontree.ObjectOf(members...), b)
}
