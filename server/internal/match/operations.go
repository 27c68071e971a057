package match

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/schema"
	"github.com/mockserver/mockserver/server/internal/model"
)

var errNoOperations = errors.New("is not supported by this server")

// operations are the requests that an OpenAPI definition means.
type operations struct {
	model    *model.OpenAPIDefinition
	requests []*Matcher
}

func compileOperations(m *model.RequestMatcher, o Options) (*Matcher, error) {
	if o.Operations == nil {
		return nil, &Error{"specUrlOrPayload", errNoOperations}
	}
	expanded, kept, err := o.Operations.Expand(m.OpenAPI)
	if err != nil {
		return nil, err
	}
	if kept != nil {
		o.schemas = kept.Get(func() any { return schema.NewFamily() }).(*schema.Family)
	}
	all := &operations{model: m.OpenAPI}
	for _, request := range expanded {
		compiled, err := Compile(request, o)
		if err != nil {
			return nil, &Error{"specUrlOrPayload", fmt.Errorf("%s: %w", title(request), err)}
		}
		all.requests = append(all.requests, compiled)
	}
	return &Matcher{not: m.Not, compound: all}, nil
}

// title is the method and path of a request, for people.
func title(m *model.RequestMatcher) string {
	var words []string
	for _, property := range [...]*model.StringMatcher{m.Method, m.Path} {
		if property != nil {
			words = append(words, property.Value)
		}
	}
	return strings.Join(words, " ")
}

func (o *operations) match(r *Request) bool {
	for _, m := range o.requests {
		if m.Match(r) {
			return true
		}
	}
	return false
}

// nearest returns the request that differs least, nil when there is none below
// limit.
func (o *operations) nearest(r *Request, limit int) (nearest *Matcher, differences int) {
	for _, m := range o.requests {
		if n := m.Differences(r, limit); n < limit {
			nearest, limit = m, n
		}
	}
	return nearest, limit
}

func (o *operations) explain(r *Request) Explanation {
	if nearest, _ := o.nearest(r, math.MaxInt); nearest != nil {
		return nearest.Explain(r)
	}
	reason := fmt.Sprintf("the specification has no operation %q", o.model.OperationID)
	return Explanation{Fields: []FieldResult{{Name: "operation", Reasons: []string{reason}, Expected: o.model.OperationID}}}
}

func (o *operations) differences(r *Request, limit int) int {
	if _, n := o.nearest(r, limit); len(o.requests) > 0 {
		return n
	}
	return min(limit, FieldCount)
}

func (o *operations) matchStored(d *definition) bool {
	for _, m := range o.requests {
		if m.matchStored(d) {
			return true
		}
	}
	return false
}

func (o *operations) pathKeys() []PathKey {
	var keys []PathKey
	for _, m := range o.requests {
		keys = append(keys, m.PathKeys()...)
	}
	return keys
}

// same reports whether m means the same operations.
func (m *Matcher) same(d *model.OpenAPIDefinition) bool {
	mine, ok := m.compound.(*operations)
	return ok && *mine.model == *d
}

// expanded lists the requests that an OpenAPI definition means. One whose
// specification cannot be read any more means none.
func (d *definition) expanded() []*definition {
	if d.options.Operations == nil {
		return nil
	}
	requests, _, err := d.options.Operations.Expand(d.model.OpenAPI)
	if err != nil {
		return nil
	}
	list := make([]*definition, len(requests))
	for i, m := range requests {
		list[i] = &definition{model: m, options: d.options, budget: d.budget}
	}
	return list
}
