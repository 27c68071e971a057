package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// textContent is one text under this name.
type textContent string

func (name textContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	b.Text = r.text(string(name))
	return []jsontree.Member{{Name: string(name), Value: jsontree.StringOf(b.Text)}}
}

// stringContent is the whole body as text, or with subString a part of it.
type stringContent struct{}

func (stringContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	b.Text = stringText(r.text("string"), r.served)
	members := []jsontree.Member{{Name: "string", Value: jsontree.StringOf(b.Text)}}
	if !r.served && r.flag("subString") {
		members = append(members, jsontree.Member{Name: "subString", Value: jsontree.BoolOf(true)})
	}
	return members
}

// xpathContent is an expression and the prefixes it uses.
type xpathContent struct{}

var namespacesShape = &objectShape{others: stringShape}

func (xpathContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	members := textContent("xpath").read(r, b)
	prefixes, _ := r.shaped("namespacePrefixes", namespacesShape)
	if len(prefixes.Members) > 0 {
		members = append(members, jsontree.Member{Name: "namespacePrefixes", Value: prefixes})
	}
	return members
}

// fileContent names the file that holds the content.
type fileContent struct{}

func (fileContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	path, _ := r.needed("filePath", stringShape)
	if _, templated := r.get("templateType"); r.served && templated {
		r.refusef(r.at.member("templateType"), "is not supported by this server")
	}
	b.Text = path.Text
	return []jsontree.Member{{Name: "filePath", Value: jsontree.StringOf(b.Text)}}
}

// fuzzyContent is text to be similar to.
type fuzzyContent struct{}

const defaultThreshold = "0.8"

func (fuzzyContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	members := textContent("fuzzy").read(r, b)
	threshold, ok := r.shaped("threshold", numberShape{kind: "number", min: "0", max: "1"})
	if !ok {
		threshold = jsontree.Value{Kind: jsontree.Number, Text: defaultThreshold}
	}
	members = append(members, jsontree.Member{Name: "threshold", Value: threshold})
	if r.flag("ignoreCase") {
		members = append(members, jsontree.Member{Name: "ignoreCase", Value: jsontree.BoolOf(true)})
	}
	return members
}
