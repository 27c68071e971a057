package match

import (
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ResponseMatcher is a compiled matcher of recorded responses. It is safe for
// concurrent use.
type ResponseMatcher struct {
	status  *statusRule
	reason  *rule.Text
	headers *rule.Multi
	cookies *rule.Multi
	body    body.Matcher
}

// CompileResponse compiles m; nil matches every response. The error is an
// *Error naming the member to blame.
func CompileResponse(m *model.ResponseMatcher, o Options) (*ResponseMatcher, error) {
	if m == nil {
		return &ResponseMatcher{}, nil
	}
	o.ControlPlane = false
	env := o.env()
	r := &ResponseMatcher{status: newStatusRule(m)}
	var err error
	if !isBlank(m.ReasonPhrase) {
		if r.reason, err = rule.NewText(*m.ReasonPhrase, o.exact(env.Values)); err != nil {
			return nil, fail("reasonPhrase", err)
		}
	}
	if r.headers, err = rule.NewMulti(m.Headers, env.Values); err != nil {
		return nil, fail("headers", err)
	}
	if r.cookies, err = rule.NewMulti(cookieMap(m.Cookies), env.Values); err != nil {
		return nil, fail("cookies", err)
	}
	if m.Body != nil {
		if r.body, err = o.bodies().Compile(m.Body, env); err != nil {
			return nil, fail("body", err)
		}
	}
	return r, nil
}

// Match reports whether the response is one that was meant.
func (m *ResponseMatcher) Match(r *model.Response, b *pattern.Budget) bool {
	for _, f := range m.compare(r, b) {
		if !f.matched() {
			return false
		}
	}
	return true
}

// Explain compares every part and says in words where they differ.
func (m *ResponseMatcher) Explain(r *model.Response, b *pattern.Budget) Explanation {
	e := Explanation{Matched: true}
	for _, f := range m.compare(r, b) {
		result := FieldResult{Name: f.name, Matched: f.matched()}
		if !result.Matched {
			result.Reasons = f.reasons()
			e.Matched = false
		}
		e.Fields = append(e.Fields, result)
	}
	return e
}

// part compares one part of a response.
type part struct {
	name    string
	matched func() bool
	reasons func() []string
}

// compare lists the parts the matcher asks about.
func (m *ResponseMatcher) compare(r *model.Response, b *pattern.Budget) []part {
	var parts []part
	if m.cookies != nil {
		parts = append(parts, pairsPart("cookies", m.cookies, r.Cookies, b))
	}
	if m.headers != nil {
		parts = append(parts, pairsPart("headers", m.headers, r.Headers, b))
	}
	if m.body != nil {
		content := responseContent(r, b)
		parts = append(parts, part{
			"body", func() bool { return m.body.Match(content) },
			func() []string { return []string{m.body.Explain(content)} },
		})
	}
	if m.status != nil {
		parts = append(parts, part{
			"operation", func() bool { return m.status.holds(r.StatusCode) },
			func() []string { return []string{m.status.reason(r.StatusCode)} },
		})
	}
	if m.reason != nil {
		parts = append(parts, part{
			"operation", func() bool { return m.reason.Match(r.ReasonPhrase, b) },
			func() []string { return []string{m.reason.Explain(r.ReasonPhrase, b)} },
		})
	}
	return parts
}

func pairsPart(name string, m *rule.Multi, fields []model.Field, b *pattern.Budget) part {
	pairs := rule.PairsOf(fields)
	return part{name, func() bool { return m.Match(pairs, b) }, func() []string { return m.Explain(pairs, b) }}
}

// responseContent is the body of a response as it is served.
func responseContent(r *model.Response, b *pattern.Budget) *body.Content {
	content := &body.Content{Budget: b}
	if r.Body != nil {
		content.Bytes, content.Type = r.Body.Bytes, r.Body.ContentType
		if len(content.Bytes) == 0 {
			content.Bytes = []byte(r.Body.Text)
		}
	}
	for _, h := range r.Headers {
		if strings.EqualFold(h.Name, "content-type") {
			content.Type = h.Value
		}
	}
	return content
}

// statusRule compares status codes: one code, or a range such as "2XX" or
// ">= 400". A response without a code satisfies none.
type statusRule struct {
	text  string
	value *rule.Value // nil for a class
	class int         // the hundreds of a class
}

func newStatusRule(m *model.ResponseMatcher) *statusRule {
	text := m.StatusCodeRange
	if strings.TrimSpace(text) == "" {
		if m.StatusCode == nil {
			return nil
		}
		text = strconv.Itoa(*m.StatusCode)
	}
	s := &statusRule{text: text}
	if len(text) == 3 && strings.EqualFold(text[1:], "xx") && '1' <= text[0] && text[0] <= '9' {
		s.class = int(text[0] - '0')
		return s
	}
	s.value, _ = rule.NewValue(model.StringMatcher{Value: text}, rule.Options{})
	return s
}

func (s *statusRule) holds(code int) bool {
	switch {
	case code == 0:
		return false
	case s.value == nil:
		return code/100 == s.class
	}
	return s.value.Match(strconv.Itoa(code), &pattern.Budget{})
}

func (s *statusRule) reason(code int) string {
	found := strconv.Itoa(code)
	if code == 0 {
		found = "null"
	}
	return rule.Reason("statusCode", s.text, found)
}
