package xml

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// placeholderForm is "${xmlunit.name}" or "${xmlunit.name(argument)}".
var placeholderForm = regexp.MustCompile(`^\$\{xmlunit\.([A-Za-z]+)(?:\((.*)\))?\}$`)

// texts compares an expected text or attribute, which may be a placeholder.
func (c *comparison) texts(want, got string) bool {
	if want == got {
		return true
	}
	form := placeholderForm.FindStringSubmatch(strings.TrimSpace(want))
	if form == nil {
		return false
	}
	switch form[1] {
	case "ignore":
		return true
	case "isNumber":
		_, err := strconv.ParseFloat(strings.TrimSpace(got), 64)
		return err == nil
	case "matchesRegex":
		// found anywhere in the text
		re, err := pattern.Compile(`[\s\S]*(?:`+form[2]+`)[\s\S]*`, pattern.Options{ExactCase: true})
		return err == nil && re.Match(got, c.budget)
	}
	return false
}
