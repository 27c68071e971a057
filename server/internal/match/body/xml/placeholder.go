package xml

import (
	"regexp"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// placeholderForm is "${xmlunit.name}" or "${xmlunit.name(argument)}".
var placeholderForm = regexp.MustCompile(`^\$\{xmlunit\.\s*([A-Za-z]+)\s*(?:\(\s*(.*?)\s*\))?\s*\}$`)

// number is what isNumber stands for.
var number = regexp.MustCompile(`^[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?$`)

// texts compares an expected text or attribute, which may be a placeholder.
// Blanks around the texts do not count, and those between words are one.
func (c *comparison) texts(want, got string) bool {
	want, got = normalised(want), normalised(got)
	if want == got {
		return true
	}
	form := placeholderForm.FindStringSubmatch(want)
	if form == nil {
		return false
	}
	switch form[1] {
	case ignoring:
		return true
	case "isNumber":
		return number.MatchString(got)
	case "isDateTime":
		return isDateTime(got, form[2])
	case "matchesRegex":
		// found anywhere in the text
		re, err := pattern.Compile(`[\s\S]*(?:`+form[2]+`)[\s\S]*`, pattern.Options{ExactCase: true})
		return err == nil && re.Match(got, c.budget)
	}
	return false
}

// ignoring is the name of the placeholder for anything, or nothing.
const ignoring = "ignore"

// ignores reports whether an expected text is that placeholder.
func ignores(want string) bool {
	form := placeholderForm.FindStringSubmatch(normalised(want))
	return form != nil && form[1] == ignoring
}

// normalised is text with one blank in the place of XML's white space (XML 1.0,
// section 2.3), and none at its ends.
func normalised(text string) string {
	return strings.Join(strings.FieldsFunc(text, isBlank), " ")
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }
