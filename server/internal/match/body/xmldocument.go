package body

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/antchfx/xmlquery"

	"github.com/mockserver/mockserver/server/internal/jsontree"
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
// it names is not looked at. A document type is refused, so there are no
// entities but XML's own.
func ParseXML(text string) (*xmlquery.Node, error) {
	if err := checkOutline(text); err != nil {
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

var (
	errDocumentType = errors.New("the XML has a document type, which is not read")
	errSecond       = errors.New("there is something after the outermost XML element")
	errText         = errors.New("there is text before the outermost XML element")
)

// checkOutline looks for what the parser lets pass: more than one outermost
// element, text outside it, a document type, and nesting that later steps
// would go down recursively without end.
func checkOutline(text string) error {
	decoder := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	outline := outline{}
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return nil // what is wrong, or that this is the end, the parser finds as well
		}
		if err := outline.add(token); err != nil {
			return err
		}
	}
}

// outline is where a document is read.
type outline struct {
	depth int
	ended bool // the outermost element has
}

func (o *outline) add(token xml.Token) error {
	switch t := token.(type) {
	case xml.Directive:
		return errDocumentType
	case xml.StartElement:
		o.depth++
		if o.ended {
			return errSecond
		}
		if o.depth > jsontree.MaxDepth {
			return errTooDeep
		}
	case xml.EndElement:
		o.depth--
		o.ended = o.depth == 0
	case xml.CharData:
		switch blank := len(bytes.TrimSpace(t)) == 0; {
		case o.depth > 0 || blank:
		case o.ended:
			return errSecond
		default:
			return errText
		}
	}
	return nil
}
