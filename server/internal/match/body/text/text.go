// Package text compares the text of bodies as it is.
package text

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type matcher struct {
	want      string
	not       bool // written as a "!" before the text
	substring bool
}

// Compile compiles a STRING body: the whole text, or with subString a part of
// it, case-sensitive. An empty one accepts anything.
func Compile(b *model.Body, _ body.Env) (body.Matcher, error) {
	m := &matcher{}
	m.want, m.not = strings.CutPrefix(strings.TrimPrefix(b.Text, "?"), "!")
	if m.not {
		m.want = strings.TrimPrefix(m.want, "?")
	}
	sub, _ := b.Object.Get("subString")
	m.substring = sub.Kind == jsontree.Bool && sub.Text == "true"
	return m, nil
}

func (m *matcher) Match(c *body.Content) bool {
	if m.want == "" {
		return !m.not
	}
	if m.substring {
		return strings.Contains(c.Text(), m.want) != m.not
	}
	return (c.Text() == m.want) != m.not
}

func (m *matcher) Explain(c *body.Content) string {
	kind := "exact string"
	if m.substring {
		kind = "substring"
	}
	want := m.want
	if m.not {
		want = "!" + want
	}
	return rule.Reason(kind, want, c.Text(), rule.Alike(want, c.Text())...)
}

// Keys implements body.Keyed.
func (m *matcher) Keys() []body.Key {
	if m.want == "" || m.not || m.substring {
		return nil
	}
	return []body.Key{{Place: body.WholeText(), Scalar: body.TextScalar(m.want)}}
}
