package parse

import (
	"bytes"
	"encoding/json"

	"go.yaml.in/yaml/v3"
)

// example is the example as indented JSON, in the contract's order.
func (p *parser) example(origin string, n yaml.Node) string {
	var out bytes.Buffer
	raw, err := appendJSON(nil, &n)
	if err == nil {
		err = json.Indent(&out, raw, "", "  ")
	}
	if err != nil {
		p.fail(origin, "line %d: example: %v", n.Line, err)
	}
	return out.String()
}

// appendJSON writes YAML as JSON, members in their order.
func appendJSON(dst []byte, n *yaml.Node) ([]byte, error) {
	switch n.Kind {
	case yaml.MappingNode, yaml.SequenceNode:
		return appendCollection(dst, n)
	}
	var v any
	if err := n.Decode(&v); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(v)
	return append(dst, raw...), err
}

func appendCollection(dst []byte, n *yaml.Node) (_ []byte, err error) {
	brackets := "[]"
	if n.Kind == yaml.MappingNode {
		brackets = "{}"
	}
	dst = append(dst, brackets[0])
	for i, c := range n.Content {
		switch isValue := n.Kind == yaml.MappingNode && i%2 == 1; {
		case isValue:
			dst = append(dst, ':')
		case i > 0:
			dst = append(dst, ',')
		}
		if dst, err = appendJSON(dst, c); err != nil {
			return nil, err
		}
	}
	return append(dst, brackets[1]), nil
}
