package golang

import (
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// width is where comments wrap, the comment sign not counted.
const width = 77

// comment renders the sentences as a comment, wrapped.
func comment(sentences ...string) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(strings.Join(sentences, " ")) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, "// "+line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return strings.Join(append(lines, "// "+line), "\n")
}

// fieldDoc is the field's own description, else its type's.
func fieldDoc(f *ir.Field) string {
	if f.Doc != "" || f.Type.Kind != ir.Named {
		return f.Doc
	}
	return f.Type.Type.Doc
}

// predicate turns a summary, which starts with a verb, into what is said of a
// function: "Forget everything" becomes "forgets everything.".
func predicate(summary string) string {
	verb, rest, _ := strings.Cut(strings.ToLower(summary[:1])+summary[1:], " ")
	return thirdPerson(verb) + " " + rest + "."
}

func thirdPerson(verb string) string {
	switch {
	case strings.HasSuffix(verb, "y") && !strings.ContainsAny(verb[len(verb)-2:len(verb)-1], "aeiou"):
		return verb[:len(verb)-1] + "ies"
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "x"), strings.HasSuffix(verb, "ch"), strings.HasSuffix(verb, "sh"):
		return verb + "es"
	}
	return verb + "s"
}

// paragraphs puts an empty comment line between comments.
func paragraphs(comments ...string) string { return strings.Join(comments, "\n//\n") }
