package xpath

import (
	"errors"
	"time"

	"github.com/antchfx/xmlquery"
	"github.com/antchfx/xpath"
)

// meter ends an evaluation that takes too long: the library cannot be told to
// stop, but it cannot do anything without moving through the document either.
type meter struct {
	deadline time.Time
	steps    int
}

// errLate is what a meter panics with at its deadline.
var errLate = errors.New("out of time")

const (
	// checkEvery is how many steps are made between two looks at the clock.
	checkEvery = 1024
	// bytesPerStep is how much text is read in about the time of a step.
	bytesPerStep = 64
)

func (m *meter) step(n int) {
	before := m.steps / checkEvery
	m.steps += n
	if m.steps/checkEvery > before && time.Now().After(m.deadline) {
		panic(errLate)
	}
}

// navigator walks a document and has each step counted.
type navigator struct {
	*xmlquery.NodeNavigator
	meter      *meter
	namespaces bool // names count with their namespace, else without it
}

// NodeType implements xpath.NodeNavigator: a processing instruction is no
// element.
func (n *navigator) NodeType() xpath.NodeType {
	if n.Current().Type == xmlquery.ProcessingInstruction {
		return xpath.RootNode
	}
	return n.NodeNavigator.NodeType()
}

// Prefix implements xpath.NodeNavigator. A name without prefix in an expression
// is compared with names whose prefix is "": where namespaces count, those
// without namespace; else all.
func (n *navigator) Prefix() string {
	switch {
	case !n.namespaces || n.NamespaceURL() == "":
		return ""
	case n.NodeNavigator.Prefix() == "":
		return defaultNamespace
	}
	return n.NodeNavigator.Prefix()
}

// defaultNamespace stands for the prefix of names that have a namespace but no
// prefix.
const defaultNamespace = "xmlns"

// NamespaceURL is the namespace of the node's name; where namespaces do not
// count, the name with its prefix: see withoutNamespaces.
func (n *navigator) NamespaceURL() string {
	switch prefix := n.NodeNavigator.Prefix(); {
	case n.namespaces:
		return n.NodeNavigator.NamespaceURL()
	case prefix == "":
		return n.LocalName()
	default:
		return prefix + ":" + n.LocalName()
	}
}

func (n *navigator) Value() string {
	value := n.NodeNavigator.Value()
	if n.Current().Type == xmlquery.CharDataNode {
		value = n.Current().Data
	}
	n.meter.step(1 + len(value)/bytesPerStep)
	return value
}

func (n *navigator) Copy() xpath.NodeNavigator {
	n.meter.step(1)
	return &navigator{n.NodeNavigator.Copy().(*xmlquery.NodeNavigator), n.meter, n.namespaces}
}

func (n *navigator) MoveToParent() bool {
	n.meter.step(1)
	return n.NodeNavigator.MoveToParent()
}

func (n *navigator) MoveToNextAttribute() bool {
	n.meter.step(1)
	return n.NodeNavigator.MoveToNextAttribute()
}

func (n *navigator) MoveToChild() bool {
	n.meter.step(1)
	return n.NodeNavigator.MoveToChild()
}

func (n *navigator) MoveToNext() bool {
	n.meter.step(1)
	return n.NodeNavigator.MoveToNext()
}

func (n *navigator) MoveToPrevious() bool {
	n.meter.step(1)
	return n.NodeNavigator.MoveToPrevious()
}

func (n *navigator) MoveTo(other xpath.NodeNavigator) bool {
	n.meter.step(1)
	to, ok := other.(*navigator)
	return ok && n.NodeNavigator.MoveTo(to.NodeNavigator)
}
