package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/mockserver/mockserver/conformance/internal/suite"
)

// writeMatrix prints, for each feature and client, how many of the cases that
// use the feature passed, of how many that ran; "-" when none ran. Known
// failures count as run.
func (r Report) writeMatrix(out io.Writer) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "operation\t%s\n", strings.Join(r.Clients, "\t"))
	for _, feature := range r.features() {
		fmt.Fprint(table, feature)
		for _, client := range r.Clients {
			fmt.Fprintf(table, "\t%s", r.cell(client, feature))
		}
		fmt.Fprintln(table)
	}
	table.Flush()
}

// features lists those in use: the operations in the order of the protocol,
// then the others sorted.
func (r Report) features() []string {
	var used []string
	for _, result := range r.Results {
		used = append(used, result.Case.Features()...)
	}
	slices.Sort(used)
	used = slices.Compact(used)
	operations := suite.OperationNames()
	rank := func(feature string) int {
		if at := slices.Index(operations, feature); at >= 0 {
			return at
		}
		return len(operations)
	}
	slices.SortStableFunc(used, func(a, b string) int { return rank(a) - rank(b) })
	return used
}

func (r Report) cell(client, feature string) string {
	passed, ran := 0, 0
	for _, result := range r.Results {
		if result.Client != client || result.Outcome == Skipped || !slices.Contains(result.Case.Features(), feature) {
			continue
		}
		ran++
		if result.Outcome == Passed {
			passed++
		}
	}
	if ran == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d", passed, ran)
}
