package wire

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// Violation is one thing that is wrong with a document.
type Violation struct {
	Path   string // "$.httpRequest.path"; "" when it concerns the whole document
	Reason string
}

func (v Violation) String() string {
	if v.Path == "" {
		return v.Reason
	}
	return v.Path + ": " + v.Reason
}

// ValidationError says why a document was refused. Its text is what
// MockServer's clients show and its users know.
type ValidationError struct {
	Lead       string // "incorrect expectation json format for:"; "" when the list stands alone
	Document   string // what was submitted, pretty printed when it could be parsed
	Violations []Violation
	Links      bool // whether the text ends with where to read on
}

const links = `

 OpenAPI Specification: https://app.swaggerhub.com/apis/jamesdbloom/mock-server-openapi/7.5.x
 Documentation: https://mock-server.com/mock_server/creating_expectations.html`

func (e *ValidationError) Error() string {
	var b strings.Builder
	if e.Lead != "" {
		b.WriteString(e.Lead + "\n\n" + indent(e.Document, "  ") + "\n\n schema validation errors:\n\n")
	}
	list := violationList(e.Violations)
	if e.Links {
		list += links
	}
	if e.Lead != "" {
		list = indent(list, "  ")
	}
	b.WriteString(list)
	return b.String()
}

// violationList is the count and one sorted line per violation.
func violationList(violations []Violation) string {
	lines := make([]string, len(violations))
	for i, v := range violations {
		lines[i] = "\n - " + v.String()
	}
	slices.Sort(lines)
	noun := "errors"
	if len(lines) == 1 {
		noun = "error"
	}
	return fmt.Sprintf("%d %s:%s", len(lines), noun, strings.Join(lines, ""))
}

func indent(text, by string) string {
	return by + strings.ReplaceAll(text, "\n", "\n"+by)
}

func pretty(v jsontree.Value) string { return string(v.AppendPretty(nil)) }
