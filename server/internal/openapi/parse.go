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
	c := &converter{left: min(maxNodes, minNodes+nodesPerByte*len(text))}
	v := c.value(&document, 0)
	return v, c.err
}

// What bounds the values of one document, with its aliases written out.
const (
	maxNodes     = 1_000_000
	minNodes     = 1_000
	nodesPerByte = 20
)

var (
	errTooLarge = errors.New("the text is too large")
	errTooMany  = errors.New("the document has too many values, counting what its aliases repeat")
	errTooDeep  = errors.New("the document is nested too deeply")
)

// converter writes YAML nodes as JSON.
type converter struct {
	left int // values there may still be
	err  error
}

func (c *converter) value(n *yaml.Node, depth int) jsontree.Value {
	c.left--
	switch {
	case c.err != nil:
		return jsontree.Value{}
	case c.left < 0:
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
	own  []bool         // as list: not merged from elsewhere
	at   map[string]int // places in list, once there are more than fewMembers
}

// fewMembers is up to how many names comparing each is quicker than a map.
const fewMembers = 8

func newMembers(size int) *members {
	m := &members{list: make([]jsontree.Member, 0, size), own: make([]bool, 0, size)}
	if size > fewMembers {
		m.at = make(map[string]int, size)
	}
	return m
}

// set adds a member or gives it another value, unless it has one of its own
// and this one is not.
func (m *members) set(name string, value jsontree.Value, own bool) {
	at, known := m.find(name)
	switch {
	case !known:
		m.add(name, value, own)
	case own || !m.own[at]:
		m.list[at].Value, m.own[at] = value, own
	}
}

func (m *members) find(name string) (int, bool) {
	if m.at != nil {
		at, known := m.at[name]
		return at, known
	}
	for i := range m.list {
		if m.list[i].Name == name {
			return i, true
		}
	}
	return 0, false
}

func (m *members) add(name string, value jsontree.Value, own bool) {
	m.list, m.own = append(m.list, jsontree.Member{Name: name, Value: value}), append(m.own, own)
	if m.at == nil && len(m.list) > fewMembers {
		m.at = make(map[string]int)
		for i, member := range m.list {
			m.at[member.Name] = i
		}
	}
	if m.at != nil {
		m.at[name] = len(m.list) - 1
	}
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
