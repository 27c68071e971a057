package control

import (
	"context"
	"strings"

	"github.com/mockserver/mockserver/server/internal/imports"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/redact"
)

// ImportOptions says how to read a document.
type ImportOptions struct {
	Format  string // "" recognises it
	Reveal  bool   // leaves credentials as they are
	Headers string // further ones to hide, separated by commas
	Fields  string // of bodies and the query, further ones to hide, separated by commas
}

// Import stores the expectations that a document of another tool stands for,
// all or none, and returns them. The error says what is wrong with the document.
func (s *Service) Import(_ context.Context, document []byte, options ImportOptions) ([]*model.Expectation, error) {
	list, err := imports.Read(document, options.Format)
	if err != nil {
		return nil, err
	}
	if !options.Reveal {
		hide(list, redact.New(strings.Split(options.Headers, ","), strings.Split(options.Fields, ",")))
	}
	return s.upsert(list)
}

// hide replaces expectations with ones without credentials.
func hide(list []*model.Expectation, rules *redact.Rules) {
	for i, expectation := range list {
		list[i] = rules.Expectation(expectation)
	}
}
