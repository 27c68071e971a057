package jsonpath

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	rfc9535 "github.com/theory/jsonpath"
)

// refused is what a path comes to that a dialect does not take for one.
const refused = "refused"

// TestRFC9535 sends a table of paths, section by section of RFC 9535, through
// this dialect and through an implementation of the RFC. Where they differ, the
// table names the row of docs/jsonpath.md that says so; every row is used.
func TestRFC9535(t *testing.T) {
	data, err := os.ReadFile("testdata/store.json")
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile("testdata/rfc9535.txt")
	if err != nil {
		t.Fatal(err)
	}
	rows := documented(t)
	root := store(t)
	for line := range strings.Lines(string(table)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		text, row, differs := strings.Cut(line, "\t")
		here, there := ours(root, text), theirs(t, data, text)
		switch {
		case differs && here == there:
			t.Errorf("%s: listed as different (%s), but both are %s", text, row, here)
		case !differs && here != there:
			t.Errorf("%s: here %s, by RFC 9535 %s", text, here, there)
		}
		if _, ok := rows[row]; differs && !ok {
			t.Errorf("%s: docs/jsonpath.md has no row %q", text, row)
		}
		rows[row] = true
	}
	for row, used := range rows {
		if !used {
			t.Errorf("docs/jsonpath.md has the row %q, which no path of the table is about", row)
		}
	}
}

// documented lists the rows of the documentation's table of differences by
// their first cell.
func documented(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("../../../../docs/jsonpath.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := make(map[string]bool)
	for line := range strings.Lines(string(text)) {
		if cells := strings.Split(line, " | "); strings.HasPrefix(line, "| ") && len(cells) == 3 && cells[0] != "|" {
			rows[strings.TrimPrefix(cells[0], "| ")] = false
		}
	}
	if len(rows) < 2 {
		t.Fatal("the documentation has no table of differences")
	}
	return rows
}

// ours is what this dialect finds, sorted: the order of members means nothing.
func ours(root jsontree.Value, text string) string {
	p, err := Compile(text)
	if err != nil {
		return refused
	}
	v, found, _ := p.Read(root, &pattern.Budget{})
	switch {
	case !found:
		return "[]"
	case p.definite:
		return sorted([]string{string(v.AppendCompact(nil))})
	}
	var nodes []string
	for _, item := range v.Items {
		nodes = append(nodes, string(item.AppendCompact(nil)))
	}
	return sorted(nodes)
}

func theirs(t *testing.T, data []byte, text string) string {
	t.Helper()
	p, err := rfc9535.Parse(text)
	if err != nil {
		return refused
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var root any
	if err := decoder.Decode(&root); err != nil {
		t.Fatal(err)
	}
	var nodes []string
	for node := range p.Select(root).All() {
		encoded, err := json.Marshal(node)
		if err != nil {
			t.Fatal(err)
		}
		nodes = append(nodes, string(encoded))
	}
	return sorted(nodes)
}

// sorted puts nodes in the order of their text, with sorted members.
func sorted(nodes []string) string {
	for i, node := range nodes {
		var value any
		decoder := json.NewDecoder(strings.NewReader(node))
		decoder.UseNumber()
		if err := decoder.Decode(&value); err != nil {
			return err.Error()
		}
		encoded, err := json.Marshal(value)
		if err != nil {
			return err.Error()
		}
		nodes[i] = string(encoded)
	}
	slices.Sort(nodes)
	return "[" + strings.Join(nodes, ",") + "]"
}
