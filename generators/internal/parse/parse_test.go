package parse

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mockserver/mockserver/generators/internal/bundle"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

func parseContract(t *testing.T) *ir.API {
	t.Helper()
	doc, err := bundle.Load(os.DirFS("../../../openapi"), "mockserver.yaml")
	if err != nil {
		t.Fatal(err)
	}
	api, err := Parse(doc)
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func TestContract(t *testing.T) {
	api := parseContract(t)
	if got := api.Find("Expectation").Field("httpResponse"); got == nil || got.Type.Type.Action.Verb.String() != "respond" {
		t.Errorf("every file of schemas/actions is to be a property of Expectation, got %+v", got)
	}
	body := api.Find("Body")
	if body.Kind != ir.Union || !body.Plain || body.Discriminator != "type" || len(body.Variants) < 5 {
		t.Errorf("every file of schemas/bodies is to be a variant of Body, got %+v", body)
	}
	if got := api.Find("JsonBodyMatchType"); got == nil || got.Kind != ir.Enum {
		t.Errorf("an enumeration in place becomes a type, got %+v", got)
	}
	if got := api.Find("Delay").Example; got != "{\n  \"timeUnit\": \"MILLISECONDS\",\n  \"value\": 250\n}" {
		t.Errorf("an example is JSON in the contract's order, got %s", got)
	}
	exactly := api.Find("VerificationTimes").Factories[3]
	if exactly.Name.String() != "exactly" || len(exactly.Args[0].Fields) != 2 {
		t.Errorf("one argument may fill two fields, got %+v", exactly)
	}
}

func TestOperations(t *testing.T) {
	for _, op := range parseContract(t).Operations {
		switch op.ID {
		case "retrieve":
			if len(op.Views) != 6 || op.Result != nil {
				t.Errorf("retrieve: views %v, result %v", op.Views, op.Result)
			}
			if as := op.Views[5]; !as.Document || len(as.Args) != 2 || as.Args[0].WireName != "format" {
				t.Errorf("retrieveAs: %+v", as)
			}
			if open := op.Options(); len(open) != 2 || open[0].WireName != "correlationId" || open[1].WireName != "namespace" {
				t.Errorf("what a view fixes or takes is no option of the others: %v", open)
			}
		case "upsertExpectations":
			if op.Status != 201 || !op.Need || op.Body.Kind != ir.List || op.Result.Kind != ir.List {
				t.Errorf("upsertExpectations: %+v", op)
			}
		case "ready":
			if len(op.Also) != 1 || op.Also[0] != 503 || op.Result == nil {
				t.Errorf("ready answers its result with 503 too: %+v", op)
			}
		case "watch":
			if !op.Stream || op.Result.Type.WireName != "WatchedExchange" {
				t.Errorf("watch: %+v", op)
			}
		case "verify":
			if op.Result != nil || op.Fails[1] != 406 {
				t.Errorf("verify: %+v", op)
			}
			if got := op.Answers[2]; got.Status != 406 || !strings.Contains(got.Doc, "assertion") {
				t.Errorf("verify: a shared answer keeps its description, got %+v", got)
			}
		}
	}
}

func TestEveryProblemIsReported(t *testing.T) {
	files := fstest.MapFS{
		"api.yaml": {Data: []byte(`
info: {title: t}
paths:
  /a: {get: {operationId: a, parameters: [{name: h, in: header, schema: {$ref: schemas/A.yaml}}], responses: {}}}
`)},
		"schemas/A.yaml": {Data: []byte(`
type: object
x-positional: [missing]
properties: {inner: {type: object}}
`)},
	}
	doc, err := bundle.Load(files, "api.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Parse(doc)
	for _, want := range []string{`"missing", which is no property`, "schema file of its own", "only path and query parameters"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q in: %v", want, err)
		}
	}
}
