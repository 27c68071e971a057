// Package bruno writes collections of Bruno: a zip file with a text file for
// each request.
package bruno

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/object"
)

// ContentType is that of the zip file.
const ContentType = "application/zip"

// Write returns the collection of exchanges' requests.
func Write(exchanges []example.Exchange, about example.About) ([]byte, error) {
	var buffer bytes.Buffer
	archive := zip.NewWriter(&buffer)
	for _, file := range files(exchanges, about) {
		entry, err := archive.CreateHeader(&zip.FileHeader{Name: file.name, Method: zip.Deflate, Modified: about.Now.Truncate(time.Second)})
		if err != nil {
			return nil, fmt.Errorf("writing %s: %w", file.name, err)
		}
		if _, err := entry.Write([]byte(file.content)); err != nil {
			return nil, fmt.Errorf("writing %s: %w", file.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("closing the archive: %w", err)
	}
	return buffer.Bytes(), nil
}

type file struct{ name, content string }

func files(exchanges []example.Exchange, about example.About) []file {
	manifest := new(object.Object).Text("version", "1").Text("name", about.Title).Text("type", "collection").Value()
	all := []file{
		{"bruno.json", string(manifest.AppendPretty(nil))},
		{"environments/local.bru", "vars {\n  baseUrl: " + about.BaseURL + "\n}\n"},
	}
	taken := map[string]bool{}
	for i := range exchanges {
		name := slug(&exchanges[i].Request)
		unique := name
		for n := 2; taken[unique]; n++ {
			unique = fmt.Sprintf("%s-%d", name, n)
		}
		taken[unique] = true
		all = append(all, file{unique + ".bru", script(&exchanges[i], i+1)})
	}
	return all
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
