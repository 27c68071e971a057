package typescript

import (
	"sort"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// indexFile exports everything but what only generated code needs.
func indexFile(api *ir.API) (*file, string, any) {
	var lines []string
	for _, t := range api.Types {
		if t.Builder != nil || len(t.Factories) > 0 {
			lines = append(lines, `export * from "./builders/`+kebab(t.Name)+`.js";`)
		}
		names := map[string]bool{t.WireName: true}
		if optionsOf(t) != nil {
			names[optionsName(t)] = true
		}
		lines = append(lines, list(0, "export type ", "{ ", sortedNames(names), " }", ` from "./models/`+kebab(t.Name)+`.js";`))
	}
	lines = append(lines, `export * from "./operations.js";`)
	sort.Slice(lines, func(i, j int) bool { return specifierOf(lines[i]) < specifierOf(lines[j]) })
	return newFile(source + "index.ts"), "index", lines
}

// specifierOf is the part of an export by which the formatter sorts.
func specifierOf(line string) string {
	for i := len(line) - 3; i >= 0; i-- {
		if line[i] == '"' {
			return strings.TrimSuffix(line[i:], `.js";`)
		}
	}
	return line
}
