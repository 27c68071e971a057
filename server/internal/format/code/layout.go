package code

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// Literals is how a language spells JSON values.
type Literals struct {
	Indent            string // of one level
	Arrow             string // between a name and its value
	Null, True, False string
	Quote             func(string) string
	Key               func(string) string // nil means Quote
	EmptyObject       string
}

// Append spells v behind out; depth is the indentation of the line it begins on.
func (l *Literals) Append(out *strings.Builder, v jsontree.Value, depth int) {
	switch v.Kind {
	case jsontree.Object:
		l.object(out, v, depth)
	case jsontree.Array:
		l.list(out, v, depth)
	case jsontree.String:
		out.WriteString(l.Quote(v.Text))
	case jsontree.Number:
		out.WriteString(v.Text)
	case jsontree.Bool:
		if v.Text == "true" {
			out.WriteString(l.True)
		} else {
			out.WriteString(l.False)
		}
	default:
		out.WriteString(l.Null)
	}
}

// Of spells v.
func (l *Literals) Of(v jsontree.Value, depth int) string {
	var out strings.Builder
	l.Append(&out, v, depth)
	return out.String()
}

func (l *Literals) object(out *strings.Builder, v jsontree.Value, depth int) {
	if len(v.Members) == 0 {
		out.WriteString(l.EmptyObject)
		return
	}
	key := l.Key
	if key == nil {
		key = l.Quote
	}
	out.WriteString("{\n")
	for i, m := range v.Members {
		out.WriteString(strings.Repeat(l.Indent, depth+1) + key(m.Name) + l.Arrow)
		l.Append(out, m.Value, depth+1)
		l.end(out, i == len(v.Members)-1)
	}
	out.WriteString(strings.Repeat(l.Indent, depth) + "}")
}

func (l *Literals) list(out *strings.Builder, v jsontree.Value, depth int) {
	if len(v.Items) == 0 {
		out.WriteString("[]")
		return
	}
	if isShort(v) {
		items := make([]string, len(v.Items))
		for i, item := range v.Items {
			items[i] = l.Of(item, depth)
		}
		out.WriteString("[" + strings.Join(items, ", ") + "]")
		return
	}
	out.WriteString("[\n")
	for i, item := range v.Items {
		out.WriteString(strings.Repeat(l.Indent, depth+1))
		l.Append(out, item, depth+1)
		l.end(out, i == len(v.Items)-1)
	}
	out.WriteString(strings.Repeat(l.Indent, depth) + "]")
}

func (l *Literals) end(out *strings.Builder, last bool) {
	if !last {
		out.WriteByte(',')
	}
	out.WriteByte('\n')
}

// maxShortItems is how many scalars stand on one line.
const maxShortItems = 8

func isShort(v jsontree.Value) bool {
	for _, item := range v.Items {
		if item.Kind == jsontree.Object || item.Kind == jsontree.Array {
			return false
		}
	}
	return len(v.Items) <= maxShortItems
}

// Quote is text in double quotes with JSON's escapes, which most languages
// read as JSON does.
func Quote(text string) string {
	return string(jsontree.StringOf(strings.ToValidUTF8(text, "\uFFFD")).AppendCompact(nil))
}
