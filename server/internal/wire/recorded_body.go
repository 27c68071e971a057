package wire

import (
	"encoding/base64"
	"strings"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// recordedBody writes the body of a request by its content type; rawJSON adds
// the bytes of JSON that is not compact.
func recordedBody(contentType string, content []byte, rawJSON bool) jsontree.Value {
	media, _, _ := strings.Cut(contentType, ";")
	if !charset.IsText(media) {
		return recordedObject("BINARY", "base64Bytes", contentType, base64.StdEncoding.EncodeToString(content), nil)
	}
	text := charset.Decode(contentType, content)
	switch {
	case contentType == "":
		return jsontree.StringOf(text)
	case charset.IsJSON(media):
		if tree, err := jsontree.Parse([]byte(text)); err == nil {
			return recordedJSON(contentType, tree, content, rawJSON)
		}
	case charset.IsXML(media):
		return recordedObject("XML", "xml", contentType, text, content)
	}
	return recordedObject("STRING", "string", contentType, text, content)
}

// recordedObject is a typed body with its text and, unless nil, its bytes.
func recordedObject(kind, member, contentType, text string, raw []byte) jsontree.Value {
	b := &model.Body{Type: kind}
	members := []jsontree.Member{{Name: member, Value: jsontree.StringOf(text)}}
	if raw != nil {
		members = append(members, rawBytes(raw))
	}
	if !sameMediaType(contentType, bodyKindNamed(kind).contentType) {
		b.ContentType = contentType
	}
	return bodyObject(b, members...)
}

func rawBytes(content []byte) jsontree.Member {
	return jsontree.Member{Name: "rawBytes", Value: jsontree.StringOf(base64.StdEncoding.EncodeToString(content))}
}

func recordedJSON(contentType string, tree jsontree.Value, content []byte, raw bool) jsontree.Value {
	b := &model.Body{Type: "JSON"}
	members := []jsontree.Member{{Name: "json", Value: tree}}
	if raw && string(content) != string(tree.AppendCompact(nil)) {
		members = append(members, rawBytes(content))
	}
	if !sameMediaType(contentType, bodyKindNamed("JSON").contentType) {
		b.ContentType = contentType
	}
	b.Object = bodyObject(b, members...)
	return bodyValue(b, false)
}

// TextBody is the body of a response with this text.
func TextBody(text string) *model.Body { return plainString(text, true) }

// ContentBody is the body of a response with this content: text where nothing
// is lost by that, else bytes.
func ContentBody(contentType string, content []byte) *model.Body {
	if text, ok := charset.Text(contentType, content); ok {
		return TextBody(text)
	}
	b := &model.Body{Type: "BINARY", Bytes: content}
	b.Object = bodyObject(b, jsontree.Member{Name: "base64Bytes", Value: jsontree.StringOf(base64.StdEncoding.EncodeToString(content))})
	return b
}
