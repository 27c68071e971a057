package ruby

import (
	"strings"
	"text/template"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// width is the longest comment line; maxLine the longest line of code.
const (
	width   = 100
	maxLine = 120
)

var functions = template.FuncMap{
	"comment": comment,
	"tag":     tag,
	"fits":    func(indent int, line string) bool { return indent+len(line) <= maxLine },
	"join":    func(names []string) string { return strings.Join(names, ", ") },
	"rbs":     rbsType,
	"yards":   yardTypes,
	"input":   rbsInput,
	"maybe":   maybe,
}

// comment wraps text into comment lines, each indented, without a line break
// at the end.
func comment(indent int, text string) string { return wrap(indent, "", "", text) }

// tag wraps a YARD tag; its further lines are indented by two more.
func tag(indent int, head, text string) string { return wrap(indent, head, "  ", text) }

func wrap(indent int, first, rest, text string) string {
	start := strings.Repeat(" ", indent) + "#"
	var lines []string
	line := start
	if first != "" {
		line += " " + first
	}
	for _, word := range strings.Fields(escape(text)) {
		if line != start && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = start
			if rest != "" {
				line += rest
			}
		}
		line += " " + word
	}
	return strings.Join(append(lines, line), "\n")
}

// escape keeps YARD from taking braces for links.
func escape(text string) string { return strings.NewReplacer("{", `\{`).Replace(text) }

// fieldDoc is what a field's description says, or that of its type.
func fieldDoc(f *ir.Field) string { return docOr(f.Doc, f.Type) }

func docOr(doc string, ref ir.Ref) string {
	for ref.Kind == ir.List {
		ref = *ref.Elem
	}
	if doc == "" && ref.Kind == ir.Named {
		return ref.Type.Doc
	}
	return doc
}
