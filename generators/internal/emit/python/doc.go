package python

import (
	"strings"
)

// described is an argument with what it means, for a docstring.
type described struct{ name, doc string }

// docstring writes a docstring behind an indentation: the first sentence, the
// others, the arguments, and what is raised.
func docstring(indent int, doc string, args, raises []described) string {
	summary, rest := firstSentence(doc)
	var blocks []string
	blocks = append(blocks, fill(indent, indent, summary))
	if rest != "" {
		blocks = append(blocks, fill(indent, indent, rest))
	}
	blocks = append(blocks, section(indent, "Args:", args)...)
	blocks = append(blocks, section(indent, "Raises:", raises)...)
	return quote(indent, strings.TrimLeft(strings.Join(blocks, "\n\n"), " "))
}

// attributeDoc writes the string under an attribute.
func attributeDoc(indent int, doc string) string {
	return quote(indent, strings.TrimLeft(fill(indent, indent, doc), " "))
}

func quote(indent int, body string) string {
	body = strings.ReplaceAll(body, `\`, `\\`)
	if !strings.Contains(body, "\n") && !strings.HasSuffix(body, `"`) && indent+len([]rune(body))+6 <= lineWidth {
		return `"""` + body + `"""`
	}
	return `"""` + body + "\n" + spaces(indent) + `"""`
}

func section(indent int, title string, items []described) []string {
	var lines []string
	for _, item := range items {
		if item.doc != "" {
			lines = append(lines, fill(indent+4, indent+8, item.name+": "+item.doc))
		}
	}
	if lines == nil {
		return nil
	}
	return []string{spaces(indent) + title + "\n" + strings.Join(lines, "\n")}
}

// firstSentence splits a description after its first sentence.
func firstSentence(doc string) (string, string) {
	if at := strings.Index(doc, ". "); at >= 0 {
		return doc[:at+1], doc[at+2:]
	}
	return doc, ""
}

// fill wraps words so that lines stay within the width: the first line behind
// one indentation, the others behind another. Six columns are left for the
// quotes of a docstring.
func fill(first, next int, words string) string {
	var b strings.Builder
	b.WriteString(spaces(first))
	column, fresh := first, true
	for _, w := range strings.Fields(words) {
		n := len([]rune(w))
		if !fresh && column+1+n > lineWidth-6 {
			b.WriteString("\n" + spaces(next))
			column, fresh = next, true
		}
		if !fresh {
			b.WriteByte(' ')
			column++
		}
		b.WriteString(w)
		column, fresh = column+n, false
	}
	return b.String()
}
