package typescript

import (
	"strings"
)

// width is the longest line that the formatter leaves alone.
const width = 120

// list lays out head, items between brackets, and tail: on one line when it
// fits, else one item per line.
func list(indent int, head, open string, items []string, closing, tail string) string {
	line := head + open + strings.Join(items, ", ") + closing + tail
	if indent+len(line) <= width {
		return line
	}
	pad := strings.Repeat(" ", indent)
	var b strings.Builder
	b.WriteString(head + strings.TrimRight(open, " ") + "\n")
	for _, item := range items {
		b.WriteString(pad + "  " + item)
		if !strings.HasPrefix(item, "...") || open != "(" {
			b.WriteString(",")
		}
		b.WriteString("\n")
	}
	b.WriteString(pad + strings.TrimLeft(closing, " ") + tail)
	return b.String()
}

// braces lays out the members of an object, or the names of an import.
func braces(indent int, head string, items []string, tail string) string {
	if len(items) == 0 {
		return head + "{}" + tail
	}
	return list(indent, head, "{ ", items, " }", tail)
}

// parameters lays out a function's head.
func parameters(indent int, head string, items []string, tail string) string {
	return list(indent, head, "(", items, ")", tail)
}

// alias lays out a type alias of several alternatives.
func alias(name string, parts []string) string {
	line := "export type " + name + " = " + strings.Join(parts, " | ") + ";"
	if len(line) <= width {
		return line
	}
	return "export type " + name + " =\n  | " + strings.Join(parts, "\n  | ") + ";"
}

// expanded lays out an object with one member per line, which the formatter
// leaves as it is. Members of several lines are laid out at indent+2.
func expanded(indent int, head string, items []string, tail string) string {
	if len(items) == 0 {
		return head + "{}" + tail
	}
	pad := strings.Repeat(" ", indent)
	return head + "{\n" + pad + "  " + strings.Join(items, ",\n"+pad+"  ") + ",\n" + pad + "}" + tail
}

// doc is a comment at this indent; empty paragraphs are left out.
func doc(indent int, paragraphs ...string) string {
	pad := strings.Repeat(" ", indent)
	var text []string
	for _, p := range paragraphs {
		if p != "" {
			text = append(text, strings.ReplaceAll(p, "*/", "*\\/"))
		}
	}
	if line := pad + "/** " + strings.Join(text, "") + " */\n"; len(text) == 1 && len(line) <= width+1 {
		return line
	}
	var b strings.Builder
	b.WriteString(pad + "/**\n")
	for i, p := range text {
		if i > 0 {
			b.WriteString(pad + " *\n")
		}
		for _, line := range wrap(p, width-indent-len(" * ")) {
			b.WriteString(pad + " * " + line + "\n")
		}
	}
	b.WriteString(pad + " */\n")
	return b.String()
}

func wrap(text string, limit int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > limit {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
