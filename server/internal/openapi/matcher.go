package openapi

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

// matchers are the requests of the operation: one for each content type and
// way to authenticate.
func (o *operation) matchers(prefix string) ([]*model.RequestMatcher, error) {
	plain, err := o.plain(prefix)
	if err != nil {
		return nil, err
	}
	bodies := []*model.RequestMatcher{plain}
	if len(o.content) > 0 {
		bodies = nil
	}
	for _, m := range o.content {
		with := *plain
		if err := m.addTo(&with, o.required); err != nil {
			return nil, err
		}
		bodies = append(bodies, &with)
	}
	if len(o.security) == 0 {
		return bodies, nil
	}
	var list []*model.RequestMatcher
	for _, body := range bodies {
		for _, way := range o.security {
			with := *body
			way.addTo(&with)
			list = append(list, &with)
		}
	}
	return list, nil
}

// plain is the operation's request but for its body and credentials.
func (o *operation) plain(prefix string) (*model.RequestMatcher, error) {
	m := &model.RequestMatcher{
		Method: &model.StringMatcher{Value: o.method},
		Path:   &model.StringMatcher{Value: joined(prefix, o.path)},
	}
	var err error
	if m.PathParameters, err = o.pathParameters(); err != nil {
		return nil, err
	}
	if m.Query, err = entries(o.parameters, "query"); err != nil {
		return nil, err
	}
	if m.Headers, err = entries(o.parameters, "header"); err != nil {
		return nil, err
	}
	cookies, err := entries(o.parameters, "cookie")
	if cookies != nil {
		for _, e := range cookies.Entries {
			m.Cookies = append(m.Cookies, model.CookieMatcher{Name: e.Name, Value: e.Values[0]})
		}
	}
	return m, err
}

// joined puts the context path in front of path.
func joined(prefix, path string) string {
	prefix = strings.Trim(prefix, "/")
	if prefix == "" {
		return path
	}
	return "/" + prefix + path
}

// pathParameters are those of the path; one that the path has but nobody
// declared may be anything.
func (o *operation) pathParameters() (*model.MultiMatcher, error) {
	m, err := entries(o.parameters, "path")
	if err != nil {
		return nil, err
	}
	declared := make(map[string]bool)
	for _, p := range o.parameters {
		declared[p.name] = declared[p.name] || p.in == "path"
	}
	for segment := range strings.SplitSeq(o.path, "/") {
		name, ok := strings.CutPrefix(segment, "{")
		name, closed := strings.CutSuffix(name, "}")
		if ok && closed && !declared[name] {
			m = withEntry(m, model.MultiEntry{
				Name: model.StringMatcher{Value: name}, Values: []model.StringMatcher{{Value: ".*"}},
			})
		}
	}
	return m, nil
}
