package xml

import (
	"fmt"
	"slices"
	"strings"

	"github.com/antchfx/xmlquery"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// comparison says where two elements differ first, with the path to it; ""
// when they are alike.
type comparison struct{ budget *pattern.Budget }

func (c *comparison) documents(want, got *xmlquery.Node) string {
	if reason := c.content("", want, got); reason != "" {
		return reason
	}
	return c.elements("", body.Element(want), body.Element(got))
}

func (c *comparison) elements(at string, want, got *xmlquery.Node) string {
	if !sameName(want, got) {
		return fmt.Sprintf("%s/%s: the element is %s", at, want.Data, got.Data)
	}
	at += "/" + want.Data
	if reason := c.attributes(at, want, got); reason != "" {
		return reason
	}
	if reason := c.content(at, want, got); reason != "" {
		return reason
	}
	return c.children(at, children(want), children(got))
}

// content compares the texts and processing instructions of two elements or
// documents, each in their order.
func (c *comparison) content(at string, want, got *xmlquery.Node) string {
	wantTexts, gotTexts := texts(want), texts(got)
	if len(wantTexts) == 1 && ignores(wantTexts[0]) && len(gotTexts) == 0 {
		gotTexts = []string{""}
	}
	if !slices.EqualFunc(wantTexts, gotTexts, c.texts) {
		return fmt.Sprintf("%s: the text is %q, not %q", at, strings.Join(gotTexts, " .. "), strings.Join(wantTexts, " .. "))
	}
	if wanted, given := instructions(want), instructions(got); !slices.Equal(wanted, given) {
		return fmt.Sprintf("%s: the processing instructions are %q, not %q", at, given, wanted)
	}
	return ""
}

func sameName(a, b *xmlquery.Node) bool {
	return a.Data == b.Data && a.NamespaceURI == b.NamespaceURI
}

// children are the elements of a node.
func children(n *xmlquery.Node) []*xmlquery.Node {
	var elements []*xmlquery.Node
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == xmlquery.ElementNode {
			elements = append(elements, child)
		}
	}
	return elements
}

// texts are the texts between the elements of a node, without those that are
// blank. A comment does not end a text.
func texts(n *xmlquery.Node) []string {
	var found []string
	var text strings.Builder
	end := func() {
		if strings.TrimFunc(text.String(), isBlank) != "" {
			found = append(found, text.String())
		}
		text.Reset()
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case xmlquery.TextNode, xmlquery.CharDataNode:
			text.WriteString(child.Data)
		case xmlquery.ElementNode:
			end()
		}
	}
	end()
	return found
}

func instructions(n *xmlquery.Node) []string {
	var found []string
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == xmlquery.ProcessingInstruction {
			found = append(found, child.ProcInst.Target+" "+child.ProcInst.Inst)
		}
	}
	return found
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
		if !ok && !ignores(w) || ok && !c.texts(w, g) {
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
