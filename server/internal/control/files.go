package control

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// NotFoundError is a call about something that is not there.
type NotFoundError struct{ Reason string }

// Error implements error.
func (e *NotFoundError) Error() string { return e.Reason }

// StoreFile keeps a file: document names it and holds its content, as text or
// in base64.
func (s *Service) StoreFile(_ context.Context, document []byte) (Document, error) {
	if len(bytes.TrimSpace(document)) == 0 {
		return Document{}, errors.New("request body is empty")
	}
	tree, err := jsontree.ParseLenient(document)
	if err != nil {
		return Document{}, fmt.Errorf("failed to store file: %w", err)
	}
	name, named := tree.Get("name")
	text, filled := tree.Get("content")
	if !named || !filled {
		return Document{}, errors.New("request body must contain 'name' and 'content' fields")
	}
	content := []byte(text.Text)
	if encoded, _ := tree.Get("base64"); encoded.Text == "true" {
		content, err = base64.StdEncoding.DecodeString(text.Text)
	}
	if err == nil {
		err = s.Files.Put(name.Text, content)
	}
	if err != nil {
		return Document{}, fmt.Errorf("failed to store file: %w", err)
	}
	var o memberList
	o.addText("name", name.Text)
	o.addInt("size", len(content))
	return Document{ContentType: contentTypeJSON, Body: jsontree.ObjectOf(o...).AppendCompact(nil)}, nil
}

// RetrieveFile returns the content of the file that document names, or a
// *NotFoundError.
func (s *Service) RetrieveFile(_ context.Context, document []byte) ([]byte, error) {
	name, err := fileName("retrieve", document)
	if err != nil {
		return nil, err
	}
	content, found := s.Files.Get(name)
	if !found {
		return nil, fileNotFound(name)
	}
	return content, nil
}

// ListFiles is the names of all files.
func (s *Service) ListFiles(context.Context) Document {
	names := jsontree.ArrayOf()
	for _, name := range s.Files.Names() {
		names.Items = append(names.Items, jsontree.StringOf(name))
	}
	return jsonDocument(names)
}

// DeleteFile removes the file that document names; the error is a
// *NotFoundError when there is none.
func (s *Service) DeleteFile(_ context.Context, document []byte) error {
	name, err := fileName("delete", document)
	if err != nil {
		return err
	}
	if !s.Files.Delete(name) {
		return fileNotFound(name)
	}
	return nil
}

func fileName(verb string, document []byte) (string, error) {
	if len(bytes.TrimSpace(document)) == 0 {
		return "", fmt.Errorf("failed to %s file: request body is empty", verb)
	}
	tree, err := jsontree.ParseLenient(document)
	if err != nil {
		return "", fmt.Errorf("failed to %s file: %w", verb, err)
	}
	name, named := tree.Get("name")
	if !named {
		return "", errors.New("request body must contain 'name' field")
	}
	return name.Text, nil
}

func fileNotFound(name string) error { return &NotFoundError{"file not found: " + name} }
