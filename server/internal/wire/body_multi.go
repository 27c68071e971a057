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

// bodiesContent is bodies in a list under this name.
type bodiesContent string

func (name bodiesContent) read(r *bodyReader, _ *model.Body) []jsontree.Member {
	given, _ := r.shaped(string(name), &arrayShape{items: bodyShape{}})
	parts := make([]jsontree.Value, len(given.Items))
	for i, item := range given.Items {
		parts[i] = bodyValue(r.bodyOf(r.at.member(string(name)).item(i), item, false), false)
	}
	return []jsontree.Member{{Name: string(name), Value: jsontree.ArrayOf(parts...)}}
}
