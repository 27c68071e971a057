package openapi

import (
	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/format/object"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// contents are the bodies of one message by media type, in the order first
// seen.
type contents struct{ kinds []*content }

// content is the bodies of one media type.
type content struct {
	media   string
	schema  *shape // of JSON; nil for other types
	text    bool
	example *jsontree.Value
}

func (c *contents) add(body *example.Body) {
	media := mediaType(body)
	for _, kind := range c.kinds {
		if kind.media == media {
			kind.add(body)
			return
		}
	}
	kind := &content{media: media, text: true}
	kind.add(body)
	c.kinds = append(c.kinds, kind)
}

func mediaType(body *example.Body) string {
	switch media := body.MediaType(); {
	case media != "":
		return media
	case body.IsText:
		return "text/plain"
	default:
		return "application/octet-stream"
	}
}

// add learns from one body. Once one is no JSON the type is taken for text.
func (c *content) add(body *example.Body) {
	first := c.example == nil && c.schema == nil && c.text
	if !body.IsText {
		c.text, c.schema, c.example = false, nil, nil
		return
	}
	tree, err := jsontree.Parse([]byte(body.Text))
	if charset.IsJSON(c.media) && err == nil && (first || c.schema != nil) {
		if c.schema == nil {
			c.schema = &shape{}
		}
		c.schema.add(tree)
		if first {
			c.example = &tree
		}
		return
	}
	c.schema = nil
	if first || c.example != nil {
		text := jsontree.StringOf(body.Text)
		c.example = &text
	}
}

func (c *contents) value() jsontree.Value {
	var o object.Object
	for _, kind := range c.kinds {
		o.Add(kind.media, kind.value())
	}
	return o.Value()
}

func (c *content) value() jsontree.Value {
	var o object.Object
	switch {
	case c.schema != nil:
		o.Add("schema", c.schema.value())
	case c.text:
		o.Add("schema", new(object.Object).Text("type", "string").Value())
	default:
		o.Add("schema", new(object.Object).Text("type", "string").Text("format", "binary").Value())
	}
	if c.example != nil {
		o.Add("example", *c.example)
	}
	return o.Value()
}
