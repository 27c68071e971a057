package traffic

import (
	"encoding/base64"
	"encoding/json"
	"strings"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// bodyBytes is what a request carries; nil when the case gives no body.
func bodyBytes(body *pb.Body) ([]byte, error) {
	switch content := body.GetContent().(type) {
	case *pb.Body_Text:
		return []byte(content.Text), nil
	case *pb.Body_Json:
		return json.Marshal(content.Json.AsInterface())
	case *pb.Body_Base64:
		return base64.StdEncoding.DecodeString(content.Base64)
	case *pb.Body_Fragments:
		return []byte(joined(content.Fragments)), nil
	default:
		return nil, nil
	}
}

func joined(fragments *pb.Fragments) string {
	var text strings.Builder
	for _, part := range fragments.GetParts() {
		text.WriteString(strings.Repeat(part.GetText(), max(1, int(part.GetTimes()))))
	}
	return text.String()
}
