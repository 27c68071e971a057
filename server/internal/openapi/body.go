package openapi

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// addTo makes m ask for a body of the media type.
func (c media) addTo(m *model.RequestMatcher, required bool) error {
	if c.is("multipart/") {
		return c.addParts(m, required)
	}
	if required && c.kind != "*/*" {
		m.Headers = withEntry(m.Headers, model.MultiEntry{
			Name:   model.StringMatcher{Value: "content-type"},
			Values: []model.StringMatcher{{Value: contentTypePattern(c.kind)}},
		})
	}
	if c.schema == nil || !c.isData() {
		return nil
	}
	write := (*node).bundle
	if c.isForm() {
		write = (*node).parameterSchema
	}
	schema, err := write(c.schema)
	if err != nil {
		return err
	}
	members := []jsontree.Member{
		{Name: "type", Value: jsontree.StringOf("JSON_SCHEMA")},
		{Name: "jsonSchema", Value: schema},
	}
	if styles, err := c.styles(); err != nil {
		return err
	} else if len(styles.Members) > 0 {
		members = append(members, jsontree.Member{Name: "parameterStyles", Value: styles})
	}
	return addBody(m, members, required)
}

func addBody(m *model.RequestMatcher, members []jsontree.Member, required bool) error {
	if !required {
		members = append(members, jsontree.Member{Name: "optional", Value: jsontree.BoolOf(true)})
	}
	body, err := wire.ParseBody(jsontree.ObjectOf(members...))
	m.Body = body
	return err
}

func (c media) is(part string) bool { return strings.Contains(strings.ToLower(c.kind), part) }

// isData reports whether bodies of the type are compared with a schema.
func (c media) isData() bool {
	return c.is("*") || c.is("json") || c.is("xml") || c.isForm()
}

func (c media) isForm() bool { return c.is("x-www-form-urlencoded") }

// contentTypePattern accepts the type with any parameters behind it.
func contentTypePattern(kind string) string {
	return strings.ReplaceAll(regexp.QuoteMeta(kind), `\*`, ".*") + ".*"
}

// addParts makes m ask for the parts that the schema requires.
func (c media) addParts(m *model.RequestMatcher, required bool) error {
	if c.schema == nil {
		return nil
	}
	schema, err := c.schema.resolved()
	if err != nil {
		return err
	}
	var fields []jsontree.Member
	names, _ := schema.value.Get("required")
	for _, name := range names.Items {
		anything := jsontree.ArrayOf(jsontree.StringOf(".*"))
		fields = append(fields, jsontree.Member{Name: name.Text, Value: anything})
	}
	if len(fields) == 0 {
		return nil
	}
	return addBody(m, []jsontree.Member{
		{Name: "type", Value: jsontree.StringOf("MULTIPART")},
		{Name: "fields", Value: jsontree.ObjectOf(fields...)},
	}, required)
}

// styles are how the lists of a form are written, by property.
func (c media) styles() (jsontree.Value, error) {
	styles := jsontree.ObjectOf()
	if !c.isForm() {
		return styles, nil
	}
	schema, err := c.schema.resolved()
	if err != nil {
		return styles, err
	}
	encodings, err := c.members("encoding")
	if err != nil {
		return styles, err
	}
	properties, err := schema.members("properties")
	for _, p := range properties {
		if !asksFor(p.value, "array") {
			continue
		}
		style := "FORM_EXPLODED"
		if i := slices.IndexFunc(encodings, func(e named) bool { return e.name == p.name }); i >= 0 {
			style = styleOf(encodings[i].node, "query")
		}
		styles.Members = append(styles.Members, jsontree.Member{Name: p.name, Value: jsontree.StringOf(style)})
	}
	return styles, err
}
