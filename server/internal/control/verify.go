package control

import (
	"context"
	"errors"
	"strings"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
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
	about := s.asked([]*model.RequestMatcher{asked.Request}, asked.ExpectationID)
	s.log(journal.Entry{Type: "VERIFICATION", Format: "verifying requests that match:{}", About: about, Arguments: documentArgument(document)})
	return s.verified(s.Verifier.Verify(ctx, asked), journal.Entry{
		Format:    "request:{}found " + verify.TimesText(asked.Times),
		About:     about,
		Arguments: func() []jsontree.Value { return definitionValues(about).Items },
	})
}

// VerifySequence is Verify for an order of exchanges.
func (s *Service) VerifySequence(ctx context.Context, document []byte) error {
	asked, err := wire.ParseVerificationSequence(document)
	if err != nil {
		return err
	}
	about := s.asked(asked.Requests, asked.ExpectationIDs...)
	s.log(journal.Entry{Type: "VERIFICATION", Format: "verifying sequence that match:{}", About: about, Arguments: documentArgument(document)})
	return s.verified(s.Verifier.VerifySequence(ctx, asked), journal.Entry{
		Format:    "request sequence found:{}",
		About:     about,
		Arguments: func() []jsontree.Value { return []jsontree.Value{definitionValues(about)} },
	})
}

// asked are the definitions that a verification asks about, one at least.
func (s *Service) asked(requests []*model.RequestMatcher, ids ...string) []*model.RequestMatcher {
	var asked []*model.RequestMatcher
	for _, request := range requests {
		if request != nil {
			asked = append(asked, request)
		}
	}
	for _, id := range ids {
		if expectation, known := s.Store.Find(id); known {
			asked = append(asked, orAny(expectation.Request))
		}
	}
	if len(asked) == 0 {
		return []*model.RequestMatcher{orAny(nil)}
	}
	return asked
}

// verified logs how a verification went, with passed when it holds, and hands
// its result on.
func (s *Service) verified(err error, passed journal.Entry) error {
	var failure *verify.Failure
	switch {
	case err == nil:
		passed.Type = "VERIFICATION_PASSED"
		s.log(passed)
	case errors.As(err, &failure):
		s.log(failedEntry(failure, passed.About))
	}
	return err
}

// failedEntry says of a failure what its message does.
func failedEntry(f *verify.Failure, about []*model.RequestMatcher) journal.Entry {
	entry := journal.Entry{Type: "VERIFICATION_FAILED", Format: f.Message, About: about}
	if f.Title == "" {
		return entry
	}
	sides := []jsontree.Value{f.Expected, f.Found}
	entry.Format = strings.ToLower(f.Title[:1]) + f.Title[1:] + ", expected:{}but was:{}"
	if f.Detail != "" {
		entry.Format += "because:{}"
		sides = append(sides, jsontree.StringOf(strings.TrimSpace(f.Detail)))
	}
	entry.Arguments = func() []jsontree.Value { return sides }
	return entry
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
