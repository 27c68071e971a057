package wire

import "fmt"

// place is where a value sits in a document. The path is only spelled out when
// something is wrong there. The nil place is the document itself.
type place struct {
	parent *place
	name   string
	index  int // of an item; memberPlace for a member
}

const memberPlace = -1

// maxNameBytes is how much of a member's name a path repeats.
const maxNameBytes = 1 << 10

func (p *place) member(name string) *place { return &place{parent: p, name: name, index: memberPlace} }

func (p *place) item(i int) *place { return &place{parent: p, index: i} }

// String is the path in MockServer's spelling: "$.httpRequest.headers.a[0]".
func (p *place) String() string {
	switch {
	case p == nil:
		return "$"
	case p.index == memberPlace:
		return p.parent.String() + "." + cutAt(p.name, maxNameBytes)
	default:
		return fmt.Sprintf("%s[%d]", p.parent, p.index)
	}
}
