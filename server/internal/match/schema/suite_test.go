package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// suiteVariable names the folder of the JSON Schema test suite, with a folder
// for each draft: scripts/lib/json-schema-suite unpacks it.
const suiteVariable = "JSON_SCHEMA_SUITE"

// drafts are those of the suite that this package claims, with the "$schema"
// that chooses each.
var drafts = map[string]string{
	"draft4":       "http://json-schema.org/draft-04/schema#",
	"draft6":       "http://json-schema.org/draft-06/schema#",
	"draft7":       "http://json-schema.org/draft-07/schema#",
	"draft2019-09": "https://json-schema.org/draft/2019-09/schema",
	"draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}

// suiteCase is one schema of the suite with its tests.
type suiteCase struct {
	Description string          `json:"description"`
	Schema      json.RawMessage `json:"schema"`
	Tests       []struct {
		Description string          `json:"description"`
		Data        json.RawMessage `json:"data"`
		Valid       bool            `json:"valid"`
	} `json:"tests"`
}

// TestSuite runs the suite. The cases that need documents from another server
// fail, each because Compile refuses to fetch them; every other one passes.
func TestSuite(t *testing.T) {
	folder := os.Getenv(suiteVariable)
	if folder == "" {
		t.Skip(suiteVariable + " does not name the suite's folder")
	}
	for draft, dialect := range drafts {
		files, err := filepath.Glob(filepath.Join(folder, draft, "*.json"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files, error %v", draft, err)
		}
		passed, refused := 0, 0
		for _, file := range files {
			p, r := runSuiteFile(t, dialect, file)
			passed, refused = passed+p, refused+r
		}
		t.Logf("%s: %d cases pass, %d need documents from another server", draft, passed, refused)
		if refused == 0 {
			t.Errorf("%s: no case was refused, though some need documents from another server", draft)
		}
	}
}

func runSuiteFile(t *testing.T, dialect, file string) (passed, refused int) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []suiteCase
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, c := range cases {
		switch err := runSuiteCase(&c, dialect); {
		case err == nil:
			passed++
		case errors.Is(err, errRemote):
			refused++
		default:
			t.Errorf("%s: %s: %v", file, c.Description, err)
		}
	}
	return passed, refused
}

func runSuiteCase(c *suiteCase, dialect string) error {
	document, err := jsontree.Parse(c.Schema)
	if err != nil {
		return err
	}
	if _, chosen := document.Get("$schema"); document.Kind == jsontree.Object && !chosen {
		members := append([]jsontree.Member{{Name: "$schema", Value: jsontree.StringOf(dialect)}}, document.Members...)
		document = jsontree.ObjectOf(members...)
	}
	s, err := Compile(document)
	if err != nil {
		return err
	}
	var wrong []error
	for _, test := range c.Tests {
		data, err := jsontree.Parse(test.Data)
		if err != nil {
			return err
		}
		if s.Match(data) != test.Valid {
			wrong = append(wrong, fmt.Errorf("%s: %v is wrong", test.Description, !test.Valid))
		}
	}
	return errors.Join(wrong...)
}
