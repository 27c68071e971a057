package match

import (
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/body/allof"
	"github.com/mockserver/mockserver/server/internal/match/body/binary"
	"github.com/mockserver/mockserver/server/internal/match/body/file"
	"github.com/mockserver/mockserver/server/internal/match/body/fuzzy"
	"github.com/mockserver/mockserver/server/internal/match/body/graphql"
	"github.com/mockserver/mockserver/server/internal/match/body/json"
	"github.com/mockserver/mockserver/server/internal/match/body/jsonpath"
	"github.com/mockserver/mockserver/server/internal/match/body/jsonrpc"
	"github.com/mockserver/mockserver/server/internal/match/body/jsonschema"
	"github.com/mockserver/mockserver/server/internal/match/body/multipart"
	"github.com/mockserver/mockserver/server/internal/match/body/parameters"
	"github.com/mockserver/mockserver/server/internal/match/body/regex"
	"github.com/mockserver/mockserver/server/internal/match/body/text"
	"github.com/mockserver/mockserver/server/internal/match/body/xml"
	"github.com/mockserver/mockserver/server/internal/match/body/xmlschema"
	"github.com/mockserver/mockserver/server/internal/match/body/xpath"
)

// Bodies returns every kind of body matcher. A new kind is one package and one
// line here.
func Bodies() body.Registry {
	return body.Registry{
		"ALL_OF":      allof.Compile,
		"BINARY":      binary.Compile,
		"FILE":        file.Compile,
		"FUZZY":       fuzzy.Compile,
		"GRAPHQL":     graphql.Compile,
		"JSON":        json.Compile,
		"JSON_PATH":   jsonpath.Compile,
		"JSON_RPC":    jsonrpc.Compile,
		"JSON_SCHEMA": jsonschema.Compile,
		"MULTIPART":   multipart.Compile,
		"PARAMETERS":  parameters.Compile,
		"REGEX":       regex.Compile,
		"STRING":      text.Compile,
		"XML":         xml.Compile,
		"XML_SCHEMA":  xmlschema.Compile,
		"XPATH":       xpath.Compile,
	}
}
