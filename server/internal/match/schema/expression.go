package schema

import (
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// expressionTimeout bounds what the regular expressions of a schema cost one
// validation. The last one may take that long again.
const expressionTimeout = time.Second

// expression is a regular expression of a schema: ECMA-262's dialect, found
// anywhere in the text.
type expression struct {
	re   *regexp2.Regexp
	left *time.Duration // of the validation
}

// compileExpression is the validator's way to expressions, which tells c that
// there is one.
func (c *checker) compileExpression(source string) (jsonschema.Regexp, error) {
	re, err := regexp2.Compile(source, regexp2.ECMAScript|regexp2.Unicode)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = expressionTimeout
	c.expressions = true
	return expression{re, &c.left}, nil
}

// MatchString implements jsonschema.Regexp; what takes too long does not match.
func (e expression) MatchString(text string) bool {
	if *e.left <= 0 {
		return false
	}
	began := time.Now()
	ok, err := e.re.MatchString(text)
	*e.left -= time.Since(began)
	return ok && err == nil
}

func (e expression) String() string { return e.re.String() }
