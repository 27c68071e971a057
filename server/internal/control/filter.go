package control

import (
	"errors"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// filter finds what a request definition matches, with the rules of the
// control plane. A nil filter finds everything. It belongs to one call.
type filter struct {
	matcher *match.Matcher
	options match.Options
	budget  *pattern.Budget
}

// filter compiles a request definition; nil is the nil filter.
func (s *Service) filter(matcher *model.RequestMatcher) (*filter, error) {
	if matcher == nil {
		return nil, nil
	}
	options := s.matchOptions()
	options.ControlPlane = true
	compiled, err := match.Compile(matcher, options)
	if err != nil {
		return nil, filterRefusal(matcher, err)
	}
	return &filter{matcher: compiled, options: options, budget: &pattern.Budget{}}, nil
}

// finds says whether a recorded request matches.
func (f *filter) finds(request *model.Request) bool {
	return f == nil || f.matcher.Match(match.NewRequestWithin(request, f.budget))
}

// anew is the filter for another call.
func (f *filter) anew() *filter {
	if f == nil {
		return nil
	}
	return &filter{matcher: f.matcher, options: f.options, budget: &pattern.Budget{}}
}

// findsDefinition says whether the definition of an expectation matches.
func (f *filter) findsDefinition(definition *model.RequestMatcher) bool {
	return f == nil || f.matcher.MatchDefinition(definition, f.options, f.budget)
}

// filterRefusal names what of a filter cannot be used.
func filterRefusal(matcher *model.RequestMatcher, err error) error {
	var refused *match.Error
	if !errors.As(err, &refused) {
		return err
	}
	return &wire.ValidationError{
		Lead:       "incorrect request matcher json format for:",
		Document:   string(wire.RequestMatcherValue(matcher).AppendPretty(nil)),
		Violations: []wire.Violation{{Path: "$." + refused.Field, Reason: refused.Err.Error()}},
		Links:      true,
	}
}
