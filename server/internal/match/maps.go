package match

import (
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// multiField compares one map of names to values of a request.
type multiField struct {
	title  string
	multi  *rule.Multi
	source source
	stored func(*model.RequestMatcher) []rule.Pair
}

func (f *multiField) name() string { return f.title }

func (f *multiField) match(r *Request) bool { return f.multi.Match(f.source.pairs(r), r.budget) }

func (f *multiField) explain(r *Request) FieldResult {
	return explainMulti(f.title, f.multi, f.source.pairs(r), r.budget)
}

func (f *multiField) matchStored(d *definition) bool {
	return f.multi.Match(f.stored(d.model), d.budget)
}

func explainMulti(title string, m *rule.Multi, pairs []rule.Pair, b *pattern.Budget) FieldResult {
	return FieldResult{
		Name: title, Reasons: m.Explain(pairs, b),
		Expected: m.String(), Actual: rule.ListPairs(pairs),
	}
}

// compileMulti compiles the map m, nil when it accepts everything.
func compileMulti(c *compiler, title, member string, m *model.MultiMatcher) (*multiField, error) {
	multi, err := rule.NewMulti(m, c.env.Values)
	if err != nil {
		return nil, fail(member, err)
	}
	if multi == nil {
		return nil, nil
	}
	return &multiField{title: title, multi: multi}, nil
}

func compileHeaders(c *compiler) (field, error) {
	f, err := compileMulti(c, "headers", "headers", c.model.Headers)
	if f == nil {
		return nil, err
	}
	f.source = source{region: inHeaders}
	f.stored = func(m *model.RequestMatcher) []rule.Pair { return rule.StoredPairs(m.Headers) }
	return f, nil
}

func compileQuery(c *compiler) (field, error) {
	f, err := compileMulti(c, "queryParameters", "queryStringParameters", c.model.Query)
	if f == nil {
		return nil, err
	}
	f.source = source{region: inQuery}
	f.stored = func(m *model.RequestMatcher) []rule.Pair { return rule.StoredPairs(m.Query) }
	return f, nil
}

func compileCookies(c *compiler) (field, error) {
	f, err := compileMulti(c, "cookies", "cookies", cookieMap(c.model.Cookies))
	if f == nil {
		return nil, err
	}
	f.source = source{region: inCookies}
	f.stored = func(m *model.RequestMatcher) []rule.Pair { return rule.StoredCookies(m.Cookies) }
	return f, nil
}

// cookieMap reads cookies as a map of one value each.
func cookieMap(cookies []model.CookieMatcher) *model.MultiMatcher {
	m := &model.MultiMatcher{KeyMatchStyle: model.SubSet}
	for _, c := range cookies {
		m.Entries = append(m.Entries, model.MultiEntry{Name: c.Name, Values: []model.StringMatcher{c.Value}})
	}
	return m
}
