package openapi

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const (
	// maxBytes bounds one document.
	maxBytes = 32 << 20
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
	reader, err := l.open(location)
	if err != nil {
		return nil, unreadable(location, err)
	}
	defer func() { _ = reader.Close() }()
	data, err := io.ReadAll(io.LimitReader(reader, maxBytes+1))
	switch {
	case err != nil:
		return nil, unreadable(location, err)
	case len(data) > maxBytes:
		return nil, &Error{location, fmt.Sprintf("the document has more than %d bytes", maxBytes)}
	}
	return data, nil
}

func unreadable(location string, err error) error {
	return &Error{Reason: fmt.Sprintf("Unable to read location `%s`: %s", location, err)}
}

func (l *Library) open(location string) (io.ReadCloser, error) {
	if file, ok := strings.CutPrefix(location, "file:"); ok {
		return openFile(strings.TrimPrefix(file, "//")) // both spellings of RFC 8089
	}
	if !isURL(location) {
		return openFile(location)
	}
	response, err := l.client.Get(location)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		_ = response.Body.Close()
		return nil, fmt.Errorf("the server answered %s", response.Status)
	}
	return response.Body, nil
}

// openFile opens what can be read to an end: no directory, no pipe.
func openFile(name string) (io.ReadCloser, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", name)
	}
	return os.Open(name)
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
