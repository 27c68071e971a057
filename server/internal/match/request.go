package match

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Request is a received request with the forms that matchers need, each made
// once, when first asked for. It belongs to one goroutine.
type Request struct {
	model   *model.Request
	budget  *pattern.Budget
	own     pattern.Budget // what budget points to unless it is shared
	content *body.Content
	headers []rule.Pair
	query   []rule.Pair
	cookies []rule.Pair
}

// NewRequest prepares r for matching.
func NewRequest(r *model.Request) *Request {
	n := &Request{model: r}
	n.budget = &n.own
	return n
}

// NewRequestWithin is NewRequest with a budget shared between requests, for a
// look through many recorded ones.
func NewRequestWithin(r *model.Request, budget *pattern.Budget) *Request {
	return &Request{model: r, budget: budget}
}

// Model returns the request as received.
func (r *Request) Model() *model.Request { return r.model }

// Exhausted returns the expressions that ran out of time on this request.
func (r *Request) Exhausted() []string { return r.budget.Exhausted() }

// Header returns the first value of the header called name, whatever its case.
func (r *Request) Header(name string) (string, bool) {
	for i := range r.model.Headers {
		if strings.EqualFold(r.model.Headers[i].Name, name) {
			return r.model.Headers[i].Value, true
		}
	}
	return "", false
}

// Content returns the body in every form.
func (r *Request) Content() *body.Content {
	if r.content == nil {
		contentType, _ := r.Header("content-type")
		r.content = &body.Content{
			Bytes: r.model.Body, Encoded: r.model.EncodedBody, Type: contentType, Budget: r.budget,
		}
	}
	return r.content
}

func (r *Request) headerPairs() []rule.Pair {
	if r.headers == nil {
		r.headers = rule.PairsOf(r.model.Headers)
	}
	return r.headers
}

func (r *Request) queryPairs() []rule.Pair {
	if r.query == nil {
		r.query = rule.PairsOf(r.model.Query)
	}
	return r.query
}

func (r *Request) cookiePairs() []rule.Pair {
	if r.cookies == nil {
		r.cookies = rule.PairsOf(r.model.Cookies)
	}
	return r.cookies
}
