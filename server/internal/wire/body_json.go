package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// jsonContent is JSON to be equal to, or to serve: inline, or as a text that is
// kept as it was spelled. The canonical member holds the tree.
type jsonContent struct{}

var (
	inlineJSONShape = anyOfTypes{"object", "array", "string", "integer", "number", "boolean"}
	matchTypes      = enumShape{"STRICT", defaultMatchType}
)

const defaultMatchType = "ONLY_MATCHING_FIELDS"

func (jsonContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	given, _ := r.needed("json", inlineJSONShape)
	tree := given
	if given.Kind == jsontree.String {
		b.Text, b.Verbatim = given.Text, true
		tree, _ = r.jsonText("json", given.Text)
	} else {
		b.Text = r.pretty(tree)
	}
	members := []jsontree.Member{{Name: "json", Value: tree}}
	if r.served {
		return members
	}
	if matchType, ok := r.shaped("matchType", matchTypes); ok && matchType.Text != defaultMatchType {
		members = append(members, jsontree.Member{Name: "matchType", Value: matchType})
	}
	if r.flag("matchNumbersAsStrings") {
		members = append(members, jsontree.Member{Name: "matchNumbersAsStrings", Value: jsontree.BoolOf(true)})
	}
	return members
}

// jsonText reads JSON that is given as a text.
func (r *bodyReader) jsonText(member, text string) (tree jsontree.Value, ok bool) {
	tree, err := jsontree.ParseLenient([]byte(text))
	if err != nil {
		r.refusef(r.at.member(member), "is not JSON: %v", err)
	}
	return tree, err == nil
}

// schemaFrom reads a JSON schema that is given as a text.
func (r *bodyReader) schemaFrom(member, text string) jsontree.Value {
	schema, ok := r.jsonText(member, text)
	if ok && schema.Kind != jsontree.Object && schema.Kind != jsontree.Bool {
		r.refusef(r.at.member(member), "is not a JSON schema")
	}
	return schema
}

// jsonSchemaContent is a schema to be valid against, inline or as a text.
type jsonSchemaContent struct{}

var (
	schemaShape          = anyOfTypes{"object", "boolean", "string"}
	parameterStylesShape = &objectShape{others: parameterStyles}
)

func (jsonSchemaContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	schema, _ := r.needed("jsonSchema", schemaShape)
	if schema.Kind == jsontree.String {
		schema = r.schemaFrom("jsonSchema", schema.Text)
	}
	b.Text = r.pretty(schema)
	members := []jsontree.Member{{Name: "jsonSchema", Value: schema}}
	styles, _ := r.shaped("parameterStyles", parameterStylesShape)
	if len(styles.Members) > 0 {
		members = append(members, jsontree.Member{Name: "parameterStyles", Value: styles})
	}
	return members
}

// schemaText adds a schema that is kept as text; given inline it is printed.
func (r *bodyReader) schemaText(members []jsontree.Member, name string) []jsontree.Member {
	schema, ok := r.shaped(name, schemaShape)
	if !ok {
		return members
	}
	if schema.Kind == jsontree.String {
		r.schemaFrom(name, schema.Text)
	} else {
		schema = jsontree.StringOf(pretty(schema))
	}
	return append(members, jsontree.Member{Name: name, Value: schema})
}
