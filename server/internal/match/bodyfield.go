package match

import (
	"github.com/mockserver/mockserver/server/internal/match/body"
)

// bodyField compares the body by its kind.
type bodyField struct{ matcher body.Matcher }

func compileBody(c *compiler) (field, error) {
	if c.model.Body == nil {
		return nil, nil
	}
	m, err := c.options.Bodies.Compile(c.model.Body, c.env)
	if err != nil {
		return nil, fail("body", err)
	}
	return &bodyField{m}, nil
}

func (f *bodyField) name() string { return "body" }

func (f *bodyField) match(r *Request) bool { return f.matcher.Match(r.Content()) }

func (f *bodyField) explain(r *Request) FieldResult {
	return FieldResult{
		Name: "body", Reasons: []string{f.matcher.Explain(r.Content())},
		Actual: r.Content().Text(),
	}
}

func (f *bodyField) matchStored(d *definition) bool {
	stored := d.model.Body
	if stored == nil {
		return false
	}
	content := &body.Content{Bytes: []byte(stored.Text), Type: stored.ContentType, Budget: d.budget}
	if stored.Type == "BINARY" {
		content.Bytes = stored.Bytes
	}
	return f.matcher.Match(content)
}
