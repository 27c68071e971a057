// Package binary compares bodies byte by byte.
package binary

import (
	"bytes"
	"encoding/base64"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct{ want []byte }

// Compile compiles a BINARY body; an empty one accepts anything.
func Compile(b *model.Body, _ body.Env) (body.Matcher, error) {
	return &matcher{b.Bytes}, nil
}

func (m *matcher) Match(c *body.Content) bool {
	return len(m.want) == 0 || bytes.Equal(m.want, c.Bytes) ||
		c.Encoded != nil && bytes.Equal(m.want, c.Encoded)
}

func (m *matcher) Explain(c *body.Content) string {
	return rule.Reason("binary", base64.StdEncoding.EncodeToString(m.want),
		base64.StdEncoding.EncodeToString(c.Bytes))
}
