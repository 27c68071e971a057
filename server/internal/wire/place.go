package wire

import "fmt"

// place is where a value sits in a document. The path is only spelled out when
// something is wrong there. The nil place is the document itself.
type place struct {
	parent *place
	name   string // member name; "" for an item
	index  int
}

func (p *place) member(name string) *place { return &place{parent: p, name: name} }

func (p *place) item(i int) *place { return &place{parent: p, index: i} }

// String is the path in MockServer's spelling: "$.httpRequest.headers.a[0]".
func (p *place) String() string {
	switch {
	case p == nil:
		return "$"
	case p.name != "":
		return p.parent.String() + "." + p.name
	default:
		return fmt.Sprintf("%s[%d]", p.parent, p.index)
	}
}

// reader turns values into model data and collects what is wrong with them on
// the way. What it returns for a wrong value is not to be used.
type reader struct {
	violations []Violation
}

func (r *reader) refusef(at *place, format string, args ...any) {
	r.violations = append(r.violations, Violation{Path: at.String(), Reason: fmt.Sprintf(format, args...)})
}
