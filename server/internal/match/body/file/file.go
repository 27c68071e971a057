// Package file compares bodies with the text of a file.
package file

import (
	"io"
	"os"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// maxFileBytes bounds the files read.
const maxFileBytes = 32 << 20

type matcher struct{ text string }

// Compile compiles a FILE body; the file is read now and has to be there.
func Compile(b *model.Body, _ body.Env) (body.Matcher, error) {
	text, err := read(b.Text)
	if err != nil {
		return nil, &body.FieldError{Field: "filePath", Err: err}
	}
	return &matcher{text}, nil
}

func read(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFileBytes))
	return string(text), err
}

func (m *matcher) Match(c *body.Content) bool { return c.Text() == m.text }

func (m *matcher) Explain(c *body.Content) string { return rule.Reason("file", m.text, c.Text()) }
