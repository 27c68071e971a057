package redact

import (
	"net/url"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/target"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// textMembers hold the text of the kinds of body that have credentials in
// them.
var textMembers = map[string]string{"STRING": "string", "XML": "xml", "JSON": "json"}

// asked returns a body matcher without credentials. Text that is JSON or a form
// is then compared as such; any other that names a field is not compared.
func (r *Rules) asked(b *model.Body, contentType string) *model.Body {
	if b.Type == "PARAMETERS" {
		return r.parametersBody(b)
	}
	if textMembers[b.Type] == "" {
		return b
	}
	if tree, ok := document(b); ok {
		hidden, changed := r.JSON(tree)
		if !changed {
			return b
		}
		return r.rewritten(b, "JSON", hidden)
	}
	switch pairs := target.Query(b.Text); {
	case !r.mention.MatchString(b.Text):
		return b
	case isForm(contentType):
		return wire.ParametersBody(multi(wire.LiteralParameters(pairs), r.fields))
	default:
		return nil
	}
}

func (r *Rules) parametersBody(b *model.Body) *model.Body {
	given, _ := b.Object.Get("parameters")
	parameters, err := wire.ParseMultiMatcher(given)
	if err != nil {
		return b
	}
	return wire.ParametersBody(multi(parameters, r.fields))
}

// served returns the body of a response without credentials: of text that is
// neither JSON nor a form, all is hidden where it names a field.
func (r *Rules) served(b *model.Body, contentType string) *model.Body {
	if textMembers[b.Type] == "" {
		return b
	}
	if tree, ok := document(b); ok {
		hidden, changed := r.JSON(tree)
		switch {
		case !changed:
			return b
		case b.Type == "JSON":
			return r.rewritten(b, "JSON", hidden)
		default:
			return r.rewritten(b, b.Type, jsontree.StringOf(string(hidden.AppendCompact(nil))))
		}
	}
	switch {
	case !r.mention.MatchString(b.Text):
		return b
	case isForm(contentType):
		return r.rewritten(b, b.Type, jsontree.StringOf(r.form(b.Text)))
	default:
		return r.rewritten(b, "STRING", jsontree.StringOf(model.Redacted))
	}
}

// document is the JSON that a body holds.
func document(b *model.Body) (tree jsontree.Value, ok bool) {
	if b.Type == "JSON" {
		return b.Object.Get("json")
	}
	tree, err := jsontree.Parse([]byte(b.Text))
	return tree, err == nil
}

// rewritten is b as a body of a kind with other content.
func (r *Rules) rewritten(b *model.Body, kind string, content jsontree.Value) *model.Body {
	members := []jsontree.Member{
		{Name: "type", Value: jsontree.StringOf(kind)},
		{Name: textMembers[kind], Value: content},
	}
	for _, m := range b.Object.Members {
		if m.Name != "type" && m.Name != textMembers[b.Type] {
			members = append(members, m)
		}
	}
	if b.Type == "STRING" && kind == "JSON" {
		members = append(members, jsontree.Member{Name: "matchType", Value: jsontree.StringOf("STRICT")})
	}
	rewritten, err := wire.ParseBody(jsontree.ObjectOf(members...))
	if err != nil { // never with content made here; nothing is the safe answer
		return nil
	}
	return rewritten
}

// JSON returns v with the values of fields hidden, and whether there were any.
func (r *Rules) JSON(v jsontree.Value) (hidden jsontree.Value, changed bool) {
	switch v.Kind {
	case jsontree.Object:
		return r.object(v)
	case jsontree.Array:
		items := make([]jsontree.Value, len(v.Items))
		for i, item := range v.Items {
			var inside bool
			items[i], inside = r.JSON(item)
			changed = changed || inside
		}
		return jsontree.ArrayOf(items...), changed
	default:
		return v, false
	}
}

func (r *Rules) object(v jsontree.Value) (hidden jsontree.Value, changed bool) {
	members := make([]jsontree.Member, len(v.Members))
	for i, m := range v.Members {
		inside := true
		if r.fields.has(m.Name) {
			m.Value = jsontree.StringOf(model.Redacted)
		} else {
			m.Value, inside = r.JSON(m.Value)
		}
		members[i] = m
		changed = changed || inside
	}
	return jsontree.ObjectOf(members...), changed
}

// form is a form's text with the values of fields hidden.
func (r *Rules) form(text string) string {
	pairs := strings.Split(text, "&")
	for i, pair := range pairs {
		name, _, _ := strings.Cut(pair, "=")
		if decoded, err := url.QueryUnescape(name); err == nil && r.fields.has(decoded) {
			pairs[i] = name + "=" + model.Redacted
		}
	}
	return strings.Join(pairs, "&")
}

func isForm(contentType string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	return strings.EqualFold(strings.TrimSpace(media), "application/x-www-form-urlencoded")
}
