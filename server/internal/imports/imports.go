// Package imports makes expectations of documents that other tools wrote. Each
// form of document has a package below, listed in formats; package document
// reads their members.
package imports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/imports/document"
	"github.com/mockserver/mockserver/server/internal/imports/har"
	"github.com/mockserver/mockserver/server/internal/imports/postman"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// maxExpectations is how many expectations one document may make.
const maxExpectations = 10_000

// format is one form of document.
type format struct {
	name string
	is   func(document.Node) bool
	read func(document.Node) []*model.Expectation
}

func formats() []format {
	return []format{{"har", har.Is, har.Read}, {"postman", postman.Is, postman.Read}}
}

// names are those of all formats.
func names() string {
	var list []string
	for _, f := range formats() {
		list = append(list, f.name)
	}
	return strings.Join(list, ", ")
}

// Read returns the expectations that a document stands for, in its order. The
// format is named in any case, or recognised when blank. Errors say what is
// wrong, as a *jsontree.SyntaxError or *wire.ValidationError where it has a
// place.
func Read(text []byte, name string) ([]*model.Expectation, error) {
	chosen, err := named(name)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(string(text)) == "" {
		return nil, fmt.Errorf("a document to import is required, in one of the formats [%s]", names())
	}
	tree, err := jsontree.ParseLenient(text)
	if err != nil {
		return nil, err
	}
	var opened document.Document
	root := opened.Root(tree)
	if chosen == nil {
		if chosen, err = recognised(root); err != nil {
			return nil, err
		}
	}
	list := chosen.read(root)
	if len(list) > maxExpectations {
		return nil, fmt.Errorf("the document stands for %d expectations, which is more than %d", len(list), maxExpectations)
	}
	return list, opened.Err()
}

// named is the format called so; nil for a blank name.
func named(name string) (*format, error) {
	all, name := formats(), strings.TrimSpace(name)
	if name == "" {
		return nil, nil
	}
	i := slices.IndexFunc(all, func(f format) bool { return strings.EqualFold(f.name, name) })
	if i < 0 {
		return nil, fmt.Errorf("unsupported import format: %s (supported formats: %s)", name, names())
	}
	return &all[i], nil
}

func recognised(root document.Node) (*format, error) {
	all := formats()
	i := slices.IndexFunc(all, func(f format) bool { return f.is(root) })
	if i < 0 {
		return nil, fmt.Errorf("the format of the document is not recognised: name it as ?format=, one of [%s]", names())
	}
	return &all[i], nil
}
