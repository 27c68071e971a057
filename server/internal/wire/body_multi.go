package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// multiContent is maps of names to values under these members: form parameters,
// and the fields of a multipart body.
type multiContent []string

func (names multiContent) read(r *bodyReader, _ *model.Body) []jsontree.Member {
	var o object
	for _, name := range names {
		if given, ok := r.shaped(name, formParametersShape); ok {
			o.addMembers(name, multiValue(r.multi(r.at.member(name), given)))
		}
	}
	return o.members
}

// allOfContent is bodies that must all match.
type allOfContent struct{}

func (allOfContent) read(r *bodyReader, _ *model.Body) []jsontree.Member {
	given, _ := r.shaped("bodyAllOf", &arrayShape{items: bodyShape{}})
	parts := make([]jsontree.Value, len(given.Items))
	for i, item := range given.Items {
		parts[i] = bodyValue(r.bodyOf(r.at.member("bodyAllOf").item(i), item, false), false)
	}
	return []jsontree.Member{{Name: "bodyAllOf", Value: jsontree.ArrayOf(parts...)}}
}
