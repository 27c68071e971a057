package rule

import (
	"regexp"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// splitter takes one value apart as a parameter style of OpenAPI wrote it; nil
// for a style that writes a value each time.
type splitter func(value string) []string

// newSplitter returns the splitter of a style for the parameter called name.
func newSplitter(style, name string) splitter {
	switch style {
	case "SIMPLE", "SIMPLE_EXPLODED", "LABEL", "MATRIX", "FORM":
		return splitAt(",")
	case "LABEL_EXPLODED":
		return splitAt(".")
	case "MATRIX_EXPLODED":
		return splitAt(";" + name + "=")
	case "PIPE_DELIMITED":
		return splitAt("|")
	case "SPACE_DELIMITED":
		return splitAtSpace
	}
	return nil
}

func splitAt(separator string) splitter {
	return func(value string) []string {
		return strings.Split(strings.TrimSuffix(value, separator), separator)
	}
}

var space = regexp.MustCompile(`%20|\s|\+`)

func splitAtSpace(value string) []string { return space.Split(value, -1) }

// Split takes values apart by the style of their name.
func Split(pairs []Pair, styles map[string]string) []Pair {
	var all []Pair
	for _, p := range pairs {
		split := newSplitter(styles[p.Name], p.Name)
		if split == nil {
			all = append(all, p)
			continue
		}
		for _, value := range split(p.Value) {
			all = append(all, Pair{Name: p.Name, Value: value})
		}
	}
	return all
}

// expand splits the values of the pairs whose entry has a style that asks for it.
func (m *Multi) expand(pairs []Pair, b *pattern.Budget) []Pair {
	expanded := make([]Pair, 0, len(pairs))
	for i := range pairs {
		split := m.splitterOf(&pairs[i], b)
		if split == nil {
			expanded = append(expanded, pairs[i])
			continue
		}
		for _, value := range split(pairs[i].Value) {
			expanded = append(expanded, Pair{Name: pairs[i].Name, Value: value})
		}
	}
	return expanded
}

func (m *Multi) splitterOf(p *Pair, b *pattern.Budget) splitter {
	for i := range m.entries {
		e := &m.entries[i]
		if e.split != nil && p.Stored == nil && e.name.holds(p.Name, b) {
			return e.split
		}
	}
	return nil
}

const deepObject = "DEEP_OBJECT"

// matchDeep compares the members of a deep object, written "name[member]",
// with the entry's schemas.
func (e *entry) matchDeep(pairs []Pair, b *pattern.Budget) bool {
	fields := e.members(pairs)
	if len(fields) == 0 {
		return e.name.model.Optional
	}
	for _, v := range e.values {
		if v.schema == nil || v.schema.MatchObject(fields, b) == v.model.Not {
			return false
		}
	}
	return true
}

// members gathers the members of a deep object.
func (e *entry) members(pairs []Pair) []model.Field {
	var fields []model.Field
	for i := range pairs {
		rest, ok := strings.CutPrefix(pairs[i].Name, e.name.model.Value+"[")
		if member, closed := strings.CutSuffix(rest, "]"); ok && closed {
			fields = append(fields, model.Field{Name: member, Value: pairs[i].Value})
		}
	}
	return fields
}
