// Package bruno writes collections of Bruno: a zip file with a text file for
// each request.
package bruno

import (
	"archive/zip"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/object"
)

// ContentType is that of the zip file.
const ContentType = "application/zip"

// Write writes the collection of exchanges' requests.
func Write(w io.Writer, exchanges iter.Seq[*example.Exchange], about example.About) error {
	archive := zip.NewWriter(w)
	for name, content := range files(exchanges, about) {
		entry, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: about.Now.Truncate(time.Second)})
		if err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
		if _, err := io.WriteString(entry, content); err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("closing the archive: %w", err)
	}
	return nil
}

// files yields names with contents.
func files(exchanges iter.Seq[*example.Exchange], about example.About) iter.Seq2[string, string] {
	manifest := new(object.Object).Text("version", "1").Text("name", about.Title).Text("type", "collection").Value()
	environment := "vars {\n  baseUrl: " + about.BaseURL + "\n}\n"
	return func(yield func(name, content string) bool) {
		if !yield("bruno.json", string(manifest.AppendPretty(nil))) || !yield("environments/local.bru", environment) {
			return
		}
		place, given := 0, names{}
		for exchange := range exchanges {
			place++
			if !yield(given.unique(slug(&exchange.Request))+".bru", script(exchange, place)) {
				return
			}
		}
	}
}

// names are those given so far, each with the number its next namesake tries.
type names map[string]int

func (n names) unique(name string) string {
	unique := name
	for n[unique] > 0 {
		n[name] = max(n[name], 1) + 1
		unique = fmt.Sprintf("%s-%d", name, n[name])
	}
	n[unique] = 1
	return unique
}

// maxSlugBytes bounds file names.
const maxSlugBytes = 100

// slug is a file name for a request: letters and digits joined by dashes.
func slug(r *example.Request) string {
	words := strings.FieldsFunc(strings.ToLower(r.Method+" "+r.Path), func(c rune) bool {
		return (c < 'a' || 'z' < c) && (c < '0' || '9' < c)
	})
	name := strings.Join(words, "-")
	return name[:min(len(name), maxSlugBytes)]
}
