// Package file compares bodies with the text of a file.
package file

import (
	"github.com/mockserver/mockserver/server/internal/diskfile"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct{ text string }

// Compile compiles a FILE body; the file is read now and has to be there.
func Compile(b *model.Body, _ body.Env) (body.Matcher, error) {
	text, err := diskfile.Read(b.Text)
	if err != nil {
		return nil, &body.FieldError{Field: "filePath", Err: err}
	}
	return &matcher{string(text)}, nil
}

func (m *matcher) Match(c *body.Content) bool { return c.Text() == m.text }

func (m *matcher) Explain(c *body.Content) string { return rule.Reason("file", m.text, c.Text()) }
