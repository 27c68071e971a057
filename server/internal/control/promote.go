package control

import (
	"context"

	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/redact"
	"github.com/mockserver/mockserver/server/internal/replay"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// PromoteOptions says how forwarded exchanges become expectations.
type PromoteOptions struct {
	Separate bool // one for each exchange, instead of one for all that are alike
	Literal  bool // values that look generated are asked for as they were
	Reveal   bool // leaves credentials as they are
}

// Promote stores expectations made of the forwarded exchanges that document, a
// request definition, matches, and returns them; an empty one matches all.
func (s *Service) Promote(_ context.Context, document []byte, options PromoteOptions) ([]*model.Expectation, error) {
	matcher, err := wire.ParseRequestMatcher(document)
	if err != nil {
		return nil, err
	}
	filter, err := s.filter(matcher)
	if err != nil {
		return nil, err
	}
	var list []*model.Expectation
	for exchange := range forwarded(s.found(filter)) {
		list = append(list, replay.Expectation(exchange))
	}
	if !options.Reveal {
		hide(list, redact.New(nil, nil))
	}
	if !options.Literal {
		for i, expectation := range list {
			list[i] = replay.Parameterized(expectation)
		}
	}
	if !options.Separate {
		list = replay.Consolidate(list)
	}
	return s.upsert(list)
}
