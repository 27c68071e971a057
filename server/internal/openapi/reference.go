package openapi

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// maxHops bounds references that lead to references.
const maxHops = 100

// resolved follows the reference that n is, if it is one.
func (n *node) resolved() (*node, error) {
	at := n
	for range maxHops {
		reference, ok := at.value.Get("$ref")
		if !ok || reference.Kind != jsontree.String {
			return at, nil
		}
		var err error
		if at, err = at.follow(reference.Text); err != nil {
			return nil, err
		}
	}
	return nil, n.fail("the reference leads round in a circle")
}

// follow returns what reference names, seen from n.
func (n *node) follow(reference string) (*node, error) {
	if isMetaSchema(reference) {
		return &node{value: jsontree.ObjectOf(), file: n.file, step: reference}, nil
	}
	location, fragment, _ := strings.Cut(reference, "#")
	target := n.file
	if location != "" {
		var err error
		if target, err = n.file.other(location); err != nil {
			return nil, n.fail("%s", strings.TrimPrefix(err.Error(), lead))
		}
	}
	found, ok := target.find(fragment)
	if !ok {
		return nil, n.fail("there is nothing at %s", reference)
	}
	return found, nil
}

// isMetaSchema reports whether a reference means the schema of schemas, which
// validators know without loading it.
func isMetaSchema(reference string) bool {
	return strings.HasPrefix(reference, "http://json-schema.org/draft-") ||
		strings.HasPrefix(reference, "https://json-schema.org/draft/")
}

// file is one document of a specification.
type file struct {
	location string // "" for a text
	root     jsontree.Value
	whole    *specification
}

// other returns the file that a reference names.
func (f *file) other(location string) (*file, error) {
	location, err := relative(f.location, location)
	if err != nil {
		return nil, err
	}
	return f.whole.file(location)
}

// find returns what a JSON pointer (RFC 6901) as URI fragment names.
func (f *file) find(fragment string) (*node, bool) {
	at := &node{value: f.root, file: f}
	pointer, err := url.PathUnescape(fragment)
	if err != nil || pointer != "" && !strings.HasPrefix(pointer, "/") {
		return nil, false
	}
	if pointer == "" {
		return at, true
	}
	for token := range strings.SplitSeq(pointer[1:], "/") {
		token = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
		next, ok := at.descend(token)
		if !ok {
			return nil, false
		}
		at = next
	}
	return at, true
}

// descend is one step of a pointer.
func (n *node) descend(token string) (*node, bool) {
	if n.value.Kind == jsontree.Array {
		i, err := strconv.Atoi(token)
		if err != nil || i < 0 || i >= len(n.value.Items) {
			return nil, false
		}
		return n.child("["+token+"]", n.value.Items[i]), true
	}
	v, ok := n.value.Get(token)
	return n.child("."+token, v), ok
}
