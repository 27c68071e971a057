package files_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/mockserver/mockserver/server/internal/files"
)

func put(t *testing.T, s *files.Store, name string, content []byte) {
	t.Helper()
	if err := s.Put(name, content); err != nil {
		t.Fatal(err)
	}
}

func TestFiles(t *testing.T) {
	s := files.New()
	put(t, s, "b", []byte("old"))
	put(t, s, "a", []byte{0, 255})
	put(t, s, "b", []byte("new"))
	if content, found := s.Get("b"); !found || string(content) != "new" {
		t.Errorf("b is %q, %t", content, found)
	}
	if names := s.Names(); !slices.Equal(names, []string{"a", "b"}) {
		t.Errorf("there are %q", names)
	}
	if !s.Delete("a") || s.Delete("a") {
		t.Error("a was there once")
	}
	s.Reset()
	if _, found := s.Get("b"); found || len(s.Names()) != 0 {
		t.Error("a reset left b")
	}
}

func TestFilesAreBounded(t *testing.T) {
	s := files.New()
	large := make([]byte, files.MaxBytes/2)
	put(t, s, "a", large)
	put(t, s, "b", large)
	if s.Put("c", []byte{1}) == nil {
		t.Error("a byte too many was kept")
	}
	put(t, s, "a", large)
	s.Delete("a")
	put(t, s, "c", large)
	s.Reset()
	put(t, s, "a", large)
	put(t, s, "b", large)
	s.Reset()
	for i := range files.MaxFiles {
		put(t, s, fmt.Sprint(i), nil)
	}
	if s.Put("more", nil) == nil {
		t.Error("a file too many was kept")
	}
	put(t, s, "0", []byte{1})
}
