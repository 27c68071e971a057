package wire

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ParseBody reads a body matcher in any of its forms: text, JSON as it is, or
// a typed object. Errors are *ValidationError.
func ParseBody(v jsontree.Value) (*model.Body, error) {
	d := document[*model.Body]{name: "body", shape: bodyShape{}, read: func(r *reader, at *place, v jsontree.Value) *model.Body {
		return r.bodyOf(at, v, false)
	}}
	return plain(d.parseTree(v, nil))
}

// body reads the member called body, nil when absent. A served body is content
// of a response, where only kinds with content are typed.
func (r *reader) body(at *place, v jsontree.Value, served bool) *model.Body {
	given, ok := v.Get("body")
	if !ok {
		return nil
	}
	return r.bodyOf(at.member("body"), given, served)
}

func (r *reader) bodyOf(at *place, v jsontree.Value, served bool) *model.Body {
	switch v.Kind {
	case jsontree.Object:
		if kind := bodyKindOf(v, served); kind != nil {
			return r.typedBody(at, v, kind, served)
		}
		return r.plainJSON(v)
	case jsontree.Array:
		return r.plainJSON(v)
	default:
		return plainString(v.Text, served)
	}
}

func plainString(s string, served bool) *model.Body {
	s = stringText(s, served)
	b := &model.Body{Type: "STRING", Text: s}
	b.Object = bodyObject(b, jsontree.Member{Name: "string", Value: jsontree.StringOf(s)})
	return b
}

// stringText is s, but empty when it is blank and to be matched: a blank
// matcher accepts anything.
func stringText(s string, served bool) string {
	if !served && strings.TrimSpace(s) == "" {
		return ""
	}
	return s
}

func (r *reader) plainJSON(v jsontree.Value) *model.Body {
	b := &model.Body{Type: "JSON", Text: r.pretty(v)}
	b.Object = bodyObject(b, jsontree.Member{Name: "json", Value: v})
	return b
}

// bodyObject is the typed canonical object of b with the members of its kind.
// The content type stands first in JSON and last elsewhere, as clients know it.
func bodyObject(b *model.Body, members ...jsontree.Member) jsontree.Value {
	var o object
	o.addTrue("not", b.Not)
	o.addTrue("optional", b.Optional)
	if b.Type == "JSON" {
		o.addText("contentType", b.ContentType)
	}
	o.addText("type", b.Type)
	o.members = append(o.members, members...)
	if b.Type != "JSON" {
		o.addText("contentType", b.ContentType)
	}
	return o.value()
}

func (r *reader) typedBody(at *place, v jsontree.Value, kind *bodyKind, served bool) *model.Body {
	br := &bodyReader{reader: r, at: at, source: v, served: served}
	b := &model.Body{Type: kind.name}
	if !served {
		b.Not, b.Optional = br.flag("not"), br.flag("optional")
	}
	if kind.served {
		b.ContentType = br.contentType(kind)
	}
	members := kind.content.read(br, b)
	b.Object = bodyObject(b, members...)
	return b
}

// bodyReader reads the members of one typed body, whose names ignore case. What
// has the wrong type is refused and read as absent.
type bodyReader struct {
	*reader
	at     *place
	source jsontree.Value
	served bool
}

// get returns the last member called name in any case.
func (r *bodyReader) get(name string) (jsontree.Value, bool) {
	members := r.source.Members
	for i := len(members) - 1; i >= 0; i-- {
		if strings.EqualFold(members[i].Name, name) {
			return members[i].Value, true
		}
	}
	return jsontree.Value{}, false
}

// shaped returns the member called name if it has shape s.
func (r *bodyReader) shaped(name string, s shape) (jsontree.Value, bool) {
	v, ok := r.get(name)
	if !ok || accepts(s, v) {
		return v, ok
	}
	var c checker
	s.check(&c, r.at.member(name), v)
	r.violations = append(r.violations, c.violations...)
	return jsontree.Value{}, false
}

// needed is shaped for a member without which the body means nothing.
func (r *bodyReader) needed(name string, s shape) (v jsontree.Value, ok bool) {
	if _, given := r.get(name); !given {
		r.refuseMissing(name)
		return v, false
	}
	return r.shaped(name, s)
}

func (r *bodyReader) refuseMissing(name string) {
	r.refusef(r.at.member(name), "is missing but it is required")
}

func (r *bodyReader) text(name string) string {
	v, _ := r.shaped(name, stringShape)
	return v.Text
}

func (r *bodyReader) flag(name string) bool {
	v, _ := r.shaped(name, booleanShape)
	return isTrue(v)
}

// contentType joins contentType and charset; "" is the default of the kind.
func (r *bodyReader) contentType(kind *bodyKind) string {
	given, name := r.text("contentType"), r.text("charset")
	if name != "" && !charset.Known(name) {
		r.refusef(r.at.member("charset"), "%q is not a known charset", cutAt(name, maxNameBytes))
	}
	if name != "" && !strings.Contains(given, "charset=") {
		media := given
		if media == "" {
			media, _, _ = strings.Cut(kind.mediaType(), ";")
		}
		given = media + "; charset=" + strings.ToLower(name)
	}
	if sameMediaType(given, kind.contentType) {
		return ""
	}
	return given
}

func sameMediaType(a, b string) bool {
	plain := strings.NewReplacer(" ", "", `"`, "")
	return strings.EqualFold(plain.Replace(a), plain.Replace(b))
}
