package match

import (
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/body/binary"
	"github.com/mockserver/mockserver/server/internal/match/body/json"
	"github.com/mockserver/mockserver/server/internal/match/body/parameters"
	"github.com/mockserver/mockserver/server/internal/match/body/regex"
	"github.com/mockserver/mockserver/server/internal/match/body/text"
)

// Bodies returns every kind of body matcher. A new kind is one package and one
// line here.
func Bodies() body.Registry {
	return body.Registry{
		"BINARY":     binary.Compile,
		"JSON":       json.Compile,
		"PARAMETERS": parameters.Compile,
		"REGEX":      regex.Compile,
		"STRING":     text.Compile,
	}
}
