package control

import (
	"context"
	"strings"

	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/verify"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// scope is what of the server's state a clear is about.
type scope struct{ expectations, log bool }

// parseScope reads the type parameter: log, expectations or all, in any case;
// blank is all.
func parseScope(kind string) (scope, error) {
	switch strings.ToLower(strings.TrimSpace(kind)) {
	case "", "all":
		return scope{expectations: true, log: true}, nil
	case "log":
		return scope{log: true}, nil
	case "expectations":
		return scope{expectations: true}, nil
	}
	return scope{}, &ParameterError{Name: "type", Value: kind, Supported: "log, expectations, all"}
}

// Clear forgets what document selects: expectations, recorded traffic or, as
// kind says, both. A namespace narrows it to that namespace's expectations,
// unless recorded traffic alone is asked for.
func (s *Service) Clear(_ context.Context, document []byte, kind, namespace string) error {
	what, err := parseScope(kind)
	if err != nil {
		return err
	}
	selector, byID, err := parseSelector(document)
	if err != nil {
		return err
	}
	if namespace = strings.TrimSpace(namespace); namespace != "" {
		what.log = !what.expectations
	}
	if byID {
		return s.clearByID(selector.ExpectationID, what, namespace)
	}
	return s.clearMatching(selector.Matcher, what, namespace)
}

// parseSelector reads what a clear names, and says whether that is an id.
func parseSelector(document []byte) (selector wire.Selector, byID bool, err error) {
	selector, err = wire.ParseClear(document)
	if err != nil || selector.Matcher != nil {
		return selector, false, err
	}
	if selector.ExpectationID != "" {
		return selector, true, nil
	}
	tree, err := jsontree.ParseLenient(document)
	if _, named := tree.Get("id"); err == nil && named {
		return selector, true, &verify.UnknownExpectationError{}
	}
	return selector, false, nil
}

// clearByID finds no expectation of another namespace than the one given.
func (s *Service) clearByID(id string, what scope, namespace string) error {
	expectation, known := s.Store.Find(id)
	if known && namespace != "" && expectation.Namespace != "" && expectation.Namespace != namespace {
		known = false
	}
	if !known {
		return &verify.UnknownExpectationError{ID: id}
	}
	if what.log {
		if err := s.clearLog(expectation.Request); err != nil {
			return err
		}
	}
	if what.expectations {
		s.Store.ClearID(id)
		s.log(journal.Entry{Type: "CLEARED", Format: "cleared expectations that have id:{}", Arguments: textArgument(id)})
	}
	return nil
}

func (s *Service) clearMatching(matcher *model.RequestMatcher, what scope, namespace string) error {
	if what.log { // first, so that it holds what was removed
		if err := s.clearLog(matcher); err != nil {
			return err
		}
	}
	if what.expectations {
		if err := s.Store.Clear(expect.Filter{Request: matcher, Namespace: namespace}); err != nil {
			return filterRefusal(matcher, err)
		}
		s.logAbout("CLEARED", "cleared expectations that match:{}", matcher)
	}
	return nil
}

// clearLog forgets recorded traffic that matcher finds; nil finds all.
func (s *Service) clearLog(matcher *model.RequestMatcher) error {
	f, err := s.filter(matcher)
	if err != nil {
		return err
	}
	if f == nil {
		s.Journal.Clear(nil, nil)
	} else {
		s.Journal.Clear(f.finds, f.findsDefinition)
	}
	s.logAbout("CLEARED", "cleared logs that match:{}", matcher)
	return nil
}

// Reset forgets expectations, recorded traffic, simulated resources and files.
// The configuration and the clock stay.
func (s *Service) Reset(context.Context) error {
	s.Store.Reset()
	s.Journal.Reset()
	s.Resources.Reset()
	s.Files.Reset()
	s.Library.Forget()
	s.log(journal.Entry{Type: "CLEARED", Format: "resetting all expectations and request logs"})
	return nil
}
