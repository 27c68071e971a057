package openapi

import (
	"encoding/xml"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// xmlText writes a value as an XML document whose root is called root.
func xmlText(root string, v jsontree.Value) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>`)
	if v.Kind == jsontree.Array {
		v = jsontree.ObjectOf(jsontree.Member{Name: "item", Value: v})
	}
	writeElement(&b, root, v)
	return b.String()
}

// writeElement writes an element; a list is one element for each item.
func writeElement(b *strings.Builder, name string, v jsontree.Value) {
	if v.Kind == jsontree.Array {
		for _, item := range v.Items {
			writeElement(b, name, item)
		}
		return
	}
	b.WriteString("<" + name + ">")
	for _, m := range v.Members {
		writeElement(b, m.Name, m.Value)
	}
	_ = xml.EscapeText(b, []byte(v.Text)) // a strings.Builder takes everything
	b.WriteString("</" + name + ">")
}
