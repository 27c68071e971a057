package suite

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// Client is a declared client with its name and its known failures.
type Client struct {
	*pb.Client
	// Name is the name of its file, without ".yaml".
	Name string
	// Known are the failures that are tolerated.
	Known Known
}

// featureNames are the features beyond the operations.
var featureNames = []string{"connect", "build", "options"}

// LoadClients reads the declarations of the clients named, or of all when none
// is, with their known failures. Both folders hold <client>.yaml; a client
// without known failures needs no file there.
func LoadClients(drivers, known fs.FS, names []string) ([]Client, error) {
	if len(names) == 0 {
		files, err := fs.Glob(drivers, "*.yaml")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			names = append(names, strings.TrimSuffix(file, ".yaml"))
		}
	}
	var clients []Client
	var problems []error
	for _, name := range names {
		client, err := loadClient(drivers, known, name)
		if err != nil {
			problems = append(problems, fmt.Errorf("client %s: %w", name, err))
		}
		clients = append(clients, client)
	}
	return clients, errors.Join(problems...)
}

func loadClient(drivers, known fs.FS, name string) (Client, error) {
	client := Client{Client: &pb.Client{}, Name: name}
	if err := readYAML(drivers, name+".yaml", client.Client); err != nil {
		return client, err
	}
	if len(client.GetCommand()) == 0 {
		return client, errors.New("no command")
	}
	var err error
	client.Known, err = loadKnown(known, name)
	return client, err
}

// CheckFeatures reports features of clients that no case can ask for: neither
// an operation, nor a tagged value, nor what some case needs.
func CheckFeatures(clients []Client, cases []Case) error {
	valid := append(OperationNames(), featureNames...)
	for _, c := range cases {
		valid = append(valid, c.GetNeeds()...)
	}
	var problems []error
	for _, client := range clients {
		for _, feature := range client.GetFeatures() {
			if !slices.Contains(valid, feature) {
				problems = append(problems, fmt.Errorf("client %s: unknown feature %q", client.Name, feature))
			}
		}
	}
	return errors.Join(problems...)
}

// Lacks lists the features that a case asks for and the client does not have.
func (c Client) Lacks(from Case) []string {
	return slices.DeleteFunc(from.Features(), func(feature string) bool {
		return slices.Contains(c.GetFeatures(), feature)
	})
}
