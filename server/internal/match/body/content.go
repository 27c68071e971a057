package body

import (
	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
)

// Content is the body of one request in every form a matcher may ask for. Each
// form is made once, when first asked for, whatever the number of matchers.
// A Content belongs to one goroutine.
type Content struct {
	Bytes   []byte // decompressed
	Encoded []byte // as received, when that differs
	Type    string // the content-type header, "" when there is none
	Budget  *pattern.Budget

	text *string
	json *parsed
	form []rule.Pair
	data *parsed
	xml  *document
}

type parsed struct {
	value jsontree.Value
	err   error
}

// NoJSON says why there is no JSON, given the error of JSON or Data.
func (c *Content) NoJSON(err error) string {
	if c.Empty() {
		return "the request has no body"
	}
	return "the body is not JSON: " + err.Error()
}

// Empty reports whether there is no body.
func (c *Content) Empty() bool { return len(c.Bytes) == 0 }

// Text returns the body decoded with its charset.
func (c *Content) Text() string {
	if c.text == nil {
		text := charset.Decode(c.Type, c.Bytes)
		c.text = &text
	}
	return *c.text
}

// JSON returns the body as a tree, or why it is none.
func (c *Content) JSON() (jsontree.Value, error) {
	if c.json == nil {
		value, err := jsontree.Parse([]byte(c.Text()))
		c.json = &parsed{value, err}
	}
	return c.json.value, c.json.err
}
