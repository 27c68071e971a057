package openapi

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/memo"
)

// specification is one that was loaded and found usable. What it says does not
// change; the mutex is for what is read when it is first needed.
type specification struct {
	library    *Library
	source     string
	modern     bool // 3.1 or later: schemas are JSON Schema 2020-12
	title      string
	operations []*operation
	compiled   memo.Slot // of its schemas

	mutex   sync.Mutex
	files   map[string]*file
	schemas map[string]*definition // by place
	names   map[string]bool        // of definitions
}

// read loads the specification that source is or names. The error is an *Error.
func (l *Library) read(source string) (*specification, error) {
	if strings.TrimSpace(source) == "" {
		return nil, &Error{Reason: "Null or empty definition"}
	}
	s := &specification{
		library: l, source: source, files: make(map[string]*file),
		schemas: make(map[string]*definition), names: make(map[string]bool),
	}
	root, err := s.rootFile()
	if err != nil {
		return nil, err
	}
	return s, s.interpret(&node{value: root.root, file: root})
}

func (s *specification) rootFile() (*file, error) {
	if isLocation(s.source) {
		return s.file(s.source)
	}
	return s.parse("", []byte(s.source))
}

// file returns the file at a location, which it loads when it is new.
func (s *specification) file(location string) (*file, error) {
	if f, ok := s.files[location]; ok {
		return f, nil
	}
	if len(s.files) >= maxFiles {
		return nil, &Error{Reason: fmt.Sprintf("the specification has more than %d documents", maxFiles)}
	}
	data, err := s.library.fetch(location)
	if err != nil {
		return nil, err
	}
	return s.parse(location, data)
}

func (s *specification) parse(location string, data []byte) (*file, error) {
	root, err := ParseText(data)
	if err != nil {
		return nil, &Error{location, err.Error()}
	}
	f := &file{location: location, root: root, whole: s}
	s.files[location] = f
	return f, nil
}

// interpret reads what the specification says.
func (s *specification) interpret(root *node) error {
	if root.value.Kind != jsontree.Object {
		return root.fail("%s found, object expected", kindName(root.value))
	}
	version := root.text("openapi")
	switch {
	case version == "":
		return &Error{Reason: "attribute openapi is missing"}
	case !strings.HasPrefix(version, "3."):
		return root.fail("OpenAPI %s is not supported, 3.0 and 3.1 are", version)
	}
	s.modern = !strings.HasPrefix(version, "3.0")
	if info, _ := root.value.Get("info"); info.Kind == jsontree.Object {
		title, _ := info.Get("title")
		s.title = title.Text
	}
	return s.readOperations(root)
}

// idLead begins the ids of all generated expectations.
const idLead = "openapi:"

// hashDigits is how much of a hash tells specifications apart.
const hashDigits = 16

// idPrefix begins the ids of the expectations generated from it.
func (s *specification) idPrefix() string {
	sum := sha256.Sum256([]byte(s.source))
	hash := hex.EncodeToString(sum[:])[:hashDigits]
	if s.title == "" {
		return idLead + hash + ":"
	}
	return idLead + slug(s.title) + "_" + hash + ":"
}

// slug is a title in lower case with "_" for all but letters and digits of ASCII.
func slug(title string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(title))
}
