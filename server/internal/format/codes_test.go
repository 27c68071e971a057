package format_test

import (
	"bytes"
	"flag"
	goformat "go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/format"
	"github.com/mockserver/mockserver/server/internal/format/code"
	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

var update = flag.Bool("update", false, "write the expected code anew")

func expectations(t *testing.T, names ...string) []*model.Expectation {
	t.Helper()
	var all []*model.Expectation
	for _, name := range names {
		document, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		list, err := wire.NewCodec(wire.Options{Actions: []string{"httpResponse", "httpResponses"}}).ParseExpectations(document)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
	}
	return all
}

// CP-084: expectations as code. scripts/test-formats runs it.
func TestCodes(t *testing.T) {
	for _, language := range format.Codes() {
		got := language.Write(expectations(t, "expectations.json", "rarer.json"), "http://localhost:1080")
		file := filepath.Join("testdata", strings.ToLower(language.Name)+".txt")
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", language.Name, got, want)
		}
	}
}

func TestGoCodeIsFormatted(t *testing.T) {
	golang, _ := format.CodeNamed("GO")
	for _, list := range [][]*model.Expectation{nil, expectations(t, "expectations.json", "rarer.json", "kinds.gen.json")} {
		got := golang.Write(list, "http://localhost:1080")
		want, err := goformat.Source(got)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("gofmt would change\n%s\nto\n%s", got, want)
		}
	}
}

func TestEveryKindOfBodyIsSaidByItsMethod(t *testing.T) {
	kinds := vocabulary.Kinds()
	statements := code.Statements(expectations(t, "kinds.gen.json"))
	if len(statements) != len(kinds) {
		t.Fatalf("%d samples of %d kinds: each body of the contract has an example", len(statements), len(kinds))
	}
	for i, kind := range kinds {
		calls, replied := statements[i].Request.Calls, statements[i].Replies[0].Calls
		if len(calls) != 1 || calls[0].Verb != kind.Method {
			t.Errorf("%s: %+v", kind.Name, statements[i].Request)
		}
		if kind.Content && (len(replied) != 1 || replied[0].Verb != kind.Method) {
			t.Errorf("%s: %+v", kind.Name, statements[i].Replies)
		}
	}
}

func TestNames(t *testing.T) {
	if _, known := format.CodeNamed("HAR"); known {
		t.Error("HAR is code")
	}
	if _, known := format.DocumentNamed("JAVA"); known {
		t.Error("JAVA is a document")
	}
}
