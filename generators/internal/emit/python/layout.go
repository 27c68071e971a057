package python

import "strings"

// lineWidth is the length of the longest line, as in the client's pyproject.toml.
const lineWidth = 100

// expr is code that fits on one line or is spread over several, the way the
// formatter does it.
type expr interface {
	flat() string
	spread(b *strings.Builder, indent int)
}

// text is code that is never spread.
type text string

func (t text) flat() string                      { return string(t) }
func (t text) spread(b *strings.Builder, _ int)  { b.WriteString(string(t)) }
func (g group) flat() string                     { return g.open + strings.Join(flats(g.items), ", ") + g.close }
func (p pair) flat() string                      { return p.key + p.value.flat() }
func (p pair) spread(b *strings.Builder, in int) { b.WriteString(p.key); p.value.spread(b, in) }

// group is a bracketed list: a call, a signature, a list or a dictionary.
type group struct {
	open  string
	items []expr
	close string
}

// alternatives is a union of types.
type alternatives []string

func (a alternatives) flat() string { return strings.Join(a, " | ") }
func (a alternatives) spread(b *strings.Builder, in int) {
	b.WriteString(strings.Join(a, "\n"+spaces(in)+"| "))
}

// pair is an item with a key before it: `name=value` or `"key": value`.
type pair struct {
	key   string
	value expr
}

func (g group) spread(b *strings.Builder, indent int) {
	if len(g.items) == 0 {
		b.WriteString(g.flat())
		return
	}
	b.WriteString(g.open + "\n")
	for _, item := range g.items {
		b.WriteString(spaces(indent+4) + fit(indent+4, "", item, ",") + "\n")
	}
	b.WriteString(spaces(indent) + g.close)
}

func flats(items []expr) []string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = item.flat()
	}
	return out
}

// fit writes before, the code and after on one line when they fit behind the
// indentation (which it does not write), else spreads the code.
func fit(indent int, before string, e expr, after string) string {
	if flat := before + e.flat() + after; indent+len([]rune(flat)) <= lineWidth {
		return flat
	}
	var b strings.Builder
	b.WriteString(before)
	e.spread(&b, indent)
	b.WriteString(after)
	return b.String()
}

func spaces(n int) string { return strings.Repeat(" ", n) }

func texts(items ...string) []expr {
	out := make([]expr, len(items))
	for i, item := range items {
		out[i] = text(item)
	}
	return out
}
