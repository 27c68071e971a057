package control_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/control"
)

func TestCP104CrudAnswersWhatWasRegistered(t *testing.T) {
	f := newFixture()
	for document, want := range map[string]string{
		`{"basePath":"/u/","further":1}`:                                              `{"basePath":"/u","idField":"id","idStrategy":"AUTO_INCREMENT","itemCount":0}`,
		`{"basePath":"/u","idField":"","idStrategy":"uuid","initialData":null}`:       `{"basePath":"/u","idField":"id","idStrategy":"AUTO_INCREMENT","itemCount":0}`,
		`{"basePath":"/u","idField":"k","idStrategy":"UUID","initialData":[{"k":1}]}`: `{"basePath":"/u","idField":"k","idStrategy":"UUID","itemCount":1}`,
		`{"basePath":"/u","initialData":{"a":1}}`:                                     `{"basePath":"/u","idField":"id","idStrategy":"AUTO_INCREMENT","itemCount":1}`,
	} {
		answer, err := f.RegisterCRUD(t.Context(), []byte(document))
		if got := compact(t, answer, err); got != want {
			t.Errorf("%s answers %s, want %s", document, got, want)
		}
	}
	if err := f.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, found := f.Resources.Serve("GET", "/u", nil); found {
		t.Error("a reset left the resource")
	}
}

func TestCP104CrudRefusals(t *testing.T) {
	f := newFixture()
	for document, want := range map[string]string{
		"":                                       "failed to register CRUD resource: request body is required",
		`{}`:                                     "basePath is required",
		`{"basePath":""}`:                        "basePath is required",
		`{"basePath":"x"}`:                       "failed to register CRUD resource: basePath must start with /",
		`[]`:                                     "failed to register CRUD resource: a definition is a JSON object",
		`{"basePath":"/u","initialData":5}`:      "failed to register CRUD resource: $.initialData: must be an array of objects",
		`{"basePath":"/u","initialData":[{},5]}`: "failed to register CRUD resource: $.initialData[1]: must be an object",
	} {
		if _, err := f.RegisterCRUD(t.Context(), []byte(document)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", document, err, want)
		}
	}
	if _, found := f.Resources.Serve("GET", "/u", nil); found {
		t.Error("a refused call left a resource")
	}
}

func TestCP107Files(t *testing.T) {
	f := newFixture()
	for document, want := range map[string]string{
		`{"name":"a","content":"hé"}`:                  `{"name":"a","size":3}`,
		`{"name":"b","content":"AP8=","base64":true}`:  `{"name":"b","size":2}`,
		`{"name":"../c","content":"","base64":"true"}`: `{"name":"../c","size":0}`,
	} {
		answer, err := f.StoreFile(t.Context(), []byte(document))
		if err != nil || string(answer.Body) != want {
			t.Errorf("%s answers %s, %v", document, answer.Body, err)
		}
	}
	content, err := f.RetrieveFile(t.Context(), []byte(`{"name":"b"}`))
	if err != nil || string(content) != "\x00\xff" {
		t.Errorf("b is %q, %v", content, err)
	}
	if err := f.DeleteFile(t.Context(), []byte(`{"name":"b"}`)); err != nil {
		t.Error(err)
	}
	if got := compact(t, f.ListFiles(t.Context()), nil); got != `["../c","a"]` {
		t.Errorf("there are %s", got)
	}
	if err := f.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := string(f.ListFiles(t.Context()).Body); got != "[ ]" {
		t.Errorf("after a reset there are %s", got)
	}
}

func TestCP107FileRefusals(t *testing.T) {
	f := newFixture()
	for document, want := range map[string]string{
		"":                "request body is empty",
		`{"name":"a"}`:    "request body must contain 'name' and 'content' fields",
		`{"content":"a"}`: "request body must contain 'name' and 'content' fields",
		`nope`:            "failed to store file: ",
		`{"name":"a","content":"!!","base64":true}`: "failed to store file: illegal base64",
	} {
		if _, err := f.StoreFile(t.Context(), []byte(document)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", document, err, want)
		}
	}
	var missing *control.NotFoundError
	if _, err := f.RetrieveFile(t.Context(), []byte(`{"name":"a"}`)); !errors.As(err, &missing) || err.Error() != "file not found: a" {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := f.DeleteFile(t.Context(), []byte(`{"name":"a"}`)); !errors.As(err, &missing) || err.Error() != "file not found: a" {
		t.Errorf("a file that is not there: %v", err)
	}
	for document, want := range map[string]string{"": "failed to delete file: ", `{}`: "request body must contain 'name' field", `nope`: "failed to delete file: "} {
		if err := f.DeleteFile(t.Context(), []byte(document)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", document, err, want)
		}
	}
}
