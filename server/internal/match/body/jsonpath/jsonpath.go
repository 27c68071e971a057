// Package jsonpath compares bodies with a JSONPath: it has to select something.
package jsonpath

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/jsonpath"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	text string
	path *jsonpath.Path // nil when text is no path: only that very text matches
	// semicolon separates the parameters of a form.
	semicolon bool
}

// Compile compiles a JSON_PATH body. Text that is no path is not refused,
// because a body equal to it matches all the same.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	path, err := jsonpath.Compile(b.Text)
	if err != nil {
		path = nil
	}
	return &matcher{b.Text, path, env.Semicolon}, nil
}

// Match reports whether the path leads to a value that is not null, or to a
// list that is not empty.
func (m *matcher) Match(c *body.Content) bool {
	if body.Blank(m.text) || c.Text() == m.text {
		return true
	}
	document, err := c.Data(m.semicolon)
	if m.path == nil || err != nil {
		return false
	}
	found, ok, _ := m.path.Read(document, c.Budget)
	if found.Kind == jsontree.Array {
		return ok && len(found.Items) > 0
	}
	return ok && found.Kind != jsontree.Null
}

func (m *matcher) Explain(c *body.Content) string {
	return rule.Reason("json path", m.text, c.Text(), m.because(c))
}

func (m *matcher) because(c *body.Content) string {
	if m.path == nil {
		_, err := jsonpath.Compile(m.text)
		return "this is no JSONPath: " + err.Error()
	}
	document, err := c.Data(m.semicolon)
	if err != nil {
		return c.NoJSON(err)
	}
	if _, _, err := m.path.Read(document, c.Budget); err != nil {
		return err.Error()
	}
	return "the path selects nothing"
}
