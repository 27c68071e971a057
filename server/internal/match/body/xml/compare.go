package xml

import (
	"fmt"
	"strings"

	"github.com/antchfx/xmlquery"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// comparison says where two elements differ first, with the path to it; ""
// when they are alike.
type comparison struct{ budget *pattern.Budget }

func (c *comparison) elements(at string, want, got *xmlquery.Node) string {
	if !sameName(want, got) {
		return fmt.Sprintf("%s/%s: the element is %s", at, want.Data, got.Data)
	}
	at += "/" + want.Data
	if reason := c.attributes(at, want, got); reason != "" {
		return reason
	}
	wantChildren, wantText := content(want)
	gotChildren, gotText := content(got)
	if !c.texts(wantText, gotText) {
		return fmt.Sprintf("%s: the text is %q, not %q", at, gotText, wantText)
	}
	return c.children(at, wantChildren, gotChildren)
}

func sameName(a, b *xmlquery.Node) bool {
	return a.Data == b.Data && a.NamespaceURI == b.NamespaceURI
}

// content splits an element into its child elements and its text without the
// blanks around it.
func content(n *xmlquery.Node) (children []*xmlquery.Node, text string) {
	var b strings.Builder
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case xmlquery.ElementNode:
			children = append(children, child)
		case xmlquery.TextNode, xmlquery.CharDataNode:
			b.WriteString(strings.TrimSpace(child.Data))
		}
	}
	return children, b.String()
}

// children gives each expected child the first one of its name that nobody has.
func (c *comparison) children(at string, want, got []*xmlquery.Node) string {
	taken := make([]bool, len(got))
	for _, w := range want {
		g := firstOfName(w, got, taken)
		if g < 0 {
			return fmt.Sprintf("%s/%s: the element is missing", at, w.Data)
		}
		taken[g] = true
		if reason := c.elements(at, w, got[g]); reason != "" {
			return reason
		}
	}
	for g, has := range taken {
		if !has {
			return fmt.Sprintf("%s/%s: the element is not expected", at, got[g].Data)
		}
	}
	return ""
}

func firstOfName(want *xmlquery.Node, got []*xmlquery.Node, taken []bool) int {
	for i, g := range got {
		if !taken[i] && sameName(want, g) {
			return i
		}
	}
	return -1
}

func (c *comparison) attributes(at string, want, got *xmlquery.Node) string {
	wanted, given := plainAttributes(want), plainAttributes(got)
	for name, w := range wanted {
		g, ok := given[name]
		if !ok || !c.texts(w, g) {
			return fmt.Sprintf("%s/@%s: the attribute is %q, not %q", at, name.local, g, w)
		}
	}
	for name := range given {
		if _, ok := wanted[name]; !ok {
			return fmt.Sprintf("%s/@%s: the attribute is not expected", at, name.local)
		}
	}
	return ""
}

type attributeName struct{ space, local string }

// schemaInstance is the namespace of hints about the schema, which are not
// part of the data (XML Schema Part 1, section 2.6).
const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"

// plainAttributes are the attributes without namespace declarations and hints
// where the schema lies.
func plainAttributes(n *xmlquery.Node) map[attributeName]string {
	out := map[attributeName]string{}
	for _, a := range n.Attr {
		declares := a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns"
		hint := a.NamespaceURI == schemaInstance && strings.HasSuffix(strings.ToLower(a.Name.Local), "schemalocation")
		if !declares && !hint {
			out[attributeName{a.NamespaceURI, a.Name.Local}] = a.Value
		}
	}
	return out
}
