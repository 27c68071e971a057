package suite

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// Known is a list of tolerated failures.
type Known []*pb.KnownFailure

func loadKnown(folder fs.FS, client string) (Known, error) {
	var list pb.KnownFailures
	err := readYAML(folder, client+".yaml", &list)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("known failures: %w", err)
	}
	for _, failure := range list.GetFailures() {
		if err := checkGlob(failure.GetCases()); err != nil {
			return nil, fmt.Errorf("known failures: %w", err)
		}
		if failure.GetReason() == "" {
			return nil, fmt.Errorf("known failures: %s has no reason", failure.GetCases())
		}
	}
	return list.GetFailures(), nil
}

// ReasonFor returns why a case may fail; empty when it may not.
func (k Known) ReasonFor(c Case) string {
	for _, failure := range k {
		if matchesGlob(failure.GetCases(), c.Name) {
			return failure.GetReason()
		}
	}
	return ""
}

// Unused returns the patterns that match none of all cases.
func (k Known) Unused(all []Case) []string {
	var unused []string
	for _, failure := range k {
		if !slices.ContainsFunc(all, func(c Case) bool { return matchesGlob(failure.GetCases(), c.Name) }) {
			unused = append(unused, failure.GetCases())
		}
	}
	return unused
}
