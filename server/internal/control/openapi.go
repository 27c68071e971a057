package control

import (
	"context"

	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/openapi"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// OpenAPI stores the expectations made from the specifications that document
// names, in JSON or YAML, and returns them. What was made from one of these
// before and is not asked for any more is removed. The error says what is wrong
// with the document or a specification.
func (s *Service) OpenAPI(_ context.Context, document []byte) ([]*model.Expectation, error) {
	stored, err := s.generate(document)
	if err != nil {
		return nil, openapi.Refusal(err)
	}
	return stored, s.prune(stored)
}

func (s *Service) generate(document []byte) ([]*model.Expectation, error) {
	tree, err := openAPIDocument(document)
	if err != nil {
		return nil, err
	}
	asked, err := wire.ParseOpenAPIExpectations(tree)
	if err != nil {
		return nil, err
	}
	var list []*model.Expectation
	for _, one := range asked {
		generated, err := s.Library.Generate(one)
		if err != nil {
			return nil, err
		}
		list = append(list, generated...)
	}
	return s.upsert(list)
}

// openAPIDocument reads JSON, as leniently as elsewhere, or YAML.
func openAPIDocument(document []byte) (jsontree.Value, error) {
	tree, err := jsontree.ParseLenient(document)
	if err == nil && (tree.Kind == jsontree.Object || tree.Kind == jsontree.Array) {
		return tree, nil
	}
	if yaml, yamlErr := openapi.ParseText(document); yamlErr == nil && (yaml.Kind == jsontree.Object || yaml.Kind == jsontree.Array) {
		return yaml, nil
	}
	if err == nil && tree.Kind != jsontree.Null {
		return tree, nil
	}
	return tree, wire.MissingExpectations(document)
}

// prune removes what was generated from the same specifications as stored and
// is not among it.
func (s *Service) prune(stored []*model.Expectation) error {
	kept, prefixes := make(map[string]bool), make(map[string]bool)
	for _, expectation := range stored {
		kept[expectation.ID] = true
		prefix, _ := openapi.IDPrefix(expectation.ID)
		prefixes[prefix] = true
	}
	active, err := s.Store.Active(expect.Filter{})
	for _, expectation := range active {
		prefix, generated := openapi.IDPrefix(expectation.ID)
		if generated && prefixes[prefix] && !kept[expectation.ID] {
			s.Store.ClearID(expectation.ID)
		}
	}
	return err
}
