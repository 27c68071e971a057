package body

import (
	"errors"
	"io"
	"strings"

	"github.com/antchfx/xmlquery"
)

type document struct {
	root *xmlquery.Node
	err  error
}

// XML returns the body as an XML document, or why it is none. It is not to be
// changed.
func (c *Content) XML() (*xmlquery.Node, error) {
	if c.xml == nil {
		root, err := ParseXML(c.Text())
		c.xml = &document{root, err}
	}
	return c.xml.root, c.xml.err
}

// ParseXML reads a document from text, which is decoded already: the encoding
// it names is not looked at. Entities of its own are not expanded.
func ParseXML(text string) (*xmlquery.Node, error) {
	if err := checkDepth(text); err != nil {
		return nil, err
	}
	root, err := xmlquery.ParseWithOptions(strings.NewReader(text), xmlquery.ParserOptions{
		Decoder: &xmlquery.DecoderOptions{
			Strict:        true,
			CharsetReader: func(_ string, r io.Reader) (io.Reader, error) { return r, nil },
		},
	})
	if err != nil {
		return nil, err
	}
	if Element(root) == nil {
		return nil, errNoElement
	}
	return root, nil
}

// Element returns the outermost element of a document.
func Element(root *xmlquery.Node) *xmlquery.Node {
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == xmlquery.ElementNode {
			return n
		}
	}
	return nil
}

// checkDepth bounds the nesting that later steps go down recursively.
func checkDepth(text string) error {
	_, err := xmlData(text)
	if errors.Is(err, errTooDeep) {
		return errTooDeep
	}
	return nil // what else is wrong the parser says better
}
