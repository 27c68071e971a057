package proto

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/generators/internal/ir"
)

// definition is a message or an enum, ready to print.
type definition struct {
	Doc     []string
	Keyword string // message or enum
	Name    string
	Options []string
	Fields  []field // of a message, or the values of an enum
	OneOf   []field // of a union
}

// Empty tells whether nothing stands between the brackets.
func (d definition) Empty() bool { return len(d.Fields)+len(d.OneOf)+len(d.Options) == 0 }

// field is one line of a definition.
type field struct {
	Doc     []string
	Line    string // type and name
	Number  int
	Options string // with brackets, or ""
}

func (r *renderer) messages(api *ir.API) []definition {
	var out []definition
	for _, t := range api.Types {
		switch t.Kind {
		case ir.Enum:
			out = append(out, r.enum(t))
		case ir.Union:
			out = append(out, r.union(t)...)
		default:
			out = append(out, r.object(t)...)
		}
	}
	return out
}

func (r *renderer) enum(t *ir.Type) definition {
	d := definition{Doc: doc(t.Doc), Keyword: "enum", Name: t.Name.Pascal()}
	prefix := t.Name.ScreamingSnake() + "_"
	d.Fields = append(d.Fields, field{Doc: doc("Not given."), Line: prefix + "UNSPECIFIED"})
	for _, v := range t.Values {
		name := ir.Words(v).ScreamingSnake()
		d.Fields = append(d.Fields, field{
			Doc: doc("As JSON: " + v + "."), Line: prefix + name, Number: r.lock.number(d.Name, v), Options: textOption(v, name),
		})
	}
	return d
}

// textOption says how a value is written as JSON where its name does not.
func textOption(value, name string) string {
	if value == name {
		return ""
	}
	return fmt.Sprintf(" [(mockserver.v1.text) = %q]", value)
}

// object renders a message; its other members become a map, whose values need
// a message of their own when they are lists.
func (r *renderer) object(t *ir.Type) []definition {
	d := definition{Doc: doc(t.Doc), Keyword: "message", Name: t.Name.Pascal()}
	for _, f := range t.Fields {
		// A constant is what the variant option of the union says.
		if f.Const == "" {
			d.Fields = append(d.Fields, r.member(d.Name, f.Name, f.WireName, f.Doc, f.Type))
		}
	}
	if t.Open == nil {
		return []definition{d}
	}
	var lists []definition
	value := typeName(*t.Open, false)
	if t.Open.Kind == ir.List {
		list := r.list(t, *t.Open)
		lists, value = append(lists, list), list.Name
	}
	d.Fields = append(d.Fields, field{
		Doc:    doc("The object's other members."),
		Line:   "map<string, " + value + "> members",
		Number: r.lock.number(d.Name, "members"), Options: " [(mockserver.v1.flatten) = true]",
	})
	return append([]definition{d}, lists...)
}

// member renders a field; text falls back to what its type says.
func (r *renderer) member(message string, name ir.Name, wireName, text string, ref ir.Ref) field {
	if text == "" {
		text = docOf(ref)
	}
	return field{
		Doc: doc(text), Line: typeName(ref, true) + " " + name.Snake(),
		Number: r.lock.number(message, name.Snake()), Options: jsonName(name, wireName),
	}
}

func docOf(ref ir.Ref) string {
	for ref.Kind == ir.List {
		ref = *ref.Elem
	}
	return ref.Type.Doc
}

// union renders a oneof; an array variant needs a message of its own, because
// a oneof cannot hold a list.
func (r *renderer) union(t *ir.Type) []definition {
	d := definition{
		Doc: doc(t.Doc), Keyword: "message", Name: t.Name.Pascal(),
		Options: []string{"option (mockserver.v1.shape) = SHAPE_UNION;"},
	}
	if t.Discriminator != "" {
		d.Options = append(d.Options, fmt.Sprintf("option (mockserver.v1.discriminator) = %q;", t.Discriminator))
	}
	var lists []definition
	add := func(typ string, name ir.Name, text, options string) {
		d.OneOf = append(d.OneOf, field{
			Doc: doc(text), Line: typ + " " + name.Snake(), Number: r.lock.number(d.Name, name.Snake()), Options: options,
		})
	}
	for _, v := range t.Variants {
		switch v.Kind {
		case ir.List:
			list := r.list(t, v)
			lists = append(lists, list)
			add(list.Name, ir.Words("list"), "Several.", "")
		case ir.Named:
			add(typeName(v, false), v.Type.Name, v.Type.Doc, variantOption(t, v.Type))
		default:
			add(typeName(v, false), ir.Words("text"), "Plain.", "")
		}
	}
	if t.Plain {
		add("google.protobuf.Value", ir.Words("plain"), "A bare string, array or object.", "")
	}
	return append([]definition{d}, lists...)
}

func (r *renderer) list(t *ir.Type, v ir.Ref) definition {
	name := t.Name.Pascal() + "List"
	return definition{
		Doc: doc("Several at once, for " + t.Name.Pascal() + "."), Keyword: "message", Name: name,
		Options: []string{"option (mockserver.v1.shape) = SHAPE_LIST;"},
		Fields: []field{{
			Doc: doc("In order."), Line: "repeated " + typeName(*v.Elem, false) + " items", Number: r.lock.number(name, "items"),
		}},
	}
}

func variantOption(union, variant *ir.Type) string {
	if union.Discriminator == "" {
		return ""
	}
	if f := variant.Field(union.Discriminator); f != nil {
		return fmt.Sprintf(" [(mockserver.v1.variant) = %q]", f.Const)
	}
	return ""
}

// typeName is a reference's protobuf type; scalars get explicit presence where
// presence is asked for, because absent and zero differ in the control plane.
func typeName(ref ir.Ref, presence bool) string {
	optional := ""
	if presence {
		optional = "optional "
	}
	switch ref.Kind {
	case ir.String:
		return optional + "string"
	case ir.Integer:
		return fmt.Sprintf("%sint%d", optional, ref.Bits)
	case ir.Number:
		return optional + "double"
	case ir.Boolean:
		return optional + "bool"
	case ir.Bytes:
		return optional + "bytes"
	case ir.List:
		return "repeated " + typeName(*ref.Elem, false)
	case ir.Map:
		return "map<string, " + typeName(*ref.Elem, false) + ">"
	case ir.Named:
		return ref.Type.Name.Pascal()
	}
	return "google.protobuf.Value"
}

// jsonName is an option where protobuf would derive another JSON name.
func jsonName(name ir.Name, wireName string) string {
	if name.Camel() == wireName {
		return ""
	}
	return fmt.Sprintf(" [json_name = %q]", wireName)
}

// doc wraps a comment's text.
func doc(text string) []string {
	const width = 76
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
