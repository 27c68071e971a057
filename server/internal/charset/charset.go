// Package charset turns the bytes of bodies into text and back: by the charset
// that a content type names, else by the one its media type implies.
package charset

import (
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
)

// Decode returns content as text. Without a charset that is known, JSON, XML
// and content without a type are UTF-8, other text is ISO-8859-1 and the rest
// UTF-8. Bytes that are wrong in their charset become U+FFFD.
func Decode(contentType string, content []byte) string {
	e := named(contentType)
	if e == nil {
		e = implied(contentType)
	}
	if e == unicode.UTF8 {
		return strings.ToValidUTF8(string(content), string(utf8.RuneError))
	}
	text, err := e.NewDecoder().Bytes(content)
	if err != nil {
		return strings.ToValidUTF8(string(content), string(utf8.RuneError))
	}
	return string(text)
}

// Named reports whether contentType names a charset that is known.
func Named(contentType string) bool { return named(contentType) != nil }

// Encode returns text as bytes, by the rules of Decode. Text that an implied
// charset cannot spell is written as UTF-8; characters that a named one cannot
// spell become question marks.
func Encode(contentType, text string) []byte {
	if e := named(contentType); e != nil {
		return encode(e, text)
	}
	if e := implied(contentType); e != unicode.UTF8 {
		if content, err := e.NewEncoder().Bytes([]byte(text)); err == nil {
			return content
		}
	}
	return []byte(text)
}

// Text returns content as text where its type says that it is some and nothing
// is lost: written by Encode it is the same bytes. ok is false elsewhere.
func Text(contentType string, content []byte) (text string, ok bool) {
	if !IsText(contentType) {
		return "", false
	}
	text = Decode(contentType, content)
	printable := utf8.ValidString(text) && !strings.ContainsRune(text, 0)
	if !printable || string(Encode(contentType, text)) != string(content) {
		return "", false
	}
	return text, true
}

// encode writes text in e, character by character where it cannot be spelled.
func encode(e encoding.Encoding, text string) []byte {
	encoder := e.NewEncoder()
	if content, err := encoder.Bytes([]byte(text)); err == nil {
		return content
	}
	var content []byte
	for _, r := range text {
		encoder.Reset()
		b, err := encoder.Bytes([]byte(string(r)))
		if err != nil {
			b = []byte("?")
		}
		content = append(content, b...)
	}
	return content
}

// named returns the charset that contentType names, nil when it names none or
// one that is not known.
func named(contentType string) encoding.Encoding {
	if !strings.Contains(contentType, "=") {
		return nil
	}
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil
	}
	return lookup(parameters["charset"])
}

func lookup(name string) encoding.Encoding {
	if name == "" {
		return nil
	}
	if strings.EqualFold(name, "utf-8") {
		return unicode.UTF8
	}
	e, err := ianaindex.IANA.Encoding(name)
	if err != nil || e == nil { // nil without error: known by name alone
		return nil
	}
	return e
}

// Known reports whether text can be read and written in the charset called name.
func Known(name string) bool { return lookup(name) != nil }

func implied(contentType string) encoding.Encoding {
	if contentType != "" && IsText(contentType) && !IsJSON(contentType) && !IsXML(contentType) {
		return charmap.ISO8859_1
	}
	return unicode.UTF8
}

// textual are the parts of a media type that tell text from binary content.
var textual = [...]string{"text", "json", "css", "html", "form", "javascript", "xml", "csv", "urlencoded", "wsdl"}

// IsText reports whether content of this type is text: by its media type, or
// because a charset is named. Content without a type is text.
func IsText(contentType string) bool {
	if contentType == "" || named(contentType) != nil {
		return true
	}
	lower := strings.ToLower(contentType)
	for _, part := range textual {
		if strings.Contains(lower, part) {
			return true
		}
	}
	return false
}

// IsJSON reports whether contentType is of the JSON family.
func IsJSON(contentType string) bool { return contains(contentType, "json") }

// IsXML reports whether contentType is of the XML family.
func IsXML(contentType string) bool { return contains(contentType, "xml") }

func contains(contentType, part string) bool {
	return strings.Contains(strings.ToLower(contentType), part)
}
