package match

import (
	"cmp"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
)

// Key is a condition on requests: Value is one of those at Place.
type Key struct {
	Place Place
	Value body.Scalar
}

// Place is somewhere a request has simple values. It is comparable.
type Place struct {
	source
	name string     // of the values, in the form of pattern.Fold
	body body.Place // in the body
}

// source is where a request has pairs of names and values. It is comparable.
type source struct {
	region   region
	template string // of the path, for its parameters
}

// region is a part of a request that has places; the cheapest to read first.
type region uint8

const (
	inQuery region = iota
	inHeaders
	inCookies
	inPath
	inBody
)

// keyed is a field that can name values its requests must have. They serve to
// find the matcher among many without asking each.
type keyed interface{ keys() []Key }

// Keys lists conditions that every request the matcher accepts meets, none if
// there is nothing simple to say.
func (m *Matcher) Keys() []Key {
	if m.not {
		return nil
	}
	var keys []Key
	for _, f := range m.fields {
		if k, ok := f.(keyed); ok {
			keys = append(keys, k.keys()...)
		}
	}
	return keys
}

func (f *multiField) keys() []Key {
	var keys []Key
	for _, pair := range f.multi.Keys() {
		keys = append(keys, Key{Place{source: f.source, name: pair.Name}, body.TextScalar(pair.Value)})
	}
	return keys
}

func (f *bodyField) keys() []Key {
	matcher, ok := f.matcher.(body.Keyed)
	if !ok {
		return nil
	}
	var keys []Key
	for _, k := range matcher.Keys() {
		keys = append(keys, Key{Place{source: source{inBody, ""}, body: k.Place}, k.Scalar})
	}
	return keys
}

// Reader returns a function that appends the values a request has at the place.
func (p Place) Reader() func(*Request, []body.Scalar) []body.Scalar {
	if p.region == inBody {
		read := p.body.Reader()
		return func(r *Request, to []body.Scalar) []body.Scalar {
			if value, ok := read(r.Content()); ok {
				to = append(to, value)
			}
			return to
		}
	}
	return func(r *Request, to []body.Scalar) []body.Scalar {
		for _, pair := range p.pairs(r) {
			if pattern.EqualFold(pair.Name, p.name) {
				to = append(to, body.TextScalar(pattern.Fold(pair.Value)))
			}
		}
		return to
	}
}

func (s source) pairs(r *Request) []rule.Pair {
	switch s.region {
	case inQuery:
		return r.queryPairs()
	case inHeaders:
		return r.headerPairs()
	case inCookies:
		return r.cookiePairs()
	}
	return pathPairs(s.template, r.model.Path)
}

// Compare orders places, those that cost little to read first.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.region, q.region), cmp.Compare(p.name, q.name), cmp.Compare(p.template, q.template), p.body.Compare(q.body))
}
