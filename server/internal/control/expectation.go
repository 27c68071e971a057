package control

import (
	"context"
	"errors"

	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Upsert stores one expectation or an array of them, all or none, and returns
// them as stored, in order. The error says what is wrong with the document.
func (s *Service) Upsert(_ context.Context, document []byte) ([]*model.Expectation, error) {
	given, err := s.Codec.ParseExpectations(document)
	if err != nil {
		return nil, err
	}
	return s.upsert(given)
}

func (s *Service) upsert(given []*model.Expectation) ([]*model.Expectation, error) {
	known := make([]bool, len(given))
	for i, expectation := range given {
		known[i] = s.Store.Knows(expectation.ID)
	}
	stored, err := s.Store.Upsert(given)
	if err != nil {
		return nil, s.refusal(given, err)
	}
	for i, expectation := range stored {
		s.logStored(expectation, known[i])
	}
	return stored, nil
}

// ExpectationsDocument is the canonical form of expectations, as an array.
func ExpectationsDocument(expectations []*model.Expectation) Document {
	return listExpectations(expectations, wire.ExpectationValue)
}

// refusal gives what the store refused the form of a validation error: the
// expectation at fault and the path of the member.
func (s *Service) refusal(given []*model.Expectation, err error) error {
	var refused *match.Error
	if !errors.As(err, &refused) {
		return err
	}
	refusal := &wire.ValidationError{
		Lead:       "incorrect expectation json format for:",
		Violations: []wire.Violation{{Path: "$.httpRequest." + refused.Field, Reason: refused.Err.Error()}},
		Links:      true,
	}
	for _, expectation := range given {
		if _, err := match.Compile(expectation.Request, s.matchOptions()); err != nil {
			refusal.Document = string(wire.ExpectationValue(expectation).AppendPretty(nil))
			break
		}
	}
	return refusal
}

func (s *Service) logStored(expectation *model.Expectation, known bool) {
	if known {
		s.logExpectation("UPDATED_EXPECTATION", "updated expectation:{}with id:{}", expectation)
		return
	}
	s.logExpectation("CREATED_EXPECTATION", "creating expectation:{}with id:{}", expectation)
}

func (s *Service) logExpectation(kind, format string, expectation *model.Expectation) {
	s.log(journal.Entry{
		Type:          kind,
		Format:        format,
		About:         []*model.RequestMatcher{orAny(expectation.Request)},
		ExpectationID: expectation.ID,
		Arguments: func() []jsontree.Value {
			return []jsontree.Value{wire.ExpectationValue(expectation), jsontree.StringOf(expectation.ID)}
		},
	})
}
