// Package emittest is what the tests of emitters share: the small contract of
// generators/testdata, golden folders beside it, and the promise that two runs
// give the same bytes.
//
// Golden folders are refreshed with the flag -update:
//
//	go test ./internal/emit/... -update
package emittest

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/generators/internal/bundle"
	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/ir"
	"github.com/mockserver/mockserver/generators/internal/parse"
)

var update = flag.Bool("update", false, "write the golden folders instead of comparing with them")

// Small parses the small contract, which uses every construct that the model
// knows.
func Small(t *testing.T) *ir.API {
	t.Helper()
	return load(t, filepath.Join(small(), "openapi"))
}

// Contract parses the contract of this repository.
func Contract(t *testing.T) *ir.API {
	t.Helper()
	return load(t, filepath.Join(small(), "..", "..", "..", "openapi"))
}

func load(t *testing.T, folder string) *ir.API {
	t.Helper()
	doc, err := bundle.Load(os.DirFS(folder), "mockserver.yaml")
	if err != nil {
		t.Fatal(err)
	}
	api, err := parse.Parse(doc)
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// small is the folder of the small contract and of the golden folders.
func small() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..", "testdata", "small")
}

// Golden emits the small contract and compares every file with the golden
// folder testdata/small/<name>, which holds nothing else.
func Golden(t *testing.T, name string, emitter func(*ir.API) ([]emit.File, error)) {
	t.Helper()
	files := run(t, Small(t), emitter)
	folder := filepath.Join(small(), name)
	if *update {
		e := emit.Emitter{Name: name, Folders: []string{"."}}
		if err := emit.Write(folder, e, files); err != nil {
			t.Fatal(err)
		}
	}
	for path := range golden(t, folder) {
		if !has(files, path) {
			t.Errorf("%s is in the golden folder but was not emitted", path)
		}
	}
	for _, f := range files {
		compare(t, filepath.Join(folder, f.Path), f)
	}
}

func golden(t *testing.T, folder string) map[string]bool {
	t.Helper()
	paths := map[string]bool{}
	err := filepath.WalkDir(folder, func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		path, err := filepath.Rel(folder, at)
		paths[filepath.ToSlash(path)] = true
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return paths
}

func has(files []emit.File, path string) bool {
	for _, f := range files {
		if f.Path == path {
			return true
		}
	}
	return false
}

func compare(t *testing.T, at string, f emit.File) {
	t.Helper()
	want, err := os.ReadFile(at)
	if err != nil {
		t.Errorf("%s has no golden file; run the test with -update", f.Path)
		return
	}
	if !bytes.Equal(want, f.Content) {
		t.Errorf("%s differs from its golden file; run the test with -update and read the change\n%s",
			f.Path, FirstDifference(string(want), string(f.Content)))
	}
}

// Deterministic emits both contracts twice, each from a model parsed anew, and
// compares. It also checks that paths are unique and that every file but JSON,
// which has no comments, carries the banner in its first line.
func Deterministic(t *testing.T, emitter func(*ir.API) ([]emit.File, error)) {
	t.Helper()
	for _, parse := range []func(*testing.T) *ir.API{Small, Contract} {
		first, second := run(t, parse(t), emitter), run(t, parse(t), emitter)
		if len(first) != len(second) {
			t.Fatalf("%d files, then %d", len(first), len(second))
		}
		for i, f := range first {
			if f.Path != second[i].Path || !bytes.Equal(f.Content, second[i].Content) {
				t.Errorf("%s differs between two runs", f.Path)
			}
		}
		checkPaths(t, first)
		checkBanners(t, first)
	}
}

func checkPaths(t *testing.T, files []emit.File) {
	t.Helper()
	seen := map[string]bool{}
	for _, f := range files {
		if seen[f.Path] {
			t.Errorf("%s is emitted twice", f.Path)
		}
		seen[f.Path] = true
	}
}

func checkBanners(t *testing.T, files []emit.File) {
	t.Helper()
	for _, f := range files {
		first, _, _ := strings.Cut(string(f.Content), "\n")
		if !strings.Contains(first, emit.Banner) && !strings.HasSuffix(f.Path, ".json") {
			t.Errorf("%s: the first line lacks the banner: %s", f.Path, first)
		}
	}
}

func run(t *testing.T, api *ir.API, emitter func(*ir.API) ([]emit.File, error)) []emit.File {
	t.Helper()
	files, err := emitter(api)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Snippet fails unless one of the files, called path, contains the snippet as
// whole lines. Use it with a small model made by hand.
func Snippet(t *testing.T, files []emit.File, path, snippet string) {
	t.Helper()
	for _, f := range files {
		if f.Path != path {
			continue
		}
		if !strings.Contains("\n"+string(f.Content)+"\n", "\n"+strings.Trim(snippet, "\n")+"\n") {
			t.Errorf("%s lacks:\n%s\ngot:\n%s", path, snippet, f.Content)
		}
		return
	}
	t.Errorf("%s was not emitted, only %s", path, strings.Join(paths(files), ", "))
}

func paths(files []emit.File) []string {
	var names []string
	for _, f := range files {
		names = append(names, f.Path)
	}
	sort.Strings(names)
	return names
}

// FirstDifference shows the first line in which two texts differ.
func FirstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := 0; i < len(w) || i < len(g); i++ {
		if line(w, i) != line(g, i) {
			return "want: " + line(w, i) + "\ngot:  " + line(g, i)
		}
	}
	return ""
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}
