// Package fuzzy compares the text of bodies by similarity.
package fuzzy

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// defaultThreshold is the similarity asked for when none is given.
const defaultThreshold = 0.8

// maxRunes bounds the texts compared: the work grows with the square of it.
const maxRunes = 16384

type matcher struct {
	text       string
	threshold  float64
	ignoreCase bool
}

// Compile compiles a FUZZY body: a text, the similarity to reach from 0 to 1,
// and whether case and the blanks around it count.
func Compile(b *model.Body, _ body.Env) (body.Matcher, error) {
	m := &matcher{text: b.Text, threshold: defaultThreshold}
	if v, ok := b.Object.Get("threshold"); ok {
		threshold, err := strconv.ParseFloat(v.Text, 64)
		if err != nil {
			return nil, &body.FieldError{Field: "threshold", Err: err}
		}
		m.threshold = threshold
	}
	if v, _ := b.Object.Get("ignoreCase"); v.Text == "true" {
		m.ignoreCase = true
		m.text = fold(m.text)
	}
	return m, nil
}

func fold(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// Match reports whether the texts are similar enough.
func (m *matcher) Match(c *body.Content) bool {
	return body.Blank(m.text) || m.similarity(c) >= m.threshold
}

func (m *matcher) similarity(c *body.Content) float64 {
	text := c.Text()
	if m.ignoreCase {
		text = fold(text)
	}
	return jaroWinkler([]rune(m.text), []rune(text))
}

func (m *matcher) Explain(c *body.Content) string {
	return rule.Reason("fuzzy", m.text, c.Text(),
		fmt.Sprintf("the similarity is %.3f, below %.3f", m.similarity(c), m.threshold))
}
