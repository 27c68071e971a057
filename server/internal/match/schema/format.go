package schema

import (
	"errors"
	"net/mail"
	"strings"

	"github.com/mockserver/mockserver/server/internal/gen/jsonschema"
	"golang.org/x/net/idna"
)

// formats are those of draft 7 that the validator does not bring.
var formats = []*jsonschema.Format{
	{Name: "idn-hostname", Validate: ofText(checkIDNHostname)},
	{Name: "idn-email", Validate: ofText(checkIDNEmail)},
}

// ofText makes a check of texts one of any value: a format asks nothing of
// what is no string.
func ofText(check func(string) error) func(any) error {
	return func(v any) error {
		if text, ok := v.(string); ok {
			return check(text)
		}
		return nil
	}
}

// hostProfile holds names to RFC 5890, section 2.3.2.3. Labels are separated
// by any of the full stops of RFC 3490, section 3.1.
var hostProfile = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.StrictDomainName(true), idna.VerifyDNSLength(true))

func checkIDNHostname(text string) error {
	_, err := hostProfile.ToASCII(text)
	return err
}

// checkIDNEmail accepts a bare address of RFC 6531.
func checkIDNEmail(text string) error {
	address, err := mail.ParseAddress(text)
	if err != nil {
		return err
	}
	if strings.ContainsAny(text, "<>") || address.Name != "" {
		return errors.New("is not a bare address")
	}
	return nil
}
