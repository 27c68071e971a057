package openapi

import (
	"bytes"
	"errors"
	"math"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// ParseText reads JSON or YAML as a tree in document order.
func ParseText(text []byte) (jsontree.Value, error) {
	if len(text) > maxBytes {
		return jsontree.Value{}, errTooLarge
	}
	v, err := jsontree.Parse(text)
	if err == nil {
		return v, nil
	}
	v, yamlErr := parseYAML(text)
	if yamlErr != nil && bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		return v, err // what was meant to be JSON
	}
	return v, yamlErr
}

func parseYAML(text []byte) (jsontree.Value, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return jsontree.Value{}, err
	}
	c := &converter{}
	v := c.value(&document, 0)
	return v, c.err
}

// maxNodes bounds the values of one document, with aliases written out.
const maxNodes = 1_000_000

var (
	errTooLarge = errors.New("the text is too large")
	errTooMany  = errors.New("the document has too many values, counting what its aliases repeat")
	errTooDeep  = errors.New("the document is nested too deeply")
)

// converter writes YAML nodes as JSON.
type converter struct {
	nodes int
	err   error
}

func (c *converter) value(n *yaml.Node, depth int) jsontree.Value {
	c.nodes++
	switch {
	case c.err != nil:
		return jsontree.Value{}
	case c.nodes > maxNodes:
		c.err = errTooMany
		return jsontree.Value{}
	case depth > jsontree.MaxDepth:
		c.err = errTooDeep
		return jsontree.Value{}
	}
	switch n.Kind {
	case yaml.DocumentNode:
		return c.value(n.Content[0], depth+1)
	case yaml.AliasNode:
		return c.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		items := make([]jsontree.Value, len(n.Content))
		for i, item := range n.Content {
			items[i] = c.value(item, depth+1)
		}
		return jsontree.ArrayOf(items...)
	case yaml.MappingNode:
		return c.mapping(n, depth)
	}
	return scalar(n)
}

// mapping writes a map as an object. Of equal names the last counts; what "<<"
// merges gives way to the map's own.
func (c *converter) mapping(n *yaml.Node, depth int) jsontree.Value {
	object := newMembers(len(n.Content) / 2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], c.value(n.Content[i+1], depth+1)
		if key.ShortTag() != "!!merge" {
			object.set(keyName(key), value, true)
			continue
		}
		for _, merged := range append(value.Items, value) {
			for _, m := range merged.Members {
				object.set(m.Name, m.Value, false)
			}
		}
	}
	return jsontree.ObjectOf(object.list...)
}

func keyName(n *yaml.Node) string {
	if n.Kind == yaml.AliasNode {
		return n.Alias.Value
	}
	return n.Value
}

// members is an object in the making.
type members struct {
	list []jsontree.Member
	own  map[string]bool
	at   map[string]int
}

func newMembers(size int) *members {
	return &members{make([]jsontree.Member, 0, size), make(map[string]bool, size), make(map[string]int, size)}
}

func (m *members) set(name string, value jsontree.Value, own bool) {
	at, known := m.at[name]
	switch {
	case !known:
		m.at[name] = len(m.list)
		m.list = append(m.list, jsontree.Member{Name: name, Value: value})
	case own || !m.own[name]:
		m.list[at].Value = value
	}
	m.own[name] = m.own[name] || own
}

func scalar(n *yaml.Node) jsontree.Value {
	switch n.ShortTag() {
	case "!!null":
		return jsontree.Value{}
	case "!!bool":
		var b bool
		if n.Decode(&b) == nil {
			return jsontree.BoolOf(b)
		}
	case "!!int", "!!float":
		return number(n)
	}
	return jsontree.StringOf(n.Value)
}

// number keeps the spelling of what is a JSON number too.
func number(n *yaml.Node) jsontree.Value {
	if v, err := jsontree.Parse([]byte(n.Value)); err == nil && v.Kind == jsontree.Number {
		return v
	}
	var i int64
	if n.Decode(&i) == nil {
		return jsontree.IntOf(i)
	}
	var f float64
	if n.Decode(&f) != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return jsontree.StringOf(n.Value)
	}
	return jsontree.Value{Kind: jsontree.Number, Text: strconv.FormatFloat(f, 'g', -1, 64)}
}
