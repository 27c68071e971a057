package match

import (
	"encoding/base64"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// bodyField compares the body by its kind.
type bodyField struct {
	model   *model.Body
	matcher body.Matcher
}

func compileBody(c *compiler) (field, error) {
	if c.model.Body == nil {
		return nil, nil
	}
	m, err := c.options.bodies().Compile(c.model.Body, c.env)
	if err != nil {
		return nil, fail("body", err)
	}
	return &bodyField{c.model.Body, m}, nil
}

func (f *bodyField) name() string { return "body" }

func (f *bodyField) match(r *Request) bool { return f.matcher.Match(r.Content()) }

func (f *bodyField) explain(r *Request) FieldResult {
	return FieldResult{
		Name: "body", Reasons: []string{f.matcher.Explain(r.Content())},
		Actual: r.Content().Text(),
	}
}

// matchStored compares with a stored body: as its own text, as text that the
// filter accepts, or as a matcher that accepts the filter's text.
func (f *bodyField) matchStored(d *definition) bool {
	stored := d.model.Body
	if stored == nil {
		return f.matcher.Match(&body.Content{Budget: d.budget})
	}
	return sameText(f.model, stored) || f.matcher.Match(contentOf(stored, d.budget)) || f.acceptedBy(d)
}

func sameText(a, b *model.Body) bool {
	return pattern.EqualFold(string(a.Object.AppendCompact(nil)), string(b.Object.AppendCompact(nil)))
}

func (f *bodyField) acceptedBy(d *definition) bool {
	if f.model.Not || d.model.Body.Not {
		return false
	}
	m, err := d.options.bodies().Compile(d.model.Body, d.options.env())
	return err == nil && m.Match(contentOf(f.model, d.budget))
}

// contentOf is the content a body stands for as text.
func contentOf(b *model.Body, budget *pattern.Budget) *body.Content {
	content := []byte(b.Text)
	if len(b.Bytes) > 0 {
		content = []byte(base64.StdEncoding.EncodeToString(b.Bytes))
	}
	return &body.Content{Bytes: content, Type: b.ContentType, Budget: budget}
}
