package respond

import (
	"mime"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/model"
)

// bodyBytes is a body as it is served. Kinds that only match serve nothing, and
// a file is read when it is served.
func bodyBytes(response *model.Response) []byte {
	body := response.Body
	if body == nil {
		return nil
	}
	switch body.Type {
	case "BINARY":
		return body.Bytes
	case "STRING", "JSON", "XML":
		header, _ := value(response.Headers, "Content-Type")
		return charset.Encode(encodingType(body, header), body.Text)
	default:
		return nil
	}
}

// encodingType is the content type that decides how a body's text becomes
// bytes: the first that names a charset of the body's own and the Content-Type
// header, else UTF-8 for JSON and XML, else the first there is.
func encodingType(body *model.Body, header string) string {
	switch {
	case namesCharset(body.ContentType):
		return body.ContentType
	case namesCharset(header):
		return header
	case body.Type != "STRING":
		return "application/json"
	case body.ContentType != "":
		return body.ContentType
	default:
		return header
	}
}

func namesCharset(contentType string) bool {
	_, parameters, err := mime.ParseMediaType(contentType)
	return err == nil && parameters["charset"] != ""
}
