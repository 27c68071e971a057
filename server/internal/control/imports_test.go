package control_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/model"
)

const archive = `{"log":{"entries":[
	{"request":{"method":"GET","url":"http://up/a","headers":[{"name":"X-Own","value":"k3y"}]},"response":{"status":200,"content":{"text":"{\"pin\":\"k3y\",\"secret\":\"k3y\"}"}}},
	{"request":{"method":"GET","url":"http://up/b"},"response":{"status":%s}}]}}`

// CP-108: all or none are stored, under ids that are the same each time.
func TestImport(t *testing.T) {
	f := newFixture()
	f.upsert(t, `{"id": "own", "httpRequest": {"path": "/own"}, "httpResponse": {}}`)
	if _, err := f.Import(t.Context(), []byte(fmt.Sprintf(archive, `"x"`)), control.ImportOptions{}); err == nil {
		t.Error("what cannot be read was taken")
	}
	if got := f.active(t); got != "/own" {
		t.Errorf("a refused import stored %s", got)
	}
	for range 2 {
		if _, err := f.Import(t.Context(), []byte(fmt.Sprintf(archive, "200")), control.ImportOptions{Format: "har"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := f.active(t); got != "/own /a /b" {
		t.Errorf("active: %s", got)
	}
}

// AP-281: hidden are the usual names and those given, unless told otherwise.
func TestImportHides(t *testing.T) {
	for _, test := range []struct {
		options control.ImportOptions
		hidden  int
	}{
		{control.ImportOptions{}, 1},
		{control.ImportOptions{Headers: "x-other, x-own", Fields: "PIN"}, 3},
		{control.ImportOptions{Headers: "x-own", Fields: "pin", Reveal: true}, 0},
	} {
		stored, err := newFixture().Import(t.Context(), []byte(fmt.Sprintf(archive, "200")), test.options)
		if err != nil {
			t.Fatal(err)
		}
		document := written(t, control.ExpectationsDocument(stored))
		if hidden, told := strings.Count(document, model.Redacted), strings.Count(document, "k3y"); hidden != test.hidden || hidden+told != 3 {
			t.Errorf("%+v: %s", test.options, document)
		}
	}
}
