package control_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/model"
)

const operations = `{"openapi":"3.0.0","info":{"title":"t"},"paths":{"/a":{"get":{"operationId":"ga"},"put":{"operationId":"pa"}}}}`

// importing calls PUT /openapi and returns the last parts of the ids it answers.
func (f *fixture) importing(t *testing.T, document string) []string {
	t.Helper()
	stored, err := f.OpenAPI(t.Context(), []byte(document))
	if err != nil {
		t.Fatal(err)
	}
	return idsOf(stored)
}

func idsOf(expectations []*model.Expectation) []string {
	var ids []string
	for _, e := range expectations {
		ids = append(ids, e.ID[strings.LastIndex(e.ID, ":")+1:])
	}
	return ids
}

func expectIDs(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func (f *fixture) activeIDs(t *testing.T) []string {
	t.Helper()
	active, err := f.Store.Active(expect.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return idsOf(active)
}

func TestCP053_CP057_OpenAPIExpectations(t *testing.T) {
	f := newFixture()
	for range 2 { // the second time nothing is added
		expectIDs(t, "answer", f.importing(t, `{"specUrlOrPayload":`+operations+`}`), "ga", "pa")
		expectIDs(t, "active", f.activeIDs(t), "ga", "pa")
	}
	expectIDs(t, "array", f.importing(t, `[{"specUrlOrPayload":`+operations+`}]`), "ga", "pa")
}

func TestCP056_StaleOperationsAreRemoved(t *testing.T) {
	f := newFixture()
	f.upsert(t, `{"id":"own","httpRequest":{"path":"/own"},"httpResponse":{}}`)
	f.importing(t, `{"specUrlOrPayload":`+operations+`}`)
	f.importing(t, `{"specUrlOrPayload":`+strings.ReplaceAll(operations, "ga", "other")+`}`)
	expectIDs(t, "answer", f.importing(t, `{"specUrlOrPayload":`+operations+`,"operationsAndResponses":{"pa":"200"}}`), "pa")
	expectIDs(t, "active", f.activeIDs(t), "own", "pa", "other", "pa")
	expectIDs(t, "unknown", f.importing(t, `{"specUrlOrPayload":`+operations+`,"operationsAndResponses":{"nope":"200"}}`))
	expectIDs(t, "active", f.activeIDs(t), "own", "pa", "other", "pa")
}

func TestCP055_CP259_YAML(t *testing.T) {
	const document = "specUrlOrPayload:\n  openapi: 3.0.0\n  paths: {/a: {get: {operationId: ga}}}\noperationsAndResponses:\n  ga: '200'\n"
	expectIDs(t, "object", newFixture().importing(t, document), "ga")
	expectIDs(t, "array", newFixture().importing(t, "- "+strings.ReplaceAll(strings.TrimSpace(document), "\n", "\n  ")), "ga")
}

func TestCP054_CP261_Refusals(t *testing.T) {
	f := newFixture()
	for document, want := range map[string]string{
		``:                        "1 error:\n - an expectation or expectation array is required but value was \"null\"",
		`{}`:                      "incorrect openapi expectation json format for:\n\n  { }\n\n schema validation errors:\n\n  1 error:\n   - $.specUrlOrPayload: is missing, but is required, if specifying OpenAPI request matcher",
		`{"specUrlOrPayload":""}`: "Null or empty definition",
		`{"specUrlOrPayload":{"swagger":"2.0","paths":{}}}`:                       "attribute openapi is missing",
		`{"specUrlOrPayload":"/nowhere/spec.yaml"}`:                               "Unable to read location `/nowhere/spec.yaml`",
		`[{"specUrlOrPayload":` + operations + `},{"specUrlOrPayload":"x.yaml"}]`: "Unable to read location `x.yaml`",
		`{"specUrlOrPayload":5}`:                                                  "incorrect openapi expectation json format for:",
		`"text"`:                                                                  "incorrect openapi expectation json format for:",
		`{"specUrlOrPayload":{"openapi":"3.0.0","paths":{"/a":{"get":{"parameters":[{"name":"q","in":"query","schema":{"type":"wrong"}}]}}}}}`: "incorrect expectation json format for:",
	} {
		_, err := f.OpenAPI(t.Context(), []byte(document))
		if err == nil || !strings.HasPrefix(err.Error(), "Unable to load API spec, "+want) {
			t.Errorf("%s:\n got %v\nwant %s", document, err, want)
		}
	}
	expectIDs(t, "active", f.activeIDs(t))
}

// CP-261 in the other call: nothing is stored when one specification fails.
func TestCP261_UpsertRefusesBrokenSpecifications(t *testing.T) {
	f := newFixture()
	for _, document := range []string{
		`{"httpRequest":{"specUrlOrPayload":{"swagger":"2.0"}},"httpResponse":{}}`,
		`[{"httpRequest":{"path":"/a"},"httpResponse":{}},{"specUrlOrPayload":{"swagger":"2.0"}}]`,
	} {
		if _, err := f.Upsert(t.Context(), []byte(document)); err == nil || err.Error() != "Unable to load API spec, attribute openapi is missing" {
			t.Errorf("%s: %v", document, err)
		}
	}
	expectIDs(t, "active", f.activeIDs(t))
}

func TestOpenAPIItemsAmongExpectations(t *testing.T) {
	f := newFixture()
	stored := f.upsert(t, `[{"specUrlOrPayload":`+operations+`},{"id":"own","httpRequest":{"path":"/z"},"httpResponse":{}}]`)
	expectIDs(t, "answer", idsOf(stored), "ga", "pa", "own")
}

// CP-240: recorded requests are found and counted by operation.
func TestCP240_OpenAPIFilters(t *testing.T) {
	f := newFixture()
	for _, path := range []string{"/a", "/a", "/b"} {
		f.receive(path, model.Unmatched)
	}
	definition := func(id string) string {
		return `{"specUrlOrPayload":` + operations + `,"operationId":"` + id + `"}`
	}
	for id, times := range map[string]string{"ga": "2", "pa": "0", "nope": "0"} {
		verification := `{"httpRequest":` + definition(id) + `,"times":{"atLeast":` + times + `,"atMost":` + times + `}}`
		if err := f.Verify(t.Context(), []byte(verification)); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	sequence := `{"httpRequests":[` + definition("ga") + `,{"path":"/b"}]}`
	if err := f.VerifySequence(t.Context(), []byte(sequence)); err != nil {
		t.Error(err)
	}
	if err := f.Clear(t.Context(), []byte(definition("ga")), "log", ""); err != nil {
		t.Error(err)
	}
	if left := len(f.journal.Exchanges(nil)); left != 1 {
		t.Errorf("%d exchanges are left, want 1", left)
	}
}

// CP-052: what was an object is written as an object.
func TestCP052_SpecificationsAreWrittenBack(t *testing.T) {
	f := newFixture()
	object := written(t, control.ExpectationsDocument(f.upsert(t, `{"httpRequest":{"specUrlOrPayload":`+operations+`,"operationId":"ga","contextPathPrefix":"/p"},"httpResponse":{}}`)))
	for _, part := range []string{`"operationId" : "ga"`, `"specUrlOrPayload" : {`, `"contextPathPrefix" : "/p"`} {
		if !strings.Contains(object, part) {
			t.Errorf("%s is not in %s", part, object)
		}
	}
	text := written(t, control.ExpectationsDocument(f.upsert(t, `{"httpRequest":{"specUrlOrPayload":"openapi: 3.0.0"},"httpResponse":{}}`)))
	if !strings.Contains(text, `"specUrlOrPayload" : "openapi: 3.0.0"`) {
		t.Error(text)
	}
}
