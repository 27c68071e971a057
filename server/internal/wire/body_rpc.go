package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// inside returns a reader of the object under name, or r itself when there is
// none: JSON_RPC and GRAPHQL may be given wrapped or flat.
func (r *bodyReader) inside(name string) *bodyReader {
	wrapped, ok := r.get(name)
	if !ok || wrapped.Kind != jsontree.Object {
		return r
	}
	return &bodyReader{reader: r.reader, at: r.at.member(name), source: wrapped, served: r.served}
}

// jsonRPCContent is a JSON-RPC 2.0 call.
type jsonRPCContent struct{}

func (jsonRPCContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	r = r.inside("jsonRpc")
	return r.schemaText(textContent("method").read(r, b), "paramsSchema")
}

// graphQLContent is a GraphQL request.
type graphQLContent struct{}

var (
	selectionSetMatchTypes = enumShape{"NORMALISED_STRING", "AST_EXACT", "AST_SUBSET"}
	fieldNamesShape        = &arrayShape{items: stringShape}
)

func (graphQLContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	r = r.inside("graphQL")
	members := textContent("query").read(r, b)
	members = r.optional(members, "operationName", stringShape)
	members = r.schemaText(members, "variablesSchema")
	members = r.optional(members, "selectionSetMatchType", selectionSetMatchTypes)
	members = r.optional(members, "fields", fieldNamesShape)
	return r.optional(members, "schema", stringShape)
}

// optional adds the member called name if it is there and has shape s.
func (r *bodyReader) optional(members []jsontree.Member, name string, s shape) []jsontree.Member {
	v, ok := r.shaped(name, s)
	if !ok {
		return members
	}
	return append(members, jsontree.Member{Name: name, Value: v})
}
