package respond

import (
	"fmt"
	"mime"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/mockserver/mockserver/server/internal/model"
)

// bodyBytes is a body as it is served. Text takes the charset of the body's
// content type, else of the Content-Type header, else UTF-8 for JSON, XML and
// text of no type, ISO-8859-1 for other text. Kinds that only match serve
// nothing.
func bodyBytes(response *model.Response) ([]byte, error) {
	body := response.Body
	if body == nil {
		return nil, nil
	}
	switch body.Type {
	case "BINARY":
		return body.Bytes, nil
	case "STRING", "JSON", "XML":
		header, _ := value(response.Headers, "Content-Type")
		charset, err := charsetOf(body, header)
		if err != nil || charset == nil {
			return []byte(body.Text), err
		}
		return encoding.ReplaceUnsupported(charset.NewEncoder()).Bytes([]byte(body.Text))
	default:
		return nil, nil
	}
}

// charsetOf picks the encoding of a body's text; nil is UTF-8.
func charsetOf(body *model.Body, header string) (encoding.Encoding, error) {
	for _, contentType := range []string{body.ContentType, header} {
		if name := charsetParameter(contentType); name != "" {
			return named(name)
		}
	}
	contentType := body.ContentType
	if contentType == "" {
		contentType = header
	}
	if contentType == "" || isUnicodeType(contentType) || body.Type != "STRING" {
		return nil, nil
	}
	return charmap.ISO8859_1, nil
}

func charsetParameter(contentType string) string {
	if contentType == "" {
		return ""
	}
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return parameters["charset"]
}

func named(charset string) (encoding.Encoding, error) {
	if strings.EqualFold(charset, "utf-8") {
		return nil, nil
	}
	if strings.EqualFold(charset, "iso-8859-1") {
		return charmap.ISO8859_1, nil // the index takes it for windows-1252, as browsers do
	}
	found, err := htmlindex.Get(charset)
	if err != nil {
		return nil, fmt.Errorf("contentType: charset %q is not known", charset)
	}
	return found, nil
}

func isUnicodeType(contentType string) bool {
	lower := strings.ToLower(contentType)
	return strings.Contains(lower, "json") || strings.Contains(lower, "xml")
}
