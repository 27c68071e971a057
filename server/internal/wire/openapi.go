package wire

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// openAPIDefinition reads the operations that a definition means.
func openAPIDefinition(v jsontree.Value) *model.OpenAPIDefinition {
	return &model.OpenAPIDefinition{
		Source:            specification(v),
		OperationID:       strings.TrimSpace(text(v, "operationId")),
		ContextPathPrefix: text(v, "contextPathPrefix"),
	}
}

// specification is the location of a specification, or its text.
func specification(v jsontree.Value) string {
	given, _ := v.Get(specificationMember)
	if given.Kind == jsontree.Object {
		return string(given.AppendCompact(nil))
	}
	return given.Text
}

func openAPIValue(m *model.RequestMatcher) jsontree.Value {
	var o object
	o.addTrue("not", m.Not)
	o.addText("operationId", m.OpenAPI.OperationID)
	o.add(specificationMember, specificationValue(m.OpenAPI.Source))
	o.addText("contextPathPrefix", m.OpenAPI.ContextPathPrefix)
	return o.value()
}

// specificationValue writes what is a JSON object as one.
func specificationValue(source string) jsontree.Value {
	if strings.HasPrefix(source, "{") {
		if document, err := jsontree.ParseLenient([]byte(source)); err == nil {
			return document
		}
	}
	return jsontree.StringOf(source)
}

// openAPIExpectationShape asks for expectations made from a specification.
var openAPIExpectationShape = &objectShape{
	fields: map[string]shape{
		specificationMember: specificationShape{},
		"contextPathPrefix": stringShape,
		"operationsAndResponses": &objectShape{others: oneOfShape{stringShape, &objectShape{
			fields:   map[string]shape{"statusCode": stringShape, "exampleName": stringShape},
			required: []string{"statusCode"},
		}}},
	},
	required: []string{specificationMember},
}

var openAPIExpectationDocument = document[*model.OpenAPIExpectation]{
	name: "openapi expectation", shape: openAPIExpectationShape, read: (*reader).openAPIExpectation,
}

func (r *reader) openAPIExpectation(_ *place, v jsontree.Value) *model.OpenAPIExpectation {
	x := &model.OpenAPIExpectation{Source: specification(v), ContextPathPrefix: text(v, "contextPathPrefix")}
	chosen, _ := v.Get("operationsAndResponses")
	for _, m := range chosen.Members {
		choice := model.OperationChoice{OperationID: m.Name, StatusCode: m.Value.Text}
		if m.Value.Kind == jsontree.Object {
			choice.StatusCode, choice.ExampleName = text(m.Value, "statusCode"), text(m.Value, "exampleName")
		}
		x.Operations = append(x.Operations, choice)
	}
	return x
}

// isOpenAPIExpectation reports whether an item asks for expectations rather
// than being one.
func isOpenAPIExpectation(item jsontree.Value) bool {
	_, ok := item.Get(specificationMember)
	return ok
}

// ParseOpenAPIExpectations reads one request for expectations or an array of
// them. Errors are *ValidationError or *BatchError.
func ParseOpenAPIExpectations(tree jsontree.Value) ([]*model.OpenAPIExpectation, error) {
	if tree.Kind != jsontree.Array {
		tree = jsontree.ArrayOf(tree)
	}
	return parseEach(tree.Items, func(item jsontree.Value) (*model.OpenAPIExpectation, *ValidationError) {
		return openAPIExpectationDocument.parseTree(item, nil)
	})
}
