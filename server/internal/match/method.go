package match

import "github.com/mockserver/mockserver/server/internal/match/rule"

type methodField struct{ text rule.Text }

func compileMethod(c *compiler) (field, error) {
	if isBlank(c.model.Method) {
		return nil, nil
	}
	t, err := rule.NewText(*c.model.Method, c.options.exact(c.env.Values))
	if err != nil {
		return nil, fail("method", err)
	}
	return &methodField{*t}, nil
}

func (f *methodField) name() string { return "method" }

func (f *methodField) match(r *Request) bool {
	return r.model.Method == "" || f.text.Match(r.model.Method, r.budget)
}

func (f *methodField) explain(r *Request) FieldResult {
	return explainText("method", &f.text, r.model.Method, r.budget)
}

func (f *methodField) matchStored(d *definition) bool {
	return matchStoredText(&f.text, d.model.Method, d.budget)
}
