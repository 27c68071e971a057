package wire

import (
	"encoding/base64"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// binaryContent is bytes.
type binaryContent struct{}

func (binaryContent) read(r *bodyReader, b *model.Body) []jsontree.Member {
	content, err := decodeBase64(r.text("base64Bytes"))
	if err != nil {
		r.refusef(r.at.member("base64Bytes"), "is not base64: %v", err)
	}
	b.Bytes = content
	return []jsontree.Member{{Name: "base64Bytes", Value: jsontree.StringOf(base64.StdEncoding.EncodeToString(content))}}
}

// decodeBase64 reads standard base64 (RFC 4648 section 4) with or without
// padding and line breaks.
func decodeBase64(s string) ([]byte, error) {
	return base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.TrimSpace(s), "="))
}
