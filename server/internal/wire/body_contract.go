package wire

import (
	"slices"
	"strings"

	"github.com/mockserver/mockserver/server/internal/gen/vocabulary"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// contractKinds are those of kinds that are not listed: told by their type, and
// read as the contract describes them.
func contractKinds(kinds []vocabulary.Kind, listed []bodyKind) []bodyKind {
	var others []bodyKind
	for _, k := range kinds {
		if slices.ContainsFunc(listed, func(known bodyKind) bool { return known.name == k.Name }) {
			continue
		}
		content := contractContent{k.Usual}
		for _, m := range k.Options {
			if !slices.Contains(common, strings.ToLower(m.Name)) {
				content = append(content, m)
			}
		}
		others = append(others, bodyKind{name: k.Name, members: content.names(), served: k.Content, content: content})
	}
	return others
}

// contractContent is members as the contract has them, the usual one first.
type contractContent []vocabulary.Member

func (c contractContent) names() []string {
	names := make([]string, len(c))
	for i, m := range c {
		names[i] = strings.ToLower(m.Name)
	}
	return names
}

func (c contractContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	var members []jsontree.Member
	for i, m := range c {
		found := contractMember(r, b, m)
		if i == 0 && m.Shape == vocabulary.Text && len(found) > 0 {
			b.Text = found[0].Value.Text
		}
		members = append(members, found...)
	}
	return members
}

// contractMember reads one member; none when it is absent or wrong.
func contractMember(r *bodyReader, b *model.Body, m vocabulary.Member) []jsontree.Member {
	_, given := r.get(m.Name)
	switch {
	case !given:
		if m.Required {
			r.refuseMissing(m.Name)
		}
		return nil
	case m.Shape == vocabulary.MultiMap:
		return multiContent{m.Name}.read(r, b)
	case m.Shape == vocabulary.Bodies:
		return bodiesContent(m.Name).read(r, b)
	}
	return r.optional(nil, m.Name, contractShape(m))
}

// contractShape is what a member may be.
func contractShape(m vocabulary.Member) shape {
	text := shape(stringShape)
	if m.Values != nil {
		text = enumShape(m.Values)
	}
	switch m.Shape {
	case vocabulary.Text:
		return text
	case vocabulary.Texts:
		return &arrayShape{items: text}
	case vocabulary.TextMap:
		return &objectShape{others: text}
	case vocabulary.Pattern:
		return stringMatcherShape
	case vocabulary.PatternMap:
		return &objectShape{names: isBareName, others: stringMatcherShape}
	case vocabulary.Flag:
		return booleanShape
	case vocabulary.Whole:
		return numberShape{"integer", m.Least, m.Most}
	case vocabulary.Number:
		return numberShape{"number", m.Least, m.Most}
	case vocabulary.Object:
		return &objectShape{others: anything{}}
	}
	return anything{}
}
