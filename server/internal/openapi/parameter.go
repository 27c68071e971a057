package openapi

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

// parameter is one path, query, header or cookie parameter.
type parameter struct {
	name     string
	in       string
	required bool
	style    string // of package wire's vocabulary
	schema   *node  // nil when anything will do
}

func newParameter(n *node) (*parameter, error) {
	p := &parameter{name: n.text("name"), in: n.text("in"), required: n.flag("required", false)}
	if p.name == "" {
		return nil, n.fail("name is missing")
	}
	switch p.in {
	case "path":
		p.required = true
	case "query", "header", "cookie":
	default:
		return nil, n.child(".in", n.value).fail("%q is none of path, query, header and cookie", p.in)
	}
	p.style = styleOf(n, p.in)
	return p, p.readSchema(n)
}

func (p *parameter) readSchema(n *node) (err error) {
	if p.schema, err = schemaOf(n); err != nil || p.schema != nil {
		return err
	}
	content, err := readContent(n)
	if len(content) > 0 {
		p.schema = content[0].schema
	}
	return err
}

const (
	deepObject   = "DEEP_OBJECT"
	explodedForm = "FORM_EXPLODED"
)

// styleOf names how a parameter is written (OpenAPI 3.0.3, "Style Values").
func styleOf(n *node, in string) string {
	style := n.text("style")
	if style == "" {
		style = map[string]string{"path": "simple", "header": "simple"}[in]
	}
	exploded := n.flag("explode", style == "" || style == "form")
	base, known := map[string]string{
		"simple": "SIMPLE", "label": "LABEL", "matrix": "MATRIX",
		"spaceDelimited": "SPACE_DELIMITED", "pipeDelimited": "PIPE_DELIMITED",
	}[style]
	switch {
	case style == "deepObject":
		return deepObject
	case !known:
		base = "FORM"
	}
	if exploded {
		return base + "_EXPLODED"
	}
	return base
}

// entry is what the parameter asks of a request.
func (p *parameter) entry() (model.MultiEntry, error) {
	e := model.MultiEntry{
		Name:   model.StringMatcher{Value: p.name, Optional: !p.required},
		Values: []model.StringMatcher{{Value: ".*"}},
	}
	if p.schema == nil {
		return e, nil
	}
	schema, err := p.schema.parameterSchema()
	if err != nil {
		return e, err
	}
	if asksFor(schema, "object") && p.style != deepObject {
		// Only deep objects are taken apart; the properties of an exploded form
		// are parameters of their own, without a name in common.
		e.Name.Optional = e.Name.Optional || p.style == explodedForm
		return e, nil
	}
	e.Values = []model.StringMatcher{{Schema: &schema}}
	if asksFor(schema, "array") || asksFor(schema, "object") {
		e.ParameterStyle = p.style
	}
	return e, nil
}

// entries are what the parameters in one place ask for; nil when there are none.
func entries(list []*parameter, in string) (*model.MultiMatcher, error) {
	m := &model.MultiMatcher{KeyMatchStyle: model.MatchingKey}
	for _, p := range list {
		if p.in != in || in == "header" && isReserved(p.name) {
			continue
		}
		e, err := p.entry()
		if err != nil {
			return nil, err
		}
		m.Entries = append(m.Entries, e)
	}
	if len(m.Entries) == 0 {
		return nil, nil
	}
	return m, nil
}

// isReserved reports whether a header parameter of this name says nothing
// (OpenAPI 3.0.3, "Parameter Object").
func isReserved(name string) bool {
	switch strings.ToLower(name) {
	case "accept", "content-type", "authorization":
		return true
	}
	return false
}
