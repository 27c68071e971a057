package emittest

import (
	"slices"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/generators/internal/emit"
	"github.com/mockserver/mockserver/generators/internal/ir"
)

// ImportsPointOneWay emits the contract and fails when emitted files import
// each other in a circle, unless every file of the circle is one of recursive:
// those whose types hold each other. imports tells the paths that a file
// imports; those that were not emitted do not count.
func ImportsPointOneWay(t *testing.T, emitter func(*ir.API) ([]emit.File, error), imports func(emit.File) []string, recursive ...string) {
	t.Helper()
	files := run(t, Contract(t), emitter)
	graph := map[string][]string{}
	arrows := 0
	for _, f := range files {
		graph[f.Path] = imports(f)
		arrows += len(graph[f.Path])
	}
	for _, path := range paths(files) {
		circle := way(graph, path, path, map[string]bool{})
		if slices.ContainsFunc(circle, func(at string) bool { return !hasSuffix(at, recursive) }) {
			t.Errorf("%s imports itself by way of %s", path, strings.Join(circle, ", "))
		}
	}
	if arrows == 0 {
		t.Error("no imports were found")
	}
}

// way is a way along imports from one file to another, the first left out; nil
// when there is none.
func way(graph map[string][]string, from, to string, seen map[string]bool) []string {
	seen[from] = true
	for _, next := range graph[from] {
		if next == to {
			return []string{next}
		}
		if seen[next] {
			continue
		}
		if rest := way(graph, next, to, seen); rest != nil {
			return append([]string{next}, rest...)
		}
	}
	return nil
}

func hasSuffix(path string, suffixes []string) bool {
	return slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(path, s) })
}
