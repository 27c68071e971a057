package schema

import (
	"errors"
	"fmt"
	"time"

	"github.com/dlclark/regexp2/v2"
	"github.com/mockserver/mockserver/server/internal/gen/jsonschema"
)

const (
	// expressionTimeout bounds what one regular expression of a schema costs
	// one request.
	expressionTimeout = time.Second
	// maxStack bounds the memory of one search, in integers.
	maxStack = 1 << 20
)

// expression is a regular expression of a schema: ECMA-262's dialect, found
// anywhere in the text.
type expression struct {
	re      *regexp2.Regexp
	checker *checker
}

// compileExpression is the validator's way to expressions, which tells c that
// there is one.
func (c *checker) compileExpression(source string) (jsonschema.Regexp, error) {
	re, err := regexp2.Compile(source, regexp2.ECMAScript|regexp2.Unicode, regexp2.OptionMaxBacktrackingStackSize(maxStack))
	if err != nil {
		return nil, err
	}
	c.expressions.Store(true)
	return expression{re, c}, nil
}

// MatchString implements jsonschema.Regexp. What takes too long does not match,
// and makes the value invalid whatever the schema concludes from that.
func (e expression) MatchString(text string) bool {
	left := e.checker.budget.Left(e.String(), expressionTimeout)
	if left <= 0 {
		e.checker.late = e.String()
		return false
	}
	e.re.MatchTimeout = left
	began := time.Now()
	ok, err := e.re.MatchString(text)
	late := err != nil && !errors.Is(err, regexp2.ErrBacktrackingStackLimit)
	e.checker.budget.Charge(e.String(), time.Since(began), expressionTimeout, late)
	if err != nil {
		e.checker.late = e.String()
	}
	return ok && err == nil
}

func (e expression) String() string { return e.re.String() }

// lateError is an expression that asked for too much.
type lateError struct{ expression string }

func (e *lateError) Error() string {
	return fmt.Sprintf("the regular expression %q took longer than %v, or too much memory", e.expression, expressionTimeout)
}
