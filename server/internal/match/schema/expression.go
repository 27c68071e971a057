package schema

import (
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// expressionTimeout bounds one evaluation of a "pattern".
const expressionTimeout = time.Second

// expression is a regular expression of a schema: ECMA-262's dialect, found
// anywhere in the text.
type expression struct{ re *regexp2.Regexp }

func compileExpression(source string) (jsonschema.Regexp, error) {
	re, err := regexp2.Compile(source, regexp2.ECMAScript|regexp2.Unicode)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = expressionTimeout
	return expression{re}, nil
}

// MatchString implements jsonschema.Regexp; what takes too long does not match.
func (e expression) MatchString(text string) bool {
	ok, err := e.re.MatchString(text)
	return ok && err == nil
}

func (e expression) String() string { return e.re.String() }
