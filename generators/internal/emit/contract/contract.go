// Package contract emits the joined contract for the server to serve and for
// oapi-codegen to read.
package contract

import (
	"github.com/mockserver/mockserver/generators/internal/bundle"
	"github.com/mockserver/mockserver/generators/internal/emit"
)

const folder = "server/internal/gen/contract"

const source = "// " + emit.Banner + `

// Package contract holds the control plane's OpenAPI document.
package contract

import _ "embed"

// YAML is the document as YAML.
//
//go:embed openapi.yaml
var YAML []byte

// JSON is the document as JSON.
//
//go:embed openapi.json
var JSON []byte
`

// Folder is the folder that Files fills.
func Folder() string { return folder }

// Files renders the contract.
func Files(doc *bundle.Document) ([]emit.File, error) {
	yaml, err := doc.YAML()
	if err != nil {
		return nil, err
	}
	json, err := doc.JSON()
	if err != nil {
		return nil, err
	}
	return []emit.File{
		{Path: folder + "/contract.go", Content: []byte(source)},
		{Path: folder + "/openapi.json", Content: json},
		{Path: folder + "/openapi.yaml", Content: append([]byte("# "+emit.Banner+"\n"), yaml...)},
	}, nil
}
