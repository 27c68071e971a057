package openapi

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/mockserver/mockserver/server/internal/diskfile"
)

const (
	// maxBytes bounds one document, wherever it is.
	maxBytes = diskfile.MaxBytes
	// maxFiles bounds the documents of one specification.
	maxFiles = 1000
)

// isLocation reports whether source names a document rather than being one: a
// URL, or a file by its ending.
func isLocation(source string) bool {
	if strings.ContainsAny(source, "\n{") {
		return false
	}
	lower := strings.ToLower(source)
	for _, ending := range [...]string{".json", ".yaml", ".yml"} {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return isURL(source)
}

func isURL(source string) bool {
	return strings.HasPrefix(source, "http://") || strings.HasPrefix(source, "https://") || strings.HasPrefix(source, "file:/")
}

// fetch reads the document at a location. The error is an *Error.
func (l *Library) fetch(location string) ([]byte, error) {
	data, err := l.readDocument(location)
	if err != nil {
		return nil, &Error{Reason: fmt.Sprintf("Unable to read location `%s`: %s", location, err)}
	}
	return data, nil
}

func (l *Library) readDocument(location string) ([]byte, error) {
	if path, ok := strings.CutPrefix(location, "file:"); ok {
		return diskfile.Read(strings.TrimPrefix(path, "//")) // both spellings of RFC 8089
	}
	if !isURL(location) {
		return diskfile.Read(location)
	}
	response, err := l.client.Get(location)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the server answered %s", response.Status)
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxBytes+1))
	if err == nil && len(data) > maxBytes {
		return nil, fmt.Errorf("the document has more than %d bytes", maxBytes)
	}
	return data, err
}

// relative is the location that reference means in the document at base, which
// is "" for a text.
func relative(base, reference string) (string, error) {
	target, err := url.Parse(reference)
	switch {
	case err != nil:
		return "", err
	case target.IsAbs():
		return reference, nil
	case isURL(base):
		from, err := url.Parse(base)
		if err != nil {
			return "", err
		}
		return from.ResolveReference(target).String(), nil
	case filepath.IsAbs(target.Path):
		return target.Path, nil
	}
	return path.Join(path.Dir(filepath.ToSlash(base)), target.Path), nil
}
