package control

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// RegisterCRUD adds the resource that document defines: a collection of JSON
// objects that answers without expectations.
func (s *Service) RegisterCRUD(_ context.Context, document []byte) (Document, error) {
	definition, err := crudDefinition(document)
	if err != nil {
		return Document{}, err
	}
	registered, items, err := s.Resources.Register(definition)
	if err != nil {
		return Document{}, crudRefusal(err)
	}
	strategy := "AUTO_INCREMENT"
	if registered.UUID {
		strategy = "UUID"
	}
	var o memberList
	o.addText("basePath", registered.BasePath)
	o.addText("idField", registered.IDField)
	o.addText("idStrategy", strategy)
	o.addInt("itemCount", items)
	return jsonDocument(jsontree.ObjectOf(o...)), nil
}

func crudRefusal(err error) error { return fmt.Errorf("failed to register CRUD resource: %w", err) }

// crudDefinition reads a definition. What it does not know it ignores.
func crudDefinition(document []byte) (crud.Definition, error) {
	var definition crud.Definition
	if len(bytes.TrimSpace(document)) == 0 {
		return definition, crudRefusal(errors.New("request body is required"))
	}
	tree, err := jsontree.ParseLenient(document)
	if err != nil {
		return definition, crudRefusal(err)
	}
	if tree.Kind != jsontree.Object {
		return definition, crudRefusal(errors.New("a definition is a JSON object"))
	}
	path, _ := tree.Get("basePath")
	if path.Text == "" {
		return definition, errors.New("basePath is required")
	}
	field, _ := tree.Get("idField")
	strategy, _ := tree.Get("idStrategy")
	definition = crud.Definition{BasePath: path.Text, IDField: field.Text, UUID: strategy.Text == "UUID"}
	initial, _ := tree.Get("initialData")
	definition.Initial, err = initialItems(initial)
	return definition, err
}

// initialItems are the objects a resource begins with: an array's, or one
// alone.
func initialItems(given jsontree.Value) ([]jsontree.Value, error) {
	switch given.Kind {
	case jsontree.Null:
		return nil, nil
	case jsontree.Object:
		return []jsontree.Value{given}, nil
	case jsontree.Array:
		for i, item := range given.Items {
			if item.Kind != jsontree.Object {
				return nil, crudRefusal(fmt.Errorf("$.initialData[%d]: must be an object", i))
			}
		}
		return given.Items, nil
	}
	return nil, crudRefusal(errors.New("$.initialData: must be an array of objects"))
}
