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

// ValidationError says why a document was refused. Its text is what MockServer
// answers, because clients show it and tests compare it.
type ValidationError struct {
	// Lead begins the text: "incorrect expectation json format for:" in front
	// of the document, or a whole sentence when there is no document. Empty
	// when the list of violations stands alone.
	Lead     string
	Document string // what was submitted; cut at maxDocumentBytes in the text
	// Violations are sorted as they are listed.
	Violations []Violation
	Links      bool                  // whether the text ends with where to read on
	Syntax     *jsontree.SyntaxError // why the document is no JSON; then there are no violations
}

// maxDocumentBytes is how much of a document its refusal repeats.
const maxDocumentBytes = 64 << 10

const links = `

OpenAPI Specification: https://app.swaggerhub.com/apis/jamesdbloom/mock-server-openapi/7.5.x
Documentation: https://mock-server.com/mock_server/creating_expectations.html`

// Unwrap gives access to the *jsontree.SyntaxError, if there is one.
func (e *ValidationError) Unwrap() error {
	if e.Syntax == nil {
		return nil
	}
	return e.Syntax
}

func (e *ValidationError) Error() string {
	switch {
	case e.Lead == "":
		return e.details()
	case e.Document == "":
		return e.sentence()
	default:
		return e.Lead + "\n\n" + indent(cut(e.Document), "  ") +
			"\n\n schema validation errors:\n\n" + indent(e.details(), "  ")
	}
}

// details is what stands behind the document.
func (e *ValidationError) details() string {
	if e.Syntax != nil {
		return e.Syntax.Error()
	}
	list := violationList(e.Violations)
	if e.Links {
		list += links
	}
	return list
}

// sentence is the text on one line.
func (e *ValidationError) sentence() string {
	text := e.Lead
	for i, v := range e.Violations {
		text += [...]string{": ", "; "}[min(i, 1)] + v.String()
	}
	if e.Syntax != nil {
		text += ": " + e.Syntax.Error()
	}
	return text
}

// violationList is the count and one line per violation.
func violationList(violations []Violation) string {
	noun := "errors"
	if len(violations) == 1 {
		noun = "error"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s:", len(violations), noun)
	for _, v := range violations {
		b.WriteString("\n - " + v.String())
	}
	return b.String()
}

func cut(document string) string { return cutAt(document, maxDocumentBytes) }

func cutAt(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit], "") + "...[truncated]"
}

func indent(text, by string) string {
	return by + strings.ReplaceAll(text, "\n", "\n"+by)
}

func pretty(v jsontree.Value) string { return string(v.AppendPretty(nil)) }

// responders is the closing line of a list in which an action is missing.
const responders = "oneOf of the following must be specified [httpError, httpForward, httpForwardClassCallback, " +
	"httpForwardObjectCallback, httpForwardTemplate, httpForwardValidateAction, httpForwardWithFallback, " +
	"httpOverrideForwardedRequest, httpResponse, httpResponseClassCallback, httpResponseObjectCallback, httpResponseTemplate]"

// listed sorts violations, drops repeated ones and adds the closing line.
func listed(violations []Violation) []Violation {
	for _, v := range violations {
		if strings.HasPrefix(v.Reason, missingAction) {
			violations = append(violations, Violation{Reason: responders})
			break
		}
	}
	slices.SortFunc(violations, func(a, b Violation) int { return strings.Compare(a.String(), b.String()) })
	return slices.Compact(violations)
}

// BatchError is the refusal of several items of one document.
type BatchError struct{ Items []*ValidationError }

func (e *BatchError) Error() string {
	texts := make([]string, len(e.Items))
	for i, item := range e.Items {
		texts[i] = item.Error()
	}
	return "[\n" + indent(strings.Join(texts, ",\n\n"), "  ") + "\n]"
}

// Unwrap returns the refusals of the items.
func (e *BatchError) Unwrap() []error {
	errs := make([]error, len(e.Items))
	for i, item := range e.Items {
		errs[i] = item
	}
	return errs
}
