// Package suite reads what the runner works with: cases, the declarations of
// clients and their known failures. Everything is YAML under a protobuf schema,
// and an unknown key is an error.
package suite

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// Case is one case with its name.
type Case struct {
	*pb.Case
	// Name is the path of its file below the folder of cases, without ".yaml".
	Name string
}

var caseName = regexp.MustCompile(`^[a-z0-9_]+(/[a-z0-9_]+)+$`)

// LoadCases reads every case below a folder, sorted by name. The error joins
// every problem of every file.
func LoadCases(folder fs.FS) ([]Case, error) {
	var cases []Case
	var problems []error
	err := fs.WalkDir(folder, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		loaded, err := loadCase(folder, file)
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", file, err))
		} else {
			cases = append(cases, loaded)
		}
		return nil
	})
	slices.SortFunc(cases, func(a, b Case) int { return strings.Compare(a.Name, b.Name) })
	return cases, errors.Join(append(problems, err)...)
}

func loadCase(folder fs.FS, file string) (Case, error) {
	name, isYAML := strings.CutSuffix(file, ".yaml")
	if !isYAML || !caseName.MatchString(name) {
		return Case{}, errors.New("a case is named <feature>/<case>.yaml, in lower case with underscores")
	}
	loaded := Case{Case: &pb.Case{}, Name: name}
	if err := readYAML(folder, file, loaded.Case); err != nil {
		return Case{}, err
	}
	return loaded, loaded.check()
}

// readYAML reads one file into a message. Unknown and repeated keys are errors.
func readYAML(folder fs.FS, file string, into proto.Message) error {
	text, err := fs.ReadFile(folder, file)
	if err != nil {
		return err
	}
	var tree any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return err
	}
	asJSON, err := json.Marshal(tree)
	if err != nil {
		return fmt.Errorf("keys are strings: %w", err)
	}
	return protojson.Unmarshal(asJSON, into)
}

// Select keeps the cases that a glob over names selects, "**" spanning
// slashes.
func Select(cases []Case, glob string) ([]Case, error) {
	if err := checkGlob(glob); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(cases), func(c Case) bool { return !matchesGlob(glob, c.Name) }), nil
}
