package control

import "fmt"

// ParameterError is a parameter whose value is not one of those it may have.
type ParameterError struct {
	Name, Value string
	Supported   string // values, separated by ", "
	Where       string // what else decides which are, after a blank; or ""
}

// Error implements error.
func (e *ParameterError) Error() string {
	return fmt.Sprintf("%q is not a valid value for %q parameter%s, only the following values are supported [%s]", e.Value, e.Name, e.Where, e.Supported)
}
