package typescript

import (
	"github.com/mockserver/mockserver/generators/internal/ir"
)

// sampleView is a value of a type: an object with every field, or every
// alternative of an enumeration or union.
type sampleView struct{ Text string }

const modelIndex = source + "index"

// samplesFile holds one value per type. A value stands behind those it refers
// to; where types refer to each other in a circle, it is cut.
func samplesFile(api *ir.API) (*file, string, any) {
	s := &sampler{file: newFile(tests + "samples.ts"), state: map[*ir.Type]int{}}
	for _, t := range api.Types {
		s.visit(t)
	}
	return s.file, "samples", s.views
}

const (
	unseen = iota
	open
	done
)

type sampler struct {
	file  *file
	state map[*ir.Type]int
	views []sampleView
}

func sampleName(t *ir.Type) string { return identifier(t.Name) }

// visit writes the samples that t needs, then its own.
func (s *sampler) visit(t *ir.Type) {
	if s.state[t] != unseen {
		return
	}
	s.state[t] = open
	head := "export const " + sampleName(t) + ": "
	name := s.file.useType(modelIndex, t.WireName)
	switch t.Kind {
	case ir.Enum:
		items := append(quoted(t.Values), quote("SOMETHING_NEWER"))
		s.views = append(s.views, sampleView{list(0, head+name+"[] = ", "[", items, "]", ";")})
	case ir.Union:
		s.views = append(s.views, sampleView{list(0, head+name+"[] = ", "[", s.alternatives(t), "]", ";")})
	default:
		s.views = append(s.views, sampleView{expanded(0, head+"Required<"+name+"> = ", s.members(t), ";")})
	}
	s.state[t] = done
}

func quoted(values []string) []string {
	var out []string
	for _, v := range values {
		out = append(out, quote(v))
	}
	return out
}

func (s *sampler) members(t *ir.Type) []string {
	var out []string
	for _, field := range t.Fields {
		value := s.value(field.Type)
		if field.Const != "" {
			value = quote(field.Const)
		}
		out = append(out, member(field.WireName, value))
	}
	if t.Open != nil {
		out = append(out, "furtherMember: "+s.value(*t.Open))
	}
	return out
}

func (s *sampler) alternatives(t *ir.Type) []string {
	var out []string
	for _, v := range t.Variants {
		out = append(out, s.value(v))
	}
	if t.Plain {
		out = append(out, `"plain"`, `[1, "two", null]`, `{ plain: { deep: [] } }`)
	}
	return out
}

// value is a value of the type as an expression.
func (s *sampler) value(ref ir.Ref) string {
	switch ref.Kind {
	case ir.String:
		return `"text"`
	case ir.Bytes:
		return `"AAH+/w=="`
	case ir.Integer:
		return "7"
	case ir.Number:
		return "0.5"
	case ir.Boolean:
		return "false"
	case ir.List:
		return "[" + s.value(*ref.Elem) + "]"
	case ir.Map:
		return "{ name: " + s.value(*ref.Elem) + " }"
	case ir.Named:
		return s.named(ref.Type)
	}
	return "{ any: [null, 0] }"
}

func (s *sampler) named(t *ir.Type) string {
	switch {
	case t.Kind == ir.Enum:
		return quote(t.Values[0])
	case t.Kind == ir.Union && len(t.Variants) > 0:
		return s.value(t.Simplest())
	case t.Kind == ir.Union:
		return `"plain"`
	}
	s.visit(t)
	if s.state[t] == open {
		return "{}"
	}
	return sampleName(t)
}
