package python

import (
	"sort"
	"strings"
	"unicode"
)

// imports collects what a module imports, by module.
type imports struct {
	own    string                     // the module itself, which imports nothing of its own
	names  map[string]map[string]bool // needed when the module runs
	typing map[string]map[string]bool // needed by type checkers only
}

func newImports() *imports {
	return &imports{names: map[string]map[string]bool{}, typing: map[string]map[string]bool{}}
}

func (i *imports) add(module string, names ...string) {
	if module != i.own {
		note(i.names, module, names)
	}
}

func (i *imports) addTyping(module string, names ...string) { note(i.typing, module, names) }

func note(modules map[string]map[string]bool, module string, names []string) {
	if modules[module] == nil {
		modules[module] = map[string]bool{}
	}
	for _, n := range names {
		modules[module][n] = true
	}
}

// String writes the import statements, sorted as the linter wants them.
func (i *imports) String() string {
	if len(i.typing) > 0 {
		i.add("typing", "TYPE_CHECKING")
	}
	blocks := append([]string{"from __future__ import annotations"}, statements(i.names, 0)...)
	if len(i.typing) > 0 {
		inner := statements(i.typing, 4)
		blocks = append(blocks, "if TYPE_CHECKING:\n"+strings.Join(inner, "\n\n"))
	}
	return strings.Join(blocks, "\n\n")
}

// statements writes one block per section: standard library, third parties,
// this package.
func statements(modules map[string]map[string]bool, indent int) []string {
	sections := make([][]string, 3)
	for _, module := range sortedKeys(modules) {
		at := sectionOf(module)
		statement := importStatement(indent, module, modules[module])
		sections[at] = append(sections[at], spaces(indent)+statement)
	}
	var blocks []string
	for _, s := range sections {
		if len(s) > 0 {
			blocks = append(blocks, strings.Join(s, "\n"))
		}
	}
	return blocks
}

func sectionOf(module string) int {
	root, _, _ := strings.Cut(module, ".")
	switch root {
	case "mockserver", "tests":
		return 2
	case "anyio", "httpx", "pydantic", "pytest", "typing_extensions":
		return 1
	}
	return 0
}

func importStatement(indent int, module string, names map[string]bool) string {
	sorted := sortedKeys(names)
	sort.SliceStable(sorted, func(a, b int) bool {
		if ra, rb := nameRank(sorted[a]), nameRank(sorted[b]); ra != rb {
			return ra < rb
		}
		return strings.ToLower(sorted[a]) < strings.ToLower(sorted[b])
	})
	before := "from " + module + " import "
	flat := before + strings.Join(sorted, ", ")
	if indent+len(flat) <= lineWidth {
		return flat
	}
	return fit(indent, before, group{"(", texts(sorted...), ")"}, "")
}

// nameRank puts constants before classes before the rest.
func nameRank(name string) int {
	switch {
	case len(name) > 1 && name == strings.ToUpper(name):
		return 0
	case unicode.IsUpper(rune(name[0])):
		return 1
	}
	return 2
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
