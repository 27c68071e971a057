package openapi_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/openapi"
)

// Any text is either refused as a specification or read, without a crash.
func FuzzSpecification(f *testing.F) {
	f.Add(pets)
	f.Add(choices)
	f.Add(`{"openapi":"3.1.0","paths":{"/a":{"$ref":"#/paths/~1a"}}}`)
	f.Add("openapi: 3.0.0\npaths: &a {/x: {get: {parameters: [*a]}}}")
	f.Add("openapi: 3.0.0\na: &a {<<: *a}")
	library := openapi.NewLibrary(&http.Client{Transport: noNetwork{}})
	f.Fuzz(func(t *testing.T, source string) {
		var refused *openapi.Error
		if _, err := library.Generate(&model.OpenAPIExpectation{Source: source}); err != nil && !errors.As(err, &refused) {
			t.Errorf("generating: %v", err)
		}
		if _, _, err := library.Expand(&model.OpenAPIDefinition{Source: source}); err != nil && !errors.As(err, &refused) {
			t.Errorf("expanding: %v", err)
		}
	})
}

// noNetwork is a client's way out that leads nowhere.
type noNetwork struct{}

func (noNetwork) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("there is no network")
}
