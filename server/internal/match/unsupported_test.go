package match

import (
	"errors"
	"testing"

	"github.com/mockserver/mockserver/server/internal/wire"
)

// What is read but not compared is refused, not ignored.
func TestUnsupportedProperties(t *testing.T) {
	for document, field := range map[string]string{
		`{"if":{"path":"/a"}}`:                 "if",
		`{"jwt":{"issuer":"i"}}`:               "jwt",
		`{"clientCertificate":{"subject":""}}`: "clientCertificate",
	} {
		parsed, err := wire.ParseRequestMatcher([]byte(document))
		if err != nil {
			t.Fatal(err)
		}
		var refused *Error
		if _, err := Compile(parsed, Options{}); !errors.As(err, &refused) || refused.Field != field {
			t.Errorf("%s: %v", document, err)
		}
	}
}
