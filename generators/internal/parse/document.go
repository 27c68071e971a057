// Package parse turns the joined contract into the generators' model.
package parse

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// ordered is a mapping that keeps the document's order.
type ordered[T any] []entry[T]

type entry[T any] struct {
	Key   string
	Value T
}

// UnmarshalYAML implements yaml.Unmarshaler.
func (o *ordered[T]) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: want a mapping", n.Line)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		var v T
		if err := n.Content[i+1].Decode(&v); err != nil {
			return err
		}
		*o = append(*o, entry[T]{n.Content[i].Value, v})
	}
	return nil
}

type document struct {
	Info struct {
		Title, Version, Description string
	}
	Tags []struct {
		Name, Description string
	}
	Paths      ordered[ordered[*operation]]
	Components struct {
		Schemas   ordered[*schema]
		Responses map[string]response
	}
}

type operation struct {
	OperationID string `yaml:"operationId"`
	Summary     string
	Description string
	Tags        []string
	Parameters  []parameter
	RequestBody *struct {
		Required bool
		Content  ordered[media]
	} `yaml:"requestBody"`
	Responses ordered[response]
	Views     []view `yaml:"x-views"`
	RESTOnly  bool   `yaml:"x-rest-only"`
	Stream    bool   `yaml:"x-stream"`
}

type parameter struct {
	Name, In, Description string
	Schema                *schema
}

type response struct {
	Ref         string `yaml:"$ref"`
	Description string
	Content     ordered[media]
}

type media struct{ Schema *schema }

type view struct {
	Name, Summary string
	Args          []string
	Query         ordered[string]
	Result        string
	Document      bool
}

type schema struct {
	Ref                  string `yaml:"$ref"`
	Type                 string
	Format               string
	Description          string
	Enum                 []string
	Default              yaml.Node
	Minimum              yaml.Node
	Maximum              yaml.Node
	Example              yaml.Node
	Required             []string
	ReadOnly             bool `yaml:"readOnly"`
	Properties           ordered[*schema]
	AdditionalProperties yaml.Node `yaml:"additionalProperties"`
	Items                *schema
	AllOf                []*schema `yaml:"allOf"`
	AnyOf                []*schema `yaml:"anyOf"`

	Builder *struct {
		Name      string
		Factories []factory
	} `yaml:"x-builder"`
	Factories     []factory `yaml:"x-factories"`
	Positional    []string  `yaml:"x-positional"`
	Append        string    `yaml:"x-append"`
	Verb          string    `yaml:"x-verb"`
	Word          string    `yaml:"x-word"`
	Unit          string    `yaml:"x-unit"`
	Discriminator string    `yaml:"x-discriminator"`
	Plain         bool      `yaml:"x-plain"`
	StringMatcher bool      `yaml:"x-string-matcher"`
	Content       bool      `yaml:"x-content"`
	Duration      *struct {
		Unit, Value string
	} `yaml:"x-duration"`
	Action *struct {
		Property, Verb string
	} `yaml:"x-action"`
}

type factory struct {
	Name string
	Args []argument
	Set  ordered[yaml.Node]
}

// argument is a field's name, or a name of its own for several fields.
type argument struct {
	Name   string
	Fields []string
}

// UnmarshalYAML implements yaml.Unmarshaler.
func (a *argument) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		a.Name, a.Fields = n.Value, []string{n.Value}
		return nil
	}
	var several ordered[[]string]
	if err := n.Decode(&several); err != nil {
		return err
	}
	if len(several) != 1 {
		return fmt.Errorf("line %d: want one name with its fields", n.Line)
	}
	a.Name, a.Fields = several[0].Key, several[0].Value
	return nil
}
