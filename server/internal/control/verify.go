package control

import (
	"context"
	"errors"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/verify"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Verify returns nil when recorded traffic is as document asks, a
// *verify.Failure when it is not, and what is wrong with document otherwise.
func (s *Service) Verify(ctx context.Context, document []byte) error {
	asked, err := wire.ParseVerification(document)
	if err != nil {
		return err
	}
	s.log(journal.Entry{Type: "VERIFICATION", Format: "verifying requests that match:{}", Arguments: documentArgument(document)})
	return s.verified(s.Verifier.Verify(ctx, asked), document, "request:{}found")
}

// VerifySequence is Verify for an order of exchanges.
func (s *Service) VerifySequence(ctx context.Context, document []byte) error {
	asked, err := wire.ParseVerificationSequence(document)
	if err != nil {
		return err
	}
	s.log(journal.Entry{Type: "VERIFICATION", Format: "verifying sequence that match:{}", Arguments: documentArgument(document)})
	return s.verified(s.Verifier.VerifySequence(ctx, asked), document, "request sequence found:{}")
}

// verified logs how a verification went and passes its result on.
func (s *Service) verified(err error, document []byte, passed string) error {
	var failure *verify.Failure
	switch {
	case err == nil:
		s.log(journal.Entry{Type: "VERIFICATION_PASSED", Format: passed, Arguments: documentArgument(document)})
	case errors.As(err, &failure):
		s.log(journal.Entry{Type: "VERIFICATION_FAILED", Format: failure.Message})
	}
	return err
}

func documentArgument(document []byte) func() []jsontree.Value {
	return func() []jsontree.Value {
		tree, err := jsontree.ParseLenient(document)
		if err != nil {
			return []jsontree.Value{jsontree.StringOf(string(document))}
		}
		return []jsontree.Value{tree}
	}
}
