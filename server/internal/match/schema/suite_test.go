package schema

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
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

// suiteFolders are the parts of each draft's folder that are run. Formats are
// assertions up to draft 7 and annotations after, as in MockServer.
func suiteFolders(draft string) []string {
	folders := []string{draft, draft + "/optional"}
	if len(draft) == len("draft7") {
		folders = append(folders, draft+"/optional/format")
	}
	return folders
}

// TestSuite runs the suite. What fails is listed, with the reason, in
// testdata/suite_failures.txt; what is listed there and passes is an error too.
func TestSuite(t *testing.T) {
	folder := os.Getenv(suiteVariable)
	if folder == "" {
		t.Skip(suiteVariable + " does not name the suite's folder")
	}
	s := suite{known: knownFailures(t)}
	for draft, dialect := range drafts {
		for _, part := range suiteFolders(draft) {
			files, err := filepath.Glob(filepath.Join(folder, part, "*.json"))
			if err != nil || len(files) == 0 {
				t.Fatalf("%s: no files, error %v", part, err)
			}
			for _, file := range files {
				s.runFile(t, part, file, dialect)
			}
		}
	}
	for name, reason := range s.known {
		t.Errorf("%s: listed as failing (%s), but it passes", name, reason)
	}
	t.Logf("%d tests pass, %d fail as listed", s.passed, s.failed)
}

// knownFailures reads the list of failures: a reason after each name.
func knownFailures(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/suite_failures.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]string)
	reason := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if comment, ok := strings.CutPrefix(line, "# "); ok {
			reason = comment
		} else if line != "" {
			known[line] = reason
		}
	}
	return known
}

// suite is one run. What fails as expected is taken out of known.
type suite struct {
	known          map[string]string
	passed, failed int
}

func (s *suite) runFile(t *testing.T, part, file, dialect string) {
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
		name := fmt.Sprintf("%s/%s: %s", part, filepath.Base(file), c.Description)
		compiled, err := compileSuiteCase(&c, dialect)
		if err != nil {
			s.judge(t, name, err)
			continue
		}
		for _, test := range c.Tests {
			data, err := jsontree.Parse(test.Data)
			if err == nil && compiled.Match(data, nil) != test.Valid {
				err = fmt.Errorf("valid: %v", !test.Valid)
			}
			s.judge(t, name+": "+test.Description, err)
		}
	}
}

// judge counts one result. A failure is known by its own name or by that of
// its case.
func (s *suite) judge(t *testing.T, name string, err error) {
	t.Helper()
	if err == nil {
		s.passed++
		return
	}
	s.failed++
	if _, listed := s.known[name]; !listed {
		t.Errorf("%s: %v", name, err)
	}
	delete(s.known, name)
}

func compileSuiteCase(c *suiteCase, dialect string) (*Schema, error) {
	document, err := jsontree.Parse(c.Schema)
	if err != nil {
		return nil, err
	}
	if _, chosen := document.Get("$schema"); document.Kind == jsontree.Object && !chosen {
		members := append([]jsontree.Member{{Name: "$schema", Value: jsontree.StringOf(dialect)}}, document.Members...)
		document = jsontree.ObjectOf(members...)
	}
	return Compile(document)
}
