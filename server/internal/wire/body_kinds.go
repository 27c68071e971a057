package wire

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// bodyKind describes one kind of typed body.
type bodyKind struct {
	name        string // as "type" says
	tells       []tell
	members     []string // lower case: what else shows that type names the kind and is no plain JSON
	served      bool     // content, which a response may have, rather than a condition
	contentType string   // of served content when none is given; "" means none
	content     bodyContent
}

// tell is a member that makes a body be of a kind, whatever its type says.
type tell struct {
	member string        // lower case: names ignore case
	only   jsontree.Kind // what its value must be; Null means anything
}

// bodyContent reads the members of a kind into b and returns the canonical ones.
type bodyContent interface {
	read(r *bodyReader, b *model.Body) []jsontree.Member
}

// bodyKinds are the kinds of typed body. What is an object and none of them is
// JSON as it stands.
var bodyKinds = slices.Concat(listedKinds, contractKinds(vocabulary.Kinds(), listedKinds))

// listedKinds are those that are told or read in a way of their own, as
// MockServer does.
var listedKinds = []bodyKind{
	{name: "STRING", tells: []tell{{member: "string"}}, served: true, content: stringContent{}},
	{name: "REGEX", tells: []tell{{member: "regex"}}, content: textContent("regex")},
	{name: "JSON", tells: []tell{{member: "json"}}, served: true, contentType: "application/json; charset=utf-8", content: jsonContent{}},
	{name: "JSON_SCHEMA", tells: []tell{{member: "jsonschema"}}, content: jsonSchemaContent{}},
	{name: "JSON_PATH", tells: []tell{{member: "jsonpath"}}, content: textContent("jsonPath")},
	{name: "XML", tells: []tell{{member: "xml"}}, served: true, contentType: "application/xml; charset=utf-8", content: textContent("xml")},
	{name: "XML_SCHEMA", tells: []tell{{member: "xmlschema"}}, content: textContent("xmlSchema")},
	{name: "XPATH", tells: []tell{{member: "xpath"}}, content: xpathContent{}},
	{name: "PARAMETERS", members: []string{"parameters"}, content: multiContent{"parameters"}},
	{name: "BINARY", tells: []tell{{member: "base64bytes"}}, served: true, content: binaryContent{}},
	{
		name:    "MULTIPART",
		tells:   []tell{{"fields", jsontree.Object}, {member: "filenames"}, {member: "partcontenttypes"}},
		content: multiContent{"fields", "filenames", "partContentTypes"},
	},
	{name: "JSON_RPC", tells: []tell{{"jsonrpc", jsontree.Object}}, members: []string{"method"}, content: jsonRPCContent{}},
	{name: "GRAPHQL", tells: []tell{{"graphql", jsontree.Object}}, members: []string{"query"}, content: graphQLContent{}},
	{name: "FUZZY", tells: []tell{{member: "fuzzy"}}, content: fuzzyContent{}},
	{name: "WASM", tells: []tell{{member: "modulename"}}, content: textContent("moduleName")},
	{name: "FILE", tells: []tell{{member: "filepath"}}, served: true, content: fileContent{}},
	{name: "ALL_OF", tells: []tell{{"bodyallof", jsontree.Array}}, content: bodiesContent("bodyAllOf")},
}

// mediaType is the content type of the kind where a charset has to be added.
func (k *bodyKind) mediaType() string { return cmp.Or(k.contentType, "text/plain") }

// bodyKindOf tells the kind of a typed body: by the last member that names
// one, else by its type; nil when v is none.
func bodyKindOf(v jsontree.Value, served bool) *bodyKind {
	for _, m := range slices.Backward(v.Members) {
		if kind := kindToldBy(m); kind != nil && (kind.served || !served) {
			return kind
		}
	}
	for _, m := range slices.Backward(v.Members) {
		if strings.EqualFold(m.Name, "type") && m.Value.Kind == jsontree.String {
			kind := bodyKindNamed(strings.ToUpper(m.Value.Text))
			if kind != nil && (kind.served || !served) && kind.isMeant(v) {
				return kind
			}
		}
	}
	return nil
}

// common are the members, lower case, that every typed body may have.
var common = []string{"type", "not", "optional", "contenttype", "charset", "rawbytes"}

// isMeant reports whether v, whose type names k, is of that kind rather than
// JSON that happens to have a type: it has one of the kind's own members, or
// no member of any other sort.
func (k *bodyKind) isMeant(v jsontree.Value) bool {
	others := false
	for _, m := range v.Members {
		name := strings.ToLower(m.Name)
		if slices.Contains(k.members, name) {
			return true
		}
		others = others || !slices.Contains(common, name)
	}
	return !others
}

func kindToldBy(m jsontree.Member) *bodyKind {
	name := strings.ToLower(m.Name)
	for i := range bodyKinds {
		for _, t := range bodyKinds[i].tells {
			if t.member == name && (t.only == jsontree.Null || t.only == m.Value.Kind) {
				return &bodyKinds[i]
			}
		}
	}
	return nil
}

func bodyKindNamed(name string) *bodyKind {
	for i := range bodyKinds {
		if bodyKinds[i].name == name {
			return &bodyKinds[i]
		}
	}
	return nil
}

// contentTypeOf is the content type of a served body, "" when it has none.
func contentTypeOf(b *model.Body) string {
	if b.ContentType != "" {
		return b.ContentType
	}
	return bodyKindNamed(b.Type).contentType
}
