package mockserver_test

import (
	"os/exec"
	"strings"
	"testing"
)

const internal = "github.com/mockserver/mockserver/server/internal/"

// levels is the dependency order of the design, bottom first: a package may
// import packages of lower levels, and of its own folder.
var levels = [][]string{
	{"costtest", "jsontree", "charset", "coding", "chance", "clock", "diskfile", "memo", "proxy", "gen"},
	{"model", "config", "ca"},
	{"wire", "cors", "target"},
	{"match", "journal", "openapi", "template", "upstream"},
	{"action", "crud", "expect", "files", "scenario", "verify"},
	{"format", "redact", "replay", "suggest"},
	{"imports"},
	{"control", "engine"},
	{"netio", "face"},
}

// kinds are the folders whose packages are kinds of one thing: none imports
// its sibling.
var kinds = []string{"action/", "face/", "format/code/", "match/body/"}

func TestImportsPointDown(t *testing.T) {
	for importer, imports := range importGraph(t) {
		for _, imported := range imports {
			if reason := forbidden(importer, imported); reason != "" {
				t.Errorf("%s imports %s: %s", importer, imported, reason)
			}
		}
	}
}

func TestImportsPointDownIsNotBlind(t *testing.T) {
	for _, pair := range [][2]string{
		{"model", "wire"}, {"match", "expect"}, {"expect", "action"}, {"action/a", "action/b"}, {"action", "action/a"},
		{"face/rest", "face/rpc"}, {"match/body/json", "match/body/xml"}, {"engine", "control"}, {"nowhere", "model"},
	} {
		if forbidden(pair[0], pair[1]) == "" {
			t.Errorf("%s may import %s", pair[0], pair[1])
		}
	}
}

// forbidden says why one package below internal may not import another; ""
// when it may.
func forbidden(importer, imported string) string {
	from, to := level(importer), level(imported)
	switch {
	case from < 0 || to < 0:
		return "a folder that has no level in this test"
	case folder(importer) != folder(imported) && from <= to:
		return "that points up or sideways"
	}
	for _, kind := range kinds {
		isKind := strings.HasPrefix(imported, kind)
		if isKind && strings.HasPrefix(importer, kind) && sibling(importer, kind) != sibling(imported, kind) {
			return "a kind imports another"
		}
		if isKind && importer+"/" == kind && kind != "match/body/" {
			return "what kinds share imports one of them"
		}
	}
	return ""
}

func level(path string) int {
	for i, folders := range levels {
		for _, name := range folders {
			if name == folder(path) {
				return i
			}
		}
	}
	return -1
}

func folder(path string) string {
	name, _, _ := strings.Cut(path, "/")
	return name
}

func sibling(path, kind string) string { return folder(strings.TrimPrefix(path, kind)) }

// importGraph maps each package below internal to those it imports, tests
// left out.
func importGraph(t *testing.T) map[string][]string {
	t.Helper()
	listed, err := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./internal/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	graph := map[string][]string{}
	for line := range strings.Lines(string(listed)) {
		names := strings.Fields(line)
		importer := strings.TrimPrefix(names[0], internal)
		for _, name := range names[1:] {
			if imported, ours := strings.CutPrefix(name, internal); ours {
				graph[importer] = append(graph[importer], imported)
			}
		}
	}
	if len(graph) == 0 {
		t.Fatal("go list named no packages")
	}
	return graph
}
