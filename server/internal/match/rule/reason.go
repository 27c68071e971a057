package rule

import "strings"

// Because stands before why an expected thing is not what was found.
const Because = "failed because:"

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
		out.WriteString("\n   " + Because + "\n\n")
		indent(&out, strings.Join(because, "\n"))
	}
	return out.String()
}

// Alike says in what two texts that look the same differ; nothing when they do
// not look the same.
func Alike(expected, found string) []string {
	switch {
	case expected == found || strings.TrimSpace(expected) == "":
		return nil
	case strings.TrimSpace(expected) == strings.TrimSpace(found):
		return []string{"they differ in white space at the ends"}
	case strings.EqualFold(expected, found):
		return []string{"they differ in upper and lower case"}
	}
	return nil
}

func indent(out *strings.Builder, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		out.WriteString("    " + line + "\n")
	}
}
