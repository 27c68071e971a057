package match

import (
	"errors"

	"github.com/mockserver/mockserver/server/internal/model"
)

var errUnsupported = errors.New("is not supported by this server")

// checkSupported refuses what no field compares yet: ignoring it would match
// requests that were not meant.
func checkSupported(m *model.RequestMatcher) error {
	switch {
	case m.Conditional != nil:
		return &Error{"if", errUnsupported}
	case m.JWT != nil:
		return &Error{"jwt", errUnsupported}
	case m.ClientCertificate != nil:
		return &Error{"clientCertificate", errUnsupported}
	}
	return nil
}
