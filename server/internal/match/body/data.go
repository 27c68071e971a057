package body

import (
	"encoding/xml"
	"errors"
	"io"
	"mime"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/rule"
)

// Data returns the body as a tree whatever it is written in: JSON, a form, or
// XML, of which element names and texts count but attributes and the name of
// the root do not. Values of forms and XML become the number, boolean or null
// they spell. A JSON object or array is one whatever the content type says:
// tools such as curl call every body a form unless told.
func (c *Content) Data(semicolon bool) (jsontree.Value, error) {
	if c.data == nil {
		value, err := c.readData(semicolon)
		c.data = &parsed{value, err}
	}
	return c.data.value, c.data.err
}

func (c *Content) readData(semicolon bool) (jsontree.Value, error) {
	if v, err := c.JSON(); err == nil && (v.Kind == jsontree.Object || v.Kind == jsontree.Array) {
		return v, nil
	}
	switch c.mediaType() {
	case "application/xml", "text/xml":
		return xmlData(c.Text())
	case formType:
		return FormData(c.Form(semicolon)), nil
	}
	return c.JSON()
}

const formType = "application/x-www-form-urlencoded"

// IsForm reports whether the content type is that of a form.
func (c *Content) IsForm() bool { return c.mediaType() == formType }

// mediaType returns the content type without parameters; a broken one is none.
func (c *Content) mediaType() string {
	mediaType, _, _ := mime.ParseMediaType(c.Type)
	return mediaType
}

// FormData returns the parameters of a form as an object; see Content.Data.
func FormData(pairs []rule.Pair) jsontree.Value {
	var members repeated
	for _, p := range pairs {
		members.add(p.Name, spelled(p.Value))
	}
	return jsontree.ObjectOf(members.list...)
}

// repeated gathers the members of an object: those of one name as an array.
type repeated struct {
	list   []jsontree.Member
	places map[string]int // in list
}

// add adds a member, whose value is no array.
func (r *repeated) add(name string, value jsontree.Value) {
	at, ok := r.places[name]
	if !ok {
		if r.places == nil {
			r.places = make(map[string]int)
		}
		r.places[name] = len(r.list)
		r.list = append(r.list, jsontree.Member{Name: name, Value: value})
		return
	}
	m := &r.list[at]
	if m.Value.Kind != jsontree.Array {
		m.Value = jsontree.ArrayOf(m.Value)
	}
	m.Value.Items = append(m.Value.Items, value)
}

// spelled is the value that text spells, or the text.
func spelled(text string) jsontree.Value {
	switch strings.ToLower(text) {
	case "true", "false":
		return jsontree.BoolOf(strings.EqualFold(text, "true"))
	case "null":
		return jsontree.Value{}
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return jsontree.IntOf(n)
	}
	if v, err := jsontree.Parse([]byte(text)); err == nil && v.Kind == jsontree.Number {
		return v
	}
	return jsontree.StringOf(text)
}

var (
	errNoElement = errors.New("there is no XML element")
	errTooDeep   = errors.New("the XML is nested too deeply")
)

func xmlData(text string) (jsontree.Value, error) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return jsontree.Value{}, errNoElement
		}
		if err != nil {
			return jsontree.Value{}, err
		}
		if _, ok := token.(xml.StartElement); ok {
			return elementData(decoder, 1)
		}
	}
}

// elementData reads up to the end of the element: its children, or its text
// when it has none.
func elementData(decoder *xml.Decoder, depth int) (jsontree.Value, error) {
	if depth > jsontree.MaxDepth {
		return jsontree.Value{}, errTooDeep
	}
	var children repeated
	var text strings.Builder
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return jsontree.Value{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			child, err := elementData(decoder, depth+1)
			if err != nil {
				return child, err
			}
			children.add(qualified(t.Name), child)
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			if len(children.list) > 0 {
				return jsontree.ObjectOf(children.list...), nil
			}
			return spelled(strings.TrimSpace(text.String())), nil
		}
	}
}

func qualified(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}
