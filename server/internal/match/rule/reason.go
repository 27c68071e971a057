package rule

import "strings"

// Reason lays out one difference as people who debug expectations know it:
// what kind of comparison failed, what was expected, what was found and, when
// there is more to say, why.
func Reason(kind, expected, found string, because ...string) string {
	var out strings.Builder
	out.WriteString("  " + kind + " match failed expected:\n\n")
	indent(&out, expected)
	out.WriteString("\n   found:\n\n")
	indent(&out, found)
	if len(because) > 0 {
		out.WriteString("\n   failed because:\n\n")
		indent(&out, strings.Join(because, "\n"))
	}
	return out.String()
}

func indent(out *strings.Builder, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		out.WriteString("    " + line + "\n")
	}
}
