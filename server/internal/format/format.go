// Package format writes recorded traffic and expectations in the forms that
// other tools read. A document format shows examples (package example); each is
// a package of its own below, listed in documents.
package format

import (
	"io"
	"iter"
	"slices"

	"github.com/mockserver/mockserver/server/internal/format/bruno"
	"github.com/mockserver/mockserver/server/internal/format/curl"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/har"
	"github.com/mockserver/mockserver/server/internal/format/openapi"
	"github.com/mockserver/mockserver/server/internal/format/postman"
)

// Document is a format that shows samples.
type Document struct {
	Name        string // as the control plane spells it
	ContentType string
	Extension   string // of a file to download; "" when it is none
	Traffic     bool   // for requests only, not for expectations
	// Write shows exchanges one after the other, of which there may be more than
	// could be held.
	Write func(io.Writer, iter.Seq[*example.Exchange], example.About) error
}

// Documents are the document formats.
func Documents() []Document {
	return []Document{
		{Name: "HAR", ContentType: har.ContentType, Write: har.Write},
		{Name: "OPENAPI", ContentType: openapi.ContentType, Write: openapi.Write},
		{Name: "POSTMAN", ContentType: postman.ContentType, Write: postman.Write},
		{Name: "BRUNO", ContentType: bruno.ContentType, Extension: ".bruno.zip", Write: bruno.Write},
		{Name: "CURL", ContentType: curl.ContentType, Traffic: true, Write: curl.Write},
	}
}

// DocumentNamed returns the document format of a name, and whether there is one.
func DocumentNamed(name string) (Document, bool) {
	all := Documents()
	i := slices.IndexFunc(all, func(d Document) bool { return d.Name == name })
	if i < 0 {
		return Document{}, false
	}
	return all[i], true
}
