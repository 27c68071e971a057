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
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

var update = flag.Bool("update", false, "write the expected code anew")

func expectations(t *testing.T) []*model.Expectation {
	t.Helper()
	document, err := os.ReadFile(filepath.Join("testdata", "expectations.json"))
	if err != nil {
		t.Fatal(err)
	}
	list, err := wire.NewCodec(wire.Options{Actions: []string{"httpResponse"}}).ParseExpectations(document)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// CP-084: expectations as code. scripts/test-formats runs it.
func TestCodes(t *testing.T) {
	for _, code := range format.Codes() {
		got := code.Write(expectations(t), "http://localhost:1080")
		file := filepath.Join("testdata", strings.ToLower(code.Name)+".txt")
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
			t.Errorf("%s: got\n%s\nwant\n%s", code.Name, got, want)
		}
	}
}

func TestGoCodeIsFormatted(t *testing.T) {
	code, _ := format.CodeNamed("GO")
	for _, list := range [][]*model.Expectation{nil, expectations(t)} {
		got := code.Write(list, "http://localhost:1080")
		want, err := goformat.Source(got)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("gofmt would change\n%s\nto\n%s", got, want)
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
